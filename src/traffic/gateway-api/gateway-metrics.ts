import type { Construct } from 'constructs';
import { GrpcCodeStyle } from '../../analysis/requests/grpc-code';
import { grpcOutcome } from '../../analysis/requests/grpc-outcome';
import { narrowed } from '../../analysis/requests/promql-selector';
import { LatencyUnit, type RequestMetrics } from '../../analysis/requests/request-metrics';
import { envoyRequests } from '../envoy-requests';
import { istioRequests } from '../istio-requests';
import { knownNamespace } from '../known-namespace';
import { linkerdInboundRequests } from '../linkerd-requests';
import { GatewayController } from './gateway-controller';
import type { GatewayApiRouteProps, RouteCore } from './route-core';
import type { RouteFilter } from './route-filter';

/** What of a route decides on the names of its requests. */
export interface CountedRoute extends GatewayApiRouteProps {
  /**
   * Its rules.
   * @default - one
   */
  readonly rules?: readonly { readonly canaryFilters?: readonly RouteFilter[] }[];
}

/**
 * The requests that an implementation of the Gateway API has sent to the canary, as it counts them.
 * @throws if a namespace is not known, or the implementation does not count them by their Service.
 */
export function canaryMetrics(
  scope: Construct,
  controller: GatewayController,
  core: RouteCore,
  { services, parentServices = [], rules = [{}] }: CountedRoute,
): RequestMetrics {
  const service = services.canary.name;
  const metrics = METRICS[controller]({
    isGrpc: core.route.kind === 'GRPCRoute',
    route: { namespace: knownNamespace(scope, core.namespace), name: core.route.name },
    namespace: knownNamespace(scope, core.serviceNamespace),
    service,
    port: core.port,
    parents: parentServices.map(({ name }) => name),
    isFilteredApart: rules.every(({ canaryFilters }) => canaryFilters !== undefined),
  });
  if (typeof metrics !== 'string')
    return { source: `requests to Service ${service} counted by ${controller}`, ...metrics };
  throw new Error(
    `[${scope.node.path}] ${controller} has no metric that tells how the requests of the canary went: ${metrics}; take the requests ` +
      "that the canary's pods count (PodRequests.ofCanary)",
  );
}

interface CanaryBackend {
  readonly isGrpc: boolean;
  readonly route: { readonly namespace: string; readonly name: string };
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  readonly parents: readonly string[];
  readonly isFilteredApart: boolean;
}

/** The metrics, or why there are none. */
type Metrics = Omit<RequestMetrics, 'source'> | string;

