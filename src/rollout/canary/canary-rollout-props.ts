import type { Duration } from 'cdk8s';
import type { PercentOrAbsolute } from 'cdk8s-plus-28';
import type { PingPongServices } from '../../services/ping-pong-services';
import type { StableCanaryServices } from '../../services/stable-canary-services';
import type { ITrafficRouter } from '../../traffic/traffic-router';
import type { AddedMetadata } from '../added-metadata';
import type { AntiAffinity } from '../anti-affinity';
import type { RolloutProps } from '../rollout-props';
import type { CanaryStep } from '../steps/canary-step';
import type { BackgroundAnalysis } from './background-analysis';
import type { ReplicaProgressThreshold } from './replica-progress-threshold';

/** Props of `CanaryRollout`. */
export interface CanaryRolloutProps extends RolloutProps {
  /**
   * The Services that the rollout switches between. Only with a router.
   * @default - none; weights are then met by the number of pods alone
   */
  readonly services?: StableCanaryServices;

  /**
   * Two Services that take turns in being the stable one, for routers that have to keep a Service's pods; in place of
   * `services`.
   * @default - none
   */
  readonly pingPong?: PingPongServices;

  /**
   * What splits the requests between the versions, such as a `GatewayRoute`.
   * @default - none; weights are then met by the number of pods alone, and have to be such as it comes close to, within
   * five percentage points
   */
  readonly trafficRouting?: ITrafficRouter[];

  /**
   * The steps of a release, in order. After the last the controller moves all requests by itself.
   * @default - none: a rolling update
   */
  readonly steps?: CanaryStep[];

  /**
   * What is measured beside the steps, to abort a release that fails.
   * @default - nothing: a release is never aborted by itself
   */
  readonly analysis?: BackgroundAnalysis;

  /**
   * Why nothing has to judge the new versions. Behind a router a release with pauses of a set time alone promotes
   * whatever starts. It is kept as an annotation of the Rollout.
   * @default - an analysis, a step plugin or a person judges them
   */
  readonly ungatedBecause?: string;

  /**
   * How many pods there may be beyond `replicas` in a release without a router; not 0 together with `maxUnavailable`.
   * @default - 25 %, the controller's default
   */
  readonly maxSurge?: PercentOrAbsolute;

  /**
   * How many pods may be missing in a release without a router and in a restart.
   * @default - 25 %, the controller's default
   */
  readonly maxUnavailable?: PercentOrAbsolute;

  /**
   * Whether the stable version gives up pods as the canary gets them. Only with a router.
   * @default false
   */
  readonly dynamicStableScale?: boolean;

  /**
   * How many pods a version has at least once it has any, 1 or more. Only with a router.
   * @default - as many as its weight says
   */
  readonly minPodsPerReplicaSet?: number;

  /**
   * How much of the canary has to be available for a step to be over.
   * @default - all of it
   */
  readonly replicaProgressThreshold?: ReplicaProgressThreshold;

  /**
   * How long the old pods stay after a promotion, in whole seconds. Only with a router, not with `dynamicStableScale`.
   * @default - 30 seconds, the controller's default
   */
  readonly scaleDownDelay?: Duration;

  /**
   * How many old versions may wait for that at a time, at least 1 and at most `revisionHistoryLimit`.
   * @default - any number
   */
  readonly scaleDownDelayRevisionLimit?: number;

  /**
   * How long the pods of an aborted version stay, in whole seconds. Only with a router; 0 scales them down at once.
   * @default - 30 seconds, the controller's default
   */
  readonly abortScaleDownDelay?: Duration;

  /**
   * Keeps the pods of the versions apart on different nodes.
   * @default - they may share nodes
   */
  readonly antiAffinity?: AntiAffinity;

  /**
   * Labels and annotations that pods have while they are stable.
   * @default - none
   */
  readonly stableMetadata?: AddedMetadata;

  /**
   * Labels and annotations that pods have while they are the canary.
   * @default - none
   */
  readonly canaryMetadata?: AddedMetadata;
}
