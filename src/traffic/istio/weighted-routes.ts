import { at, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import type { RoutedRollout, RouteReference } from '../router-model';

/** The API group of VirtualServices and DestinationRules. */
export const ISTIO_GROUP = 'networking.istio.io';

/** A list of routes of a VirtualService. */
export type RouteList = 'http' | 'tls' | 'tcp';

/** The lists of routes of a VirtualService, in the order in which the controller goes through them. */
export const ROUTE_LISTS: readonly RouteList[] = ['http', 'tls', 'tcp'];

/** A VirtualService that a rollout names. */
export interface VirtualServiceReference extends RouteReference {
  /** The routes of each list that the rollout names: `http` by their names, the others by port and SNI hosts. */
  readonly listed: Readonly<Record<RouteList, readonly Plain[]>>;
}

/** The VirtualServices that a rollout names. */
export function virtualServicesOf({ routing }: RoutedRollout): VirtualServiceReference[] {
  const istio = at(routing, 'istio');
  const several = listOf(at(istio, 'virtualServices'));
  // An empty list is none: the controller reads the Rollout as it would write it.
  const all = several.length > 0 ? several : [at(istio, 'virtualService')];
  return all.flatMap((one) => {
    const name = textOf(at(one, 'name'));
    if (name === undefined) return [];
    return [
      {
        groups: [ISTIO_GROUP],
        kind: 'VirtualService',
        ...nameAndNamespace(name),
        madeBy: 'git' as const,
        listed: {
          http: listOf(at(one, 'routes')),
          tls: listOf(at(one, 'tlsRoutes')),
          tcp: listOf(at(one, 'tcpRoutes')),
        },
      },
    ];
  });
}

/** The DestinationRule that a rollout names; it is in the rollout's namespace. */
export function destinationRuleOf({ routing }: RoutedRollout): RouteReference | undefined {
  const name = textOf(at(routing, 'istio', 'destinationRule', 'name'));
  return name === undefined ? undefined : { groups: [ISTIO_GROUP], kind: 'DestinationRule', name, madeBy: 'git' };
}

/**
 * For each route that a rollout names, the indexes of those that are meant by it: none where it is missing. Where the
 * rollout names no route of the list, those that the controller then takes by itself.
 */
export function meantRoutes(list: RouteList, listed: readonly Plain[], routes: readonly Plain[]): number[][] {
  if (listed.length > 0) return listed.map((one) => INDEXES[list](one, routes));
  if (routes.length === 0) return [];
  if (list !== 'http' || routes.length === 1) return [[0]];
  // With a managed route beside it even a lone named route is not found any more, and nothing is weighed.
  const unnamed = routes.findIndex((route) => textOf(at(route, 'name')) === undefined);
  return unnamed < 0 ? [] : [[unnamed]];
}

/** Which version a destination is for, or whether it keeps its weight; undefined where it is for something else. */
export function roleOf(destination: Plain, rollout: RoutedRollout): 'canary' | 'stable' | 'additional' | undefined {
  const host = hostOf(destination);
  const subset = textOf(at(destination, 'destination', 'subset'));
  const rule = at(rollout.routing, 'istio', 'destinationRule');
  const isSubset = (key: string) => subset !== undefined && subset === at(rule, key);
  if (host === '') return undefined;
  if (host === rollout.canaryService || isSubset('canarySubsetName')) return 'canary';
  if (host === rollout.stableService || isSubset('stableSubsetName')) return 'stable';
  return listOf(at(rule, 'additionalSubsetNames')).includes(subset ?? '') ? 'additional' : undefined;
}

/** The first label of the host of a destination, which is all of it that the controller compares. */
export function hostOf(destination: Plain): string {
  return (textOf(at(destination, 'destination', 'host')) ?? '').replace(/\..*$/, '');
}

// argo-rollouts utils/istio/istio.go
function nameAndNamespace(written: string): { name: string; namespace?: string } {
  const name = written.replace(/\.cluster\.local$/, '');
  const dot = name.lastIndexOf('.');
  return dot < 0 ? { name } : { name: name.slice(0, dot), namespace: name.slice(dot + 1) };
}

const INDEXES: Readonly<Record<RouteList, (listed: Plain, routes: readonly Plain[]) => number[]>> = {
  http: (name, routes) => indexesWhere(routes, (route) => at(route, 'name') === name).slice(0, 1),
  tls: (listed, routes) => indexesWhere(routes, (route) => hasPort(route, listed) && hasSniHosts(route, listed)),
  tcp: (listed, routes) => indexesWhere(routes, (route) => hasPort(route, listed)),
};

function indexesWhere(routes: readonly Plain[], isMeant: (route: Plain) => boolean): number[] {
  return routes.flatMap((route, index) => (isMeant(route) ? [index] : []));
}

// A route that matches several ports is never found.
function hasPort(route: Plain, listed: Plain): boolean {
  const ports = new Set(listOf(at(route, 'match')).map((match) => numberOf(at(match, 'port')) ?? 0));
  return ports.size <= 1 && ([...ports][0] ?? 0) === (numberOf(at(listed, 'port')) ?? 0);
}

function hasSniHosts(route: Plain, listed: Plain): boolean {
  const hosts = new Set(listOf(at(route, 'match')).flatMap((match) => listOf(at(match, 'sniHosts'))));
  const wanted = listOf(at(listed, 'sniHosts'));
  return wanted.length === hosts.size && [...hosts].every((host) => wanted.includes(host));
}
