import { AnalysisArgument } from '../../analysis/analysis-argument';
import type { RequestMetrics } from '../../analysis/requests/request-metrics';
import { istioRequests } from '../istio-requests';

/** Who counts the requests, Istio's label `reporter`. */
export enum IstioReporter {
  /** The gateway or the sidecar that sends the request: it sees also what never reaches a pod. */
  SOURCE = 'source',

  /** The waypoint, in ambient mode. */
  WAYPOINT = 'waypoint',

  /**
   * The sidecars of the pods that get the request. The label `rollouts-pod-template-hash` of the pods has to come with
   * their metrics: `podTargetLabels` of the PodMonitor that scrapes them.
   */
  DESTINATION = 'destination',
}

/** Options of `VirtualService.requestMetrics`. */
export interface IstioMetricsOptions {
  /**
   * Who counts the requests.
   * @default - `SOURCE` between the two Services of a rollout, else `DESTINATION`, the only one that knows the versions
   */
  readonly reporter?: IstioReporter;

  /**
   * Whether the requests are gRPC. Most of its errors come as an HTTP 200, so they are taken from `grpc_response_status`.
   * @default false
   */
  readonly grpc?: boolean;
}

/** The requests to a Service, as those who send them count them. */
export function requestsToService(
  namespace: string,
  service: string,
  reporter: IstioReporter,
  grpc: boolean,
): RequestMetrics {
  const matcher = `reporter="${reporter}",destination_service_namespace="${namespace}",destination_service_name="${service}"`;
  return { source: `requests to Service ${service} counted by Istio (${reporter})`, ...istioRequests(matcher, grpc) };
}

/** The requests to the pods of the canary, as their sidecars count them. */
export function requestsToPods(namespace: string, grpc: boolean): RequestMetrics {
  const hash = AnalysisArgument.canaryHash('canary-hash');
  // Pods of another namespace have the same hash where the template is the same.
  const matcher =
    `reporter="${IstioReporter.DESTINATION}",destination_workload_namespace="${namespace}",` +
    `rollouts_pod_template_hash="{{args.${hash.name}}}"`;
  return { source: "requests to the canary's pods counted by Istio", ...istioRequests(matcher, grpc), args: [hash] };
}
