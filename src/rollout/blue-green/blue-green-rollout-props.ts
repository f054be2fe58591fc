import type { Duration } from 'cdk8s';
import type { PercentOrAbsolute } from 'cdk8s-plus-28';
import type { ActivePreviewServices } from '../../services/active-preview-services';
import type { AddedMetadata } from '../added-metadata';
import type { AntiAffinity } from '../anti-affinity';
import type { EndingAnalysis } from '../rollout-analysis';
import type { RolloutProps } from '../rollout-props';
import type { Promotion } from './promotion';

/** Props of `BlueGreenRollout`. */
export interface BlueGreenRolloutProps extends RolloutProps {
  /** The Services of the version in production and of the one that is about to be. */
  readonly services: ActivePreviewServices;

  /**
   * When the new version goes live.
   * @default Promotion.automatic()
   */
  readonly promotion?: Promotion;

  /**
   * How many pods the new version has before it is promoted, 1 to `replicas`. A release takes that many more pods.
   * @default - as many as `replicas`: a release takes twice the pods
   */
  readonly previewReplicaCount?: number;

  /**
   * What is measured before the new version goes live; it has to end.
   * @default - nothing
   */
  readonly prePromotionAnalysis?: EndingAnalysis;

  /**
   * What is measured after the new version has gone live; it has to end. If it fails, the old version is live again.
   * @default - nothing
   */
  readonly postPromotionAnalysis?: EndingAnalysis;

  /**
   * How many pods may be missing in a restart.
   * @default - 25 %, the controller's default
   */
  readonly maxUnavailable?: PercentOrAbsolute;

  /**
   * How long the old pods stay once the new version is the stable one, in whole seconds.
   * @default - 30 seconds, the controller's default
   */
  readonly scaleDownDelay?: Duration;

  /**
   * How many old versions may wait for that at a time, at least 1 and at most `revisionHistoryLimit`.
   * @default - any number
   */
  readonly scaleDownDelayRevisionLimit?: number;

  /**
   * How long the pods of an aborted version stay, in whole seconds; 0 keeps them.
   * @default - 0 with a post-promotion analysis, else 30 seconds, the controller's default
   */
  readonly abortScaleDownDelay?: Duration;

  /**
   * Keeps the pods of the versions apart on different nodes.
   * @default - they may share nodes
   */
  readonly antiAffinity?: AntiAffinity;

  /**
   * Labels and annotations that pods have while they are live.
   * @default - none
   */
  readonly activeMetadata?: AddedMetadata;

  /**
   * Labels and annotations that pods have before they are live.
   * @default - none
   */
  readonly previewMetadata?: AddedMetadata;
}
