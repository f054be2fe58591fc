import type { Duration } from 'cdk8s';
import type { WorkloadProps } from 'cdk8s-plus-28';
import type { NotificationSubscription } from './companions/notification';
import type { WorkloadRef } from './workload-ref';

/** What every rollout can be told, whatever its strategy; beside the props of a cdk8s-plus workload. */
export interface RolloutProps extends WorkloadProps {
  /**
   * The number of pods, at least 0. Leave it out where an autoscaler decides.
   * @default - 2 as in cdk8s-plus, none with an autoscaler
   */
  readonly replicas?: number;

  /**
   * A workload that runs already and has the pods' template. The rollout then takes no containers of its own.
   * @default - none: the rollout has the template itself
   */
  readonly workloadRef?: WorkloadRef;

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

  /**
   * Whether a release is aborted when it has made no progress for that long; otherwise it keeps its weight.
   * @default false
   */
  readonly progressDeadlineAbort?: boolean;

  /**
   * How many old ReplicaSets are kept to go back to, at least 1.
   * @default - 10, the controller's default
   */
  readonly revisionHistoryLimit?: number;

  /**
   * How many revisions back a release may go without its steps, 1 to `revisionHistoryLimit`.
   * @default - none: going back to any but the stable version takes all steps
   */
  readonly rollbackWindowRevisions?: number;

  /**
   * How many AnalysisRuns and Experiments that were successful are kept, at least 0.
   * @default - 5, the controller's default
   */
  readonly successfulRunHistoryLimit?: number;

  /**
   * How many AnalysisRuns and Experiments that were not are kept, at least 0.
   * @default - 5, the controller's default
   */
  readonly unsuccessfulRunHistoryLimit?: number;

  /**
   * Whether the rollout stands still: no step is taken and no pod is scaled.
   * @default false
   */
  readonly paused?: boolean;

  /**
   * The time from which all older pods are restarted, to the second. It takes no steps.
   * @default - no restart
   */
  readonly restartAt?: Date;

  /**
   * Who is told of what.
   * @default - nobody
   */
  readonly notifications?: NotificationSubscription[];
}
