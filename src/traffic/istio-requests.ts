import { GrpcCodeStyle } from '../analysis/requests/grpc-code';
import { grpcOutcome } from '../analysis/requests/grpc-outcome';
import { narrowed } from '../analysis/requests/promql-selector';
import { LatencyUnit, type RequestMetrics } from '../analysis/requests/request-metrics';
import { ENVOY_BOUNDS } from './latency-bounds';

/** The requests that match as Istio counts them: all of them, those that failed, and how long they took. */
export function istioRequests(matcher: string, isGrpc: boolean): Omit<RequestMetrics, 'source' | 'args'> {
  const total = `istio_requests_total{${matcher}}`;
  return {
    total,
    ...(isGrpc
      ? grpcOutcome(total, { label: 'grpc_response_status', style: GrpcCodeStyle.NUMBER })
      : { errors: narrowed(total, 'response_code=~"5.."') }),
    latency: {
      buckets: `istio_request_duration_milliseconds_bucket{${matcher}}`,
      unit: LatencyUnit.MILLISECONDS,
      bounds: [...ENVOY_BOUNDS],
    },
  };
}
