import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { requireCheckedApp } from '../../check/app-check';
import type { StableCanaryServices } from '../../services/stable-canary-services';
import { dnsLabelProblems, dnsSubdomainProblems, hostnameProblems, namespaceText } from '../../validation/names';
import { throwProblems } from '../../validation/problems';
import { GATEWAY_API_PLUGIN } from '../known-plugins';
import { RouteOwner } from '../route-owner';
import type { TrafficBinding, TrafficRouting } from '../traffic-router';
import { backendPort, backendPortProblems } from '../version-services';
import { GATEWAY_API_GROUP, ROUTE_KINDS } from './plugin-config';
import { grantReferences } from './reference-grant';
import { parentProblems, type RouteParents } from './route-parents';
import { managedRouteProblems, type RouteRule } from './route-rules';

/** Props that every route of the Gateway API has. */
export interface GatewayApiRouteProps extends RouteParents {
  /** The name of the route. */
  readonly name: string;

  /** The Services that the traffic is split between; the same as those of the rollout. */
  readonly services: StableCanaryServices;

  /**
   * The namespace of the route. If it is another than that of the Services, a ReferenceGrant is made beside them, which
   * lets the route send to these two.
   * @default - that of the chart
   */
  readonly namespace?: string;

  /**
   * The port of the Services that requests are sent to.
   * @default - the only port of the Services; required if they have several
   */
  readonly port?: number;
}

/** The kind of a route that the plugin moves. */
export type RouteKind = (typeof ROUTE_KINDS)[keyof typeof ROUTE_KINDS];

/** A Service that a rule sends to, with the defaults of the API written out. */
export interface BackendRef {
  /** The core group. */
  readonly group: '';

  /** A Service. */
  readonly kind: 'Service';

  /** The name of the Service. */
  readonly name: string;

  /** Its namespace; undefined is that of the route. */
  readonly namespace?: string;

  /** The port of the Service. */
  readonly port: number;

  /** Its share of the requests. */
  readonly weight: number;
}

/** The two Services of a rollout as every rule has them: all requests for the stable version. */
export interface BackendRefs {
  /** The Service of the stable version. */
  readonly stable: BackendRef;

  /** The Service of the new version. */
  readonly canary: BackendRef;
}

// The versions that the plugin reads (rollouts-plugin-trafficrouter-gatewayapi 0.15.0 pkg/plugin).
const API_VERSIONS: Record<RouteKind, string> = {
  HTTPRoute: `${GATEWAY_API_GROUP}/v1`,
  GRPCRoute: `${GATEWAY_API_GROUP}/v1`,
  TCPRoute: `${GATEWAY_API_GROUP}/v1alpha2`,
  TLSRoute: `${GATEWAY_API_GROUP}/v1alpha2`,
};

/** What every route of the Gateway API has: the object, its two backends, its parents, and one rollout that moves it. */
export class RouteCore {
  /** The route. */
  public readonly route: ApiObject;

  /** The namespace of the route; undefined is the one that the manifests are applied to. */
  public readonly namespace: string | undefined;

  /** The namespace of the Services; undefined is the one that the manifests are applied to. */
  public readonly serviceNamespace: string | undefined;

  /** The port of the Services that requests are sent to. */
  public readonly port: number;

  private readonly owner: RouteOwner;

  /**
   * Makes the route, and where the Services are in another namespace the ReferenceGrant that lets it send there.
   * @param rules the rules, each with both Services
   * @param toSpec renders the route
   */
  constructor(
    private readonly scope: Construct,
    private readonly kind: RouteKind,
    private readonly props: GatewayApiRouteProps,
    private readonly rules: readonly RouteRule[],
    toSpec: (backends: BackendRefs) => object,
  ) {
    const { name, services } = props;
    this.namespace = namespaceOf(scope, props);
    this.serviceNamespace = services.stable.metadata.namespace;
    this.port = backendPort(services, props.port);
    this.route = new ApiObject(scope, 'Resource', {
      apiVersion: API_VERSIONS[kind],
      kind,
      metadata: { name, ...(this.namespace === undefined ? {} : { namespace: this.namespace }) },
      spec: toSpec({
        stable: this.backendRef(services.stable.name, 100),
        canary: this.backendRef(services.canary.name, 0),
      }),
    });
    this.owner = new RouteOwner(scope, { what: 'route', services });
    if (this.isElsewhere) grantReferences(scope, this.route, services);
    requireCheckedApp(scope);
  }

