import type { Duration } from 'cdk8s';
import type {
  VirtualServiceSpec,
  VirtualServiceSpecHttpRoute,
  VirtualServiceSpecTlsRoute,
} from '../../../imports/networking.istio.io';
import { toGoDuration } from '../../validation/numbers';
import { backendPort } from '../version-services';
import { hostIn, type Split, type SplitDestination } from './split';
import type { IstioHttpRoute, VirtualServiceProps } from './virtual-service-props';

/** The routes that a VirtualService splits, as a Rollout lists them. */
export interface ListedRoutes {
  /**
   * The names of the HTTP routes.
   * @default - none
   */
  readonly routes?: string[];

  /**
   * The ports and SNI hosts of the TLS routes.
   * @default - none
   */
  readonly tlsRoutes?: { readonly port: number; readonly sniHosts: string[] }[];

  /**
   * The ports of the TCP routes.
   * @default - none
   */
  readonly tcpRoutes?: { readonly port: number }[];
}

/** The HTTP routes that a VirtualService splits, the one by default among them. */
export function httpRoutesOf({ http, tls, tcp }: VirtualServiceProps): IstioHttpRoute[] {
  return http ?? (tls === undefined && tcp === undefined ? [{ name: 'primary' }] : []);
}

/** The hosts of a VirtualService: those that are given, or with a DestinationRule its Service. */
export function hostsOf({ hosts }: VirtualServiceProps, { stable }: Split, namespace: string | undefined): string[] {
  return hosts === undefined ? [hostIn(namespace, stable.service)] : [...hosts];
}

/**
 * The routes as the Rollout lists them, all of them: where it lists none the controller takes one by itself, or none
 * without a word.
 */
export function listedRoutes(props: VirtualServiceProps): ListedRoutes {
  const http = httpRoutesOf(props);
  return {
    routes: http.length === 0 ? undefined : http.map(({ name }) => name),
    tlsRoutes: props.tls?.map(({ port, sniHosts }) => ({ port, sniHosts: [...sniHosts] })),
    tcpRoutes: props.tcp?.map(({ port }) => ({ port })),
  };
}

/** The spec of a VirtualService from its checked props. */
export function toVirtualServiceSpec(
  props: VirtualServiceProps,
  split: Split,
  namespace: string | undefined,
): VirtualServiceSpec {
  const destination = ({ service, subset }: SplitDestination, port: number | undefined) => ({
    host: hostIn(namespace, service),
    port: { number: backendPort(split, port ?? props.port) },
    subset,
  });
  const route = (port: number | undefined): (VirtualServiceSpecHttpRoute & VirtualServiceSpecTlsRoute)[] => [
    { destination: destination(split.stable, port), weight: 100 },
    { destination: destination(split.canary, port), weight: 0 },
  ];
  const http = [
    ...(props.otherHttp ?? []),
    ...httpRoutesOf(props).map(({ port, timeout, ...rest }) => ({
      ...rest,
      timeout: timeout && milliseconds(timeout),
      route: route(port),
    })),
  ];
  return {
    hosts: hostsOf(props, split, namespace),
    gateways: props.gateways,
    http: http.length === 0 ? undefined : http,
    tls: props.tls?.map(({ servicePort, ...match }) => ({ match: [match], route: route(servicePort) })),
    tcp: props.tcp?.map(({ servicePort, port }) => ({ match: [{ port }], route: route(servicePort) })),
  };
}

function milliseconds(duration: Duration): string {
  const millis = duration.toMilliseconds();
  return millis % 1000 === 0 ? toGoDuration(duration) : `${millis}ms`;
}