const METRICS: Record<GatewayController, (backend: CanaryBackend) => Metrics> = {
  // Up to 3.7.5 Traefik names a backend N-SVC-http-PORT (3.1: N-SVC-PORT; gRPC: N-SVC-PORT-grpc), from 3.7.6 by route and
  // rule, ending in -svc-N-SVC-INDEX (traefik pkg/provider/kubernetes/gateway by tag); the matcher takes both. The code of
  // a gRPC call is its gRPC status (traefik pkg/middlewares/metrics/metrics.go).
  [GatewayController.TRAEFIK]: ({ isGrpc, namespace, service, port }) => {
    const name = `${namespace}-${service}`;
    const old = isGrpc ? `${name}-${port}-grpc` : `${name}(-http)?-${port}`;
    const matcher = `service=~"(${old}|.+-svc-${name}-[0-9]+)@kubernetesgateway"`;
    const total = `traefik_service_requests_total{${matcher}}`;
    return {
      total,
      ...(isGrpc
        ? grpcOutcome(total, { label: 'code', style: GrpcCodeStyle.NUMBER })
        : { errors: narrowed(total, 'code=~"5.."') }),
      latency: {
        buckets: `traefik_service_request_duration_seconds_bucket{${matcher}}`,
        unit: LatencyUnit.SECONDS,
        bounds: [0.1, 0.3, 1.2, 5],
      },
    };
  },
  [GatewayController.ISTIO]: (backend) => istioMetrics('source', backend),
  [GatewayController.ISTIO_WAYPOINT]: (backend) => istioMetrics('waypoint', backend),
  // Failed is what has a bad status or an error, and one selector cannot say "or": the good ones are selected instead.
  // Bounds: linkerd2-proxy linkerd/app/outbound/src/http/logical/policy/route/metrics.rs.
  [GatewayController.LINKERD]: ({ isGrpc, route, service, parents }) => {
    if (parents.length === 0) return 'it counts by the parent Service of a route, and this one has no parentServices';
    const prefix = `outbound_${isGrpc ? 'grpc' : 'http'}_route_backend_response`;
    const matcher = `parent_namespace="${route.namespace}",parent_name${parents.length === 1 ? '=' : '=~'}"${parents.join('|')}",backend_name="${service}"`;
    const total = `${prefix}_statuses_total{${matcher}}`;
    return {
      total,
      ...(isGrpc
        ? grpcOutcome(total, { label: 'grpc_status', style: GrpcCodeStyle.UPPER_SNAKE, answered: 'error=""' })
        : { successes: narrowed(total, 'http_status!~"5..",error=""') }),
      latency: {
        buckets: `${prefix}_duration_seconds_bucket{${matcher}}`,
        unit: LatencyUnit.SECONDS,
        bounds: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 10],
      },
    };
  },
  // The labels of pods become labels of the metrics. It classifies gRPC calls by their status.
  [GatewayController.LINKERD_INBOUND]: ({ namespace }) => linkerdInboundRequests(namespace),
  [GatewayController.CONTOUR]: (backend) =>
    envoyMetrics(`envoy_cluster_name=~"${backend.namespace}_${backend.service}_[0-9a-zA-Z-]+"`, backend),
  // One cluster for each rule; a filter of a backend makes one for each backend (envoyproxy/gateway #7008).
  [GatewayController.ENVOY_GATEWAY]: (backend) => {
    const { isGrpc, route, isFilteredApart } = backend;
    if (!isFilteredApart) {
      return 'it counts those of a rule together unless a backend has filters of its own (give every rule canaryFilters)';
    }
    const kind = isGrpc ? 'grpcroute' : 'httproute';
    const name = `${kind}/${route.namespace}/${route.name.replaceAll('.', '[.]')}/rule/[0-9]+/backend/${CANARY_INDEX}`;
    const metrics = envoyMetrics(`envoy_cluster_name=~"${name}"`, backend);
    return typeof metrics === 'string'
      ? metrics
      : { ...metrics, canaryBecause: 'the canary is the second backend of each rule' };
  },
  // Kong/kubernetes-ingress-controller #5676, #4679.
  [GatewayController.KONG]: () => 'its metrics have the route, and the same labels for both Services',
  [GatewayController.NGINX_GATEWAY_FABRIC]: unknown,
  [GatewayController.CILIUM]: unknown,
  [GatewayController.GKE]: unknown,
  [GatewayController.VPC_LATTICE]: unknown,
  [GatewayController.KGATEWAY]: unknown,
  [GatewayController.AGENTGATEWAY]: unknown,
  [GatewayController.HAPROXY_INGRESS]: unknown,
};

const CANARY_INDEX = 1;

function unknown(): string {
  return 'no metric of it is known that has the Service';
}

function istioMetrics(reporter: string, { isGrpc, namespace, service }: CanaryBackend): Metrics {
  return istioRequests(
    `reporter="${reporter}",destination_service_namespace="${namespace}",destination_service_name="${service}"`,
    isGrpc,
  );
}

// Envoy's own counters have the status of HTTP, which is 200 for most gRPC calls that fail.
function envoyMetrics(matcher: string, { isGrpc }: CanaryBackend): Metrics {
  if (isGrpc) return 'its counter has the status of HTTP only, which is 200 for gRPC calls that fail';
  return envoyRequests(matcher);
}
