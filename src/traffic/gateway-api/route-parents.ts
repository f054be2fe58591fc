import type { HttpRouteSpecParentRefs } from '../../../imports/gateway.networking.k8s.io';
import type { RootService } from '../../services/root-service';
import {
  dnsLabelProblems,
  dnsSubdomainProblems,
  namespaceText,
  quote,
  serviceNameProblems,
} from '../../validation/names';
import { wholeNumberProblems } from '../../validation/numbers';
import { repeated } from '../../validation/repeated';
import { GATEWAY_API_GROUP } from './plugin-config';

/** A Gateway that a route is attached to. */
export interface GatewayReference {
  /** The name of the Gateway. */
  readonly name: string;

  /**
   * The namespace of the Gateway.
   * @default - the namespace of the route
   */
  readonly namespace?: string;

  /**
   * The listener of the Gateway to attach to.
   * @default - every listener that admits the route
   */
  readonly sectionName?: string;
}

/**
 * A Service whose requests a service mesh splits by a route (Linkerd, Istio ambient, Cilium), in the namespace of the
 * route: clients call it, and each proxy of the mesh sends the request on to one of the two versions.
 */
export class ParentService {
  /**
   * A Service in front of both versions, which then selects the pods of the rollout.
   * @param port the port whose requests are split; every port of the Service where none is given
   */
  public static of(service: RootService, port?: number): ParentService {
    return new ParentService(service.name, port, service);
  }

  /**
   * A Service that is made elsewhere, or one of the two of the rollout.
   * @param port the port whose requests are split; every port of the Service where none is given
   */
  public static named(name: string, port?: number): ParentService {
    return new ParentService(name, port, undefined);
  }

  private constructor(
    /** The name of the Service. */
    public readonly name: string,
    /** The port whose requests are split; undefined means every port. */
    public readonly port: number | undefined,
    /** The Service in front of both versions; undefined where another one is named. */
    public readonly service: RootService | undefined,
  ) {}
}

/** What a route is attached to. */
export interface RouteParents {
  /**
   * The Gateways that the route is attached to.
   * @default - none
   */
  readonly gateways?: GatewayReference[];

  /**
   * The Services whose requests are split.
   * @default - none
   */
  readonly parentServices?: ParentService[];
}

/** The references to parents, with the defaults of the API written out. */
export function toParentRefs({ gateways = [], parentServices = [] }: RouteParents): HttpRouteSpecParentRefs[] {
  return [
    ...gateways.map((gateway) => ({ group: GATEWAY_API_GROUP, kind: 'Gateway', ...gateway })),
    // The core group is the empty text: Linkerd takes that for its `core` too (linkerd2 policy-controller/k8s/api).
    ...parentServices.map(({ name, port }) => ({ group: '', kind: 'Service', name, port })),
  ];
}

/**
 * What is wrong with the parents of a route, as a list of problems.
 * @param namespace that of the route
 */
export function parentProblems(
  { gateways = [], parentServices = [] }: RouteParents,
  namespace: string | undefined,
): string[] {
  return [
    ...countProblems(gateways.length + parentServices.length),
    ...gateways.flatMap(gatewayProblems),
    ...parentServices.flatMap((parent, index) => serviceProblems(parent, index, namespace)),
    ...sameGatewayProblems(gateways),
    ...repeated(parentServices.map(({ name }) => name)).map(
      (name) =>
        `parentServices names "${name}" twice, which the API refuses: name it once, without a port for all of its ports`,
    ),
  ];
}

const MAX_PARENTS = 32;

function countProblems(count: number): string[] {
  if (count === 0) {
    return [
      'gateways is empty: a route that is attached to no Gateway gets no request, name at least one, or a Service of a ' +
        'mesh in parentServices',
    ];
  }
  return count > MAX_PARENTS
    ? [`gateways and parentServices together take at most ${MAX_PARENTS} parents, got ${count}`]
    : [];
}

function gatewayProblems(gateway: GatewayReference, index: number): string[] {
  const what = `gateways[${index}]`;
  return [
    ...dnsSubdomainProblems(`${what}.name`, gateway.name),
    ...(gateway.namespace === undefined ? [] : dnsLabelProblems(`${what}.namespace`, gateway.namespace)),
    ...(gateway.sectionName === undefined ? [] : dnsSubdomainProblems(`${what}.sectionName`, gateway.sectionName)),
  ];
}

function serviceProblems(
  { name, port, service }: ParentService,
  index: number,
  namespace: string | undefined,
): string[] {
  const what = `parentServices[${index}]`;
  const offered = service?.ports.map((one) => one.port) ?? [];
  const home = service?.service.metadata.namespace;
  return [
    ...serviceNameProblems(`the name of ${what}`, name),
    ...(port === undefined ? [] : wholeNumberProblems(`the port of ${what}`, port, 1, 65535)),
    ...(port === undefined || service === undefined || offered.includes(port)
      ? []
      : [`the port of ${what} takes a port of the Service "${name}" (${offered.join(', ')}), got ${port}`]),
    ...(service === undefined || home === namespace
      ? []
      : [
          `${what} is the Service "${name}" in ${namespaceText(home)}, and the route is in ${namespaceText(namespace)}: a mesh ` +
            'splits the requests to a Service by routes of its own namespace only, put both into one',
        ]),
  ];
}

// The CEL rules of parentRefs: a Gateway named twice is two listeners of it.
function sameGatewayProblems(gateways: readonly GatewayReference[]): string[] {
  const key = ({ namespace, name }: GatewayReference) => JSON.stringify([namespace, name]);
  return repeated(gateways.map(key)).flatMap((twice) => {
    const same = gateways.filter((gateway) => key(gateway) === twice);
    const sections = same.map(({ sectionName }) => sectionName);
    return sections.includes(undefined) || repeated(sections).length > 0
      ? [
          `gateways names ${quote(same[0]?.name)} ${same.length} times, which needs a different sectionName each: name it once for ` +
            'all of its listeners, or each listener by its own',
        ]
      : [];
  });
}
