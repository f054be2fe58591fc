import { AnalysisArgument } from '../../analysis/analysis-argument';
import { LatencyUnit, type RequestMetrics } from '../../analysis/request-metrics';

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
  return { source: `requests to Service ${service} counted by Istio (${reporter})`, ...selectors(matcher, grpc) };
}

/** The requests to the pods of the canary, as their sidecars count them. */
export function requestsToPods(namespace: string, grpc: boolean): RequestMetrics {
  const hash = AnalysisArgument.canaryHash('canary-hash');
  // Pods of another namespace have the same hash where the template is the same.
  const matcher =
    `reporter="${IstioReporter.DESTINATION}",destination_workload_namespace="${namespace}",` +
    `rollouts_pod_template_hash="{{args.${hash.name}}}"`;
  return { source: "requests to the canary's pods counted by Istio", ...selectors(matcher, grpc), args: [hash] };
}

function selectors(matcher: string, grpc: boolean): Pick<RequestMetrics, 'total' | 'errors' | 'latency'> {
  return {
    total: `istio_requests_total{${matcher}}`,
    errors: `istio_requests_total{${matcher},${grpc ? GRPC_ERRORS : 'response_code=~"5.."'}}`,
    latency: {
      buckets: `istio_request_duration_milliseconds_bucket{${matcher}}`,
      unit: LatencyUnit.MILLISECONDS,
      bounds: [...BOUNDS],
    },
  };
}

// UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE and DATA_LOSS: what OpenTelemetry takes for a fault of
// the server (semantic conventions for gRPC).
const GRPC_ERRORS = 'grpc_response_status=~"2|4|12|13|14|15"';

// Envoy's own, in milliseconds (envoy source/common/stats/histogram_impl.cc).
const BOUNDS = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000,
  3_600_000,
];
