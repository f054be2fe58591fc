import type { ApiObjectMetadata } from 'cdk8s';
import type { IPodSelector } from 'cdk8s-plus-28';
import type { ScrapedEndpoint } from './scraped-endpoint';

/** Props of `PodMonitor`; exactly one of `port` and `portNumber`. */
export interface PodMonitorProps extends ScrapedEndpoint {
  /**
   * The metadata of the PodMonitor; its name is required. The operator takes only those that the `podMonitorSelector` of
   * its Prometheus selects: kube-prometheus-stack wants the label `release` with the name of its Helm release.
   */
  readonly metadata: ApiObjectMetadata;

  /** The workload whose pods are scraped, such as a `CanaryRollout`. */
  readonly selector: IPodSelector;

  /**
   * The name of the container port that has the metrics.
   * @default - `portNumber` is given instead
   */
  readonly port?: string;

  /**
   * The number of the container port that has the metrics, for a port without a name; Prometheus Operator 0.79 or later.
   * @default - `port` is given instead
   */
  readonly portNumber?: number;

  /**
   * Whether the port is that of a container that is added to the pods in the cluster, such as the proxy of a mesh.
   * @default false
   */
  readonly injected?: boolean;

  /**
   * Labels of the pods that their metrics get, beside `rollouts-pod-template-hash`.
   * @default - none
   */
  readonly podTargetLabels?: string[];
}
