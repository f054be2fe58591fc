import { type GrpcCode, type GrpcStatusLabel, SERVER_FAULTS, spelled } from './grpc-code';
import { narrowed } from './promql-selector';
import type { RequestMetrics } from './request-metrics';

/**
 * The selector of the calls that failed, or of all others, for a counter of gRPC calls.
 * @param total the selector of every call
 */
export function grpcOutcome(
  total: string,
  grpcStatus: GrpcStatusLabel,
  failures: readonly GrpcCode[] = SERVER_FAULTS,
): Pick<RequestMetrics, 'errors' | 'successes' | 'grpcStatus'> {
  const { label, style, answered } = grpcStatus;
  const codes = failures.map((code) => spelled(code, style)).join('|');
  return answered === undefined
    ? { errors: narrowed(total, `${label}=~"${codes}"`), grpcStatus }
    : { successes: narrowed(total, `${label}!~"${codes}",${answered}`), grpcStatus };
}
