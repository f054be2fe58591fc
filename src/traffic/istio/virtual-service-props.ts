import type { Duration } from 'cdk8s';
import type {
  VirtualServiceSpecHttp,
  VirtualServiceSpecHttpCorsPolicy,
  VirtualServiceSpecHttpHeaders,
  VirtualServiceSpecHttpMatch,
  VirtualServiceSpecHttpRetries,
  VirtualServiceSpecHttpRewrite,
} from '../../../imports/networking.istio.io';
import type { PingPongServices } from '../../services/ping-pong-services';
import type { StableCanaryServices } from '../../services/stable-canary-services';
import type { DestinationRule } from './destination-rule';

/** Props of `VirtualService`: just one of `services`, `pingPong` and `destinationRule`. */
export interface VirtualServiceProps {
  /** The name of the VirtualService, a DNS-1123 label: the controller takes what is behind a dot for a namespace. */
  readonly name: string;

  /**
   * The Services that the traffic is split between; the same as those of the rollout.
   * @default - `pingPong` or `destinationRule` instead
   */
  readonly services?: StableCanaryServices;

  /**
   * The Services that take turns in being the stable one; the same as those of the rollout.
   * @default - `services` or `destinationRule` instead
   */
  readonly pingPong?: PingPongServices;

  /**
   * The subsets of one Service that the traffic is split between. Clients in the mesh go on calling the Service, and the
   * rollout needs no other.
   * @default - `services` or `pingPong` instead
   */
  readonly destinationRule?: DestinationRule;

  /**
   * The hosts whose requests are split, such as `shop.example.com`, or the name of a Service for callers in the mesh.
   * @default - with a `destinationRule` its Service; required otherwise
   */
  readonly hosts?: string[];

  /**
   * The Gateways that the requests come through, as `name` or `namespace/name`; `mesh` stands for the sidecars.
   * @default - `mesh`: only requests from inside of the mesh
   */
  readonly gateways?: string[];

  /**
   * The port of the Services that is sent to, where a route says no other.
   * @default - the only port of the Services; required if they have several
   */
  readonly port?: number;

  /**
   * The HTTP routes that are split, in their order: the first that fits counts.
   * @default - one named `primary` for all requests; none where there are `tls` or `tcp`
   */
  readonly http?: IstioHttpRoute[];

  /**
   * The routes by SNI for TLS connections that are passed through.
   * @default - none
   */
  readonly tls?: IstioTlsRoute[];

  /**
   * The routes for other TCP connections.
   * @default - none
   */
  readonly tcp?: IstioTcpRoute[];

  /**
   * HTTP routes to something else, as Istio has them, each with a name and a match. They come before `http`, and the
   * controller leaves them alone. The routes of header and mirror steps come before them and see their requests first.
   * @default - none
   */
  readonly otherHttp?: VirtualServiceSpecHttp[];
}

/** An HTTP route that is split between the versions. */
export interface IstioHttpRoute {
  /** The name of the route, which no other HTTP route of the VirtualService and no managed route of a step has. */
  readonly name: string;

  /**
   * Which requests it is for, as Istio has it: those that fit one of these.
   * @default - all; only the last route may do so
   */
  readonly match?: VirtualServiceSpecHttpMatch[];

  /**
   * The port of the Services that it sends to.
   * @default - the `port` of the VirtualService
   */
  readonly port?: number;

  /**
   * How long an answer may take, whole milliseconds.
   * @default - any time
   */
  readonly timeout?: Duration;

  /**
   * What is tried again.
   * @default - as Istio does by itself
   */
  readonly retries?: VirtualServiceSpecHttpRetries;

  /**
   * What is changed in path or host before a request is sent on.
   * @default - nothing
   */
  readonly rewrite?: VirtualServiceSpecHttpRewrite;

  /**
   * The headers that are set, added and removed.
   * @default - none
   */
  readonly headers?: VirtualServiceSpecHttpHeaders;

  /**
   * What browsers are told of other origins.
   * @default - nothing
   */
  readonly corsPolicy?: VirtualServiceSpecHttpCorsPolicy;
}

/** A route for TLS connections that is split between the versions. */
export interface IstioTlsRoute {
  /** The port that clients connect to, on the Gateway or in the mesh. */
  readonly port: number;

  /** The names that clients ask for, each of the `hosts` of the VirtualService; at least one. */
  readonly sniHosts: string[];

  /**
   * The port of the Services that it sends to.
   * @default - the `port` of the VirtualService
   */
  readonly servicePort?: number;
}

/** A route for TCP connections that is split between the versions. */
export interface IstioTcpRoute {
  /** The port that clients connect to, on the Gateway or in the mesh. */
  readonly port: number;

  /**
   * The port of the Services that it sends to.
   * @default - the `port` of the VirtualService
   */
  readonly servicePort?: number;
}
