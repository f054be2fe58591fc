import type { Duration } from 'cdk8s';
import type { AbstractPodProps } from 'cdk8s-plus-28';

/** Options of `MetricJob.of`: the pod, as for a workload of cdk8s-plus, and the Job around it. */
export interface MetricJobOptions extends AbstractPodProps {
  /**
   * How long the Job may run, in whole seconds; then it is failed. One that never ends would hold the release for ever.
   * @default Duration.minutes(10)
   */
  readonly activeDeadline?: Duration;

  /**
   * How many pods that fail are tried again before the Job is failed. Each comes later than the one before, from 10
   * seconds up to 6 minutes.
   * @default 0
   */
  readonly backoffLimit?: number;

  /**
   * The labels of the Job.
   * @default - those of the controller
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * The annotations of the Job.
   * @default - those of the controller
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * The labels of its pods. With those that a Service selects, the pods would get its requests.
   * @default - those of Kubernetes
   */
  readonly podLabels?: { readonly [key: string]: string };

  /**
   * The annotations of its pods, such as one that keeps a service mesh from adding a container that never ends.
   * @default - none
   */
  readonly podAnnotations?: { readonly [key: string]: string };
}
