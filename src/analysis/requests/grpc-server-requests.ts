import { GrpcCodeStyle } from './grpc-code';
import { grpcOutcome } from './grpc-outcome';
import { PodRequests } from './pod-requests';
import type { RequestMetrics } from './request-metrics';

/**
 * The gRPC calls that the pods of one version count themselves as go-grpc-middleware does, `grpc_server_handled_total`; calls
 * of the health service, such as the probes of the kubelet, are left out.
 *
 * The label `rollouts-pod-template-hash` of the pods has to come with their metrics, as with a `PodMonitor`.
 * @see https://github.com/grpc-ecosystem/go-grpc-middleware
 */
export class GrpcServerRequests {
  /**
   * The calls that the canary's pods count.
   * @param namespace the namespace of the pods
   */
  public static ofCanary(namespace: string): RequestMetrics {
    return asCalls(PodRequests.ofCanary(namespace, COUNTED));
  }

  /**
   * The calls that the pods of the stable version count, to compare the canary with.
   * @param namespace the namespace of the pods
   */
  public static ofStable(namespace: string): RequestMetrics {
    return asCalls(PodRequests.ofStable(namespace, COUNTED));
  }
}

const COUNTED = { counter: 'grpc_server_handled_total', matchers: ['grpc_service!="grpc.health.v1.Health"'] };

function asCalls({ source, total, args }: RequestMetrics): RequestMetrics {
  const status = { label: 'grpc_code', style: GrpcCodeStyle.UPPER_CAMEL };
  return { source: source.replace('requests', 'gRPC calls'), total, ...grpcOutcome(total, status), args };
}
