import type { Duration } from 'cdk8s';
import type { WorkloadProps } from 'cdk8s-plus-28';
import type { StableCanaryServices } from '../services/stable-canary-services';
import type { ITrafficRouter } from '../traffic/traffic-router';
import type { BackgroundAnalysis } from './background-analysis';
import type { CanaryStep } from './canary-step';

/** Props of `CanaryRollout`; those of a cdk8s-plus workload and the release. */
export interface CanaryRolloutProps extends WorkloadProps {
  /**
   * The number of pods, at least 0. Leave it out where an autoscaler decides.
   * @default - 2 as in cdk8s-plus, none with an autoscaler
   */
  readonly replicas?: number;

  /**
   * The Services that the rollout switches between.
   * @default - none; weights are then met by the number of pods alone
   */
  readonly services?: StableCanaryServices;

  /**
   * What splits the requests between the versions, such as a `GatewayRoute`.
   * @default - none; weights are then met by the number of pods alone
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
   * How long a pod has to be ready before it counts as available, in whole seconds.
   * @default - as soon as it is ready
   */
  readonly minReady?: Duration;

  /**
   * How long a release may make no progress before it is reported as Degraded, in whole seconds; longer than `minReady`.
   * @default - 600 seconds, the controller's default
   */
  readonly progressDeadline?: Duration;
}
