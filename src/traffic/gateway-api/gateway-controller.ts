/**
 * The implementation of the Gateway API that serves a route; it decides what the requests are called in Prometheus, and
 * whether those of the canary can be told apart at all.
 */
export enum GatewayController {
  /** Traefik 3.1 or newer with `--metrics.prometheus=true`. */
  TRAEFIK = 'Traefik',

  /** Istio's gateway, and its sidecars for the routes of Services: what the sender's side of a request counts. */
  ISTIO = 'Istio',

  /** Istio ambient: what the waypoint of the parent Service counts. */
  ISTIO_WAYPOINT = "Istio's waypoint",

  /** Linkerd: what the proxies of the clients count, for routes of Services. */
  LINKERD = 'Linkerd',

  /**
   * Linkerd: what the proxies of the canary's pods count, for every route. It needs the pods' labels on the metrics, as
   * the Prometheus of linkerd-viz has them.
   */
  LINKERD_INBOUND = 'Linkerd (inbound)',

  /** Contour: what Envoy counts of each Service. */
  CONTOUR = 'Contour',

  /** Envoy Gateway, which tells the Services of a rule apart only where one has filters of its own. */
  ENVOY_GATEWAY = 'Envoy Gateway',

  /** Kong, whose metrics do not tell the Services of a route apart. */
  KONG = 'Kong',

  /** NGINX Gateway Fabric, of which no metric by Service is known. */
  NGINX_GATEWAY_FABRIC = 'NGINX Gateway Fabric',

  /** Cilium, of which no metric by Service is known. */
  CILIUM = 'Cilium',

  /** GKE's Gateway controller, of which no metric in Prometheus is known. */
  GKE = 'GKE Gateway',

  /** AWS VPC Lattice, of which no metric in Prometheus is known. */
  VPC_LATTICE = 'AWS VPC Lattice',

  /** Kgateway, of which no metric by Service is known. */
  KGATEWAY = 'kgateway',

  /** Agentgateway, of which no metric by Service is known. */
  AGENTGATEWAY = 'agentgateway',

  /** HAProxy Ingress, of which no metric by Service is known. */
  HAPROXY_INGRESS = 'HAProxy Ingress',
}
