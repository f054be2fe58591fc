/**
 * A moment of a release at which the controller can send a notification.
 *
 * These are the triggers of argo-rollouts manifests/notifications-install.yaml; a cluster has them once that is
 * installed. The controller only logs a name that it does not know, and nobody is told.
 */
export enum NotificationTrigger {
  /** The release was aborted, by an analysis or by a person. */
  ON_ROLLOUT_ABORTED = 'on-rollout-aborted',

  /** The release is over, and the new version is the stable one. */
  ON_ROLLOUT_COMPLETED = 'on-rollout-completed',

  /** The release waits: for the end of a pause, or for a person. */
  ON_ROLLOUT_PAUSED = 'on-rollout-paused',

  /** A step of the release is over. */
  ON_ROLLOUT_STEP_COMPLETED = 'on-rollout-step-completed',

  /** A new version is released. */
  ON_ROLLOUT_UPDATED = 'on-rollout-updated',

  /** An analysis ended because its provider gave no answer. */
  ON_ANALYSIS_RUN_ERROR = 'on-analysis-run-error',

  /** An analysis failed. */
  ON_ANALYSIS_RUN_FAILED = 'on-analysis-run-failed',

  /** An analysis began. */
  ON_ANALYSIS_RUN_RUNNING = 'on-analysis-run-running',

  /** The number of pods of a version was changed. */
  ON_SCALING_REPLICA_SET = 'on-scaling-replica-set',
}
