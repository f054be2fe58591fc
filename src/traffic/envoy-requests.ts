import { LatencyUnit, type RequestMetrics } from '../analysis/requests/request-metrics';
import { ENVOY_BOUNDS } from './latency-bounds';

/** The requests that match as an Envoy counts them, by the status of HTTP. */
export function envoyRequests(matcher: string): Omit<RequestMetrics, 'source' | 'args'> {
  return {
    total: `envoy_cluster_upstream_rq{${matcher}}`,
    errors: `envoy_cluster_upstream_rq{${matcher},envoy_response_code=~"5.."}`,
    latency: {
      buckets: `envoy_cluster_upstream_rq_time_bucket{${matcher}}`,
      unit: LatencyUnit.MILLISECONDS,
      bounds: [...ENVOY_BOUNDS],
    },
  };
}
