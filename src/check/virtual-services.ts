import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, listOf, type Plain } from '../manifest/plain';
import type { Release } from '../release/release';
import type { RouteList, VirtualServiceReference } from '../traffic/istio/weighted-routes';
import { virtualServicesOf } from '../traffic/istio/weighted-routes';
import { managedRoutesIn } from '../traffic/route-objects';
import type { RoutedRollout } from '../traffic/router-model';
import { type RoutedObject, routedBy } from './routed-objects';

/** A VirtualService of a release that is in the set, with the routes that the Rollout names in it. */
export interface RoutedVirtualService {
  /** The release. */
  readonly release: Release;

  /** The Rollout. */
  readonly rollout: ManifestObject;

  /** The Rollout as Istio sees it. */
  readonly routed: RoutedRollout;

  /** The VirtualService. */
  readonly object: ManifestObject;

  /** What the Rollout says of it. */
  readonly reference: VirtualServiceReference;

  /** The way to that in the Rollout. */
  readonly path: ManifestPath;
}

/** The VirtualServices of all releases of a set. */
export function routedVirtualServices(set: ManifestSet): RoutedVirtualService[] {
  return routedBy(set, 'istio').flatMap((routed) => virtualServiceOf(routed) ?? []);
}

/** The keys of the three lists of routes in a Rollout. */
export const ROUTE_FIELDS: Readonly<Record<RouteList, string>> = { http: 'routes', tls: 'tlsRoutes', tcp: 'tcpRoutes' };

/** The routes of a list in a VirtualService that are none of the managed ones. */
export function ownRoutes({ object, routed }: RoutedVirtualService, list: RouteList): Plain[] {
  const managed: readonly Plain[] = list === 'http' ? managedRoutesIn(routed.routing) : [];
  return listOf(at(object.spec, list)).filter((route) => !managed.includes(at(route, 'name')));
}

function virtualServiceOf({ release, object, path, rollout }: RoutedObject): RoutedVirtualService | undefined {
  if (object.kind !== 'VirtualService') return undefined;
  const reference = virtualServicesOf(rollout).find(({ name }) => name === object.metadata.name);
  if (reference === undefined) return undefined;
  return { release, rollout: release.rollout, routed: rollout, object, reference, path: path.slice(0, -1) };
}
