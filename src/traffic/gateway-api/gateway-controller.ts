import type { RequestMetrics } from '../../analysis/request-metrics';

/** The implementation of the Gateway API that serves a route; it decides what the requests are called in Prometheus. */
export enum GatewayController {
  /** Traefik 3.1 or newer with `--metrics.prometheus=true`. */
  TRAEFIK = 'Traefik',
}

/** One Service port behind a route. */
export interface RouteBackend {
  /** The namespace of the Service. */
  readonly namespace: string;

  /** The name of the Service. */
  readonly service: string;

  /** The port of the Service that the route sends to. */
  readonly port: number;
}

/** The requests that an implementation of the Gateway API has sent to one backend, as it counts them. */
export function requestMetricsOf(controller: GatewayController, backend: RouteBackend): RequestMetrics {
  return METRICS[controller](backend);
}

const METRICS: Record<GatewayController, (backend: RouteBackend) => RequestMetrics> = {
  // Up to 3.7.5 Traefik names a backend N-SVC-http-PORT (3.1: N-SVC-PORT), from 3.7.6 by route and rule, ending in
  // -svc-N-SVC-INDEX (traefik pkg/provider/kubernetes/gateway/httproute.go by tag); the matcher takes both.
  [GatewayController.TRAEFIK]: ({ namespace, service, port }) => {
    const name = `${namespace}-${service}`;
    const matcher = `service=~"(${name}(-http)?-${port}|.+-svc-${name}-[0-9]+)@kubernetesgateway"`;
    return {
      source: `requests to Service ${service} counted by Traefik`,
      total: `traefik_service_requests_total{${matcher}}`,
      errors: `traefik_service_requests_total{${matcher},code=~"5.."}`,
    };
  },
};