  /**
   * Ties the route to a rollout and returns the plugin's configuration.
   * @throws if the rollout has other Services or header routes that the route has no room or name for, or is the second.
   */
  public bind(rollout: TrafficBinding): TrafficRouting {
    const { managedRoutes } = rollout;
    this.owner.bind(rollout);
    throwProblems(this.scope, [
      ...managedRouteProblems(this.rules, managedRoutes),
      // The rule that it adds names the Service without its namespace (pkg/plugin/httproute.go, grpcroute.go).
      ...(this.isElsewhere && managedRoutes.length > 0
        ? [
            `the route is in ${namespaceText(this.namespace)}, its Services in ${namespaceText(this.serviceNamespace)}: the plugin looks for ` +
              'the Service of a header route in the namespace of the route, put both into one, or leave the header route out',
          ]
        : []),
    ]);
    for (const { service } of this.props.parentServices ?? [])
      service?.selectPods(rollout.path, () => rollout.podLabels());
    const hasHeaders = this.kind === 'HTTPRoute' || this.kind === 'GRPCRoute';
    const useHeaderRoutes = hasHeaders && managedRoutes.length > 0 ? true : undefined;
    const routes = [{ name: this.route.name, useHeaderRoutes }];
    return { plugins: { [GATEWAY_API_PLUGIN]: { [listKeyOf(this.kind)]: routes, namespace: this.namespace } } };
  }

  private get isElsewhere(): boolean {
    return this.namespace !== this.serviceNamespace;
  }

  private backendRef(name: string, weight: number): BackendRef {
    const namespace = this.isElsewhere ? this.serviceNamespace : undefined;
    return { group: '', kind: 'Service', name, namespace, port: this.port, weight };
  }
}

/** What is wrong with the props that every route has, as a list of problems. */
export function routeProblems(scope: Construct, props: GatewayApiRouteProps): string[] {
  const namespace = namespaceOf(scope, props);
  return [
    ...dnsSubdomainProblems('name', props.name),
    ...(props.namespace === undefined ? [] : dnsLabelProblems('namespace', props.namespace)),
    ...parentProblems(props, namespace),
    ...backendPortProblems(props.services, props.port),
    ...namespaceProblems(namespace, props.services.stable.metadata.namespace),
  ];
}

/** What is wrong with the host names of a route, as a list of problems. */
export function hostnamesProblems(hostnames: readonly string[] = [], most = MAX_HOSTNAMES): string[] {
  return [
    ...(hostnames.length > most ? [`hostnames takes at most ${most}, got ${hostnames.length}`] : []),
    ...hostnames.flatMap((hostname, index) => hostnameProblems(`hostnames[${index}]`, hostname)),
  ];
}

const MAX_HOSTNAMES = 16;

function namespaceOf(scope: Construct, { namespace }: GatewayApiRouteProps): string | undefined {
  return namespace ?? Chart.of(scope).namespace;
}

function namespaceProblems(route: string | undefined, services: string | undefined): string[] {
  if (route === services || (route !== undefined && services !== undefined)) return [];
  return [
    `the route is in ${namespaceText(route)}, its Services in ${namespaceText(services)}: whether they are in one is not known, set ` +
      'the namespace on both charts, or on neither',
  ];
}

function listKeyOf(kind: RouteKind): string {
  const [key] = Object.entries(ROUTE_KINDS).find(([, known]) => known === kind) ?? [];
  return `${key}s`;
}
