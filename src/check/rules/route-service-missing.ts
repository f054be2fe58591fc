import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, textOf } from '../../manifest/plain';
import type { Release } from '../../release/release';
import { ISTIO_GROUP, ROUTE_LISTS } from '../../traffic/istio/weighted-routes';
import type { Problem } from '../finding';
import { type RoutedObject, routedObjects } from '../routed-objects';
import type { Rule } from '../rule';
import { type RouteTarget, sharedRoutes } from '../shared-routes';

/** A route of a release that sends to a Service that is not there. */
export const ROUTE_SERVICE_MISSING: Rule = {
  id: 'route-service-missing',
  severity: 'error',
  what: 'A route of a Rollout that sends to a Service which is not in its namespace.',
  why: 'Its share of the requests is answered with 500 or 503, and some routers leave the whole route out. The Rollout does not look at it: it goes by names, and not by namespaces.',
  remedy: 'correct the name of the Service, or write its namespace',
  source:
    'Gateway API: HTTPRoute spec.rules[].backendRefs, condition ResolvedRefs (BackendNotFound); Contour and Istio likewise',
  *check(set) {
    const releases = releasesByRoute(set);
    for (const { object, backends } of sharedRoutes(set)) {
      const release = releases.get(object);
      if (release !== undefined) yield* problemsAt(set, object, backends, release);
    }
    for (const { object, release } of releases.size === 0 ? [] : routedObjects(set)) {
      if (object.kind === 'VirtualService') yield* problemsAt(set, object, destinationsOf(set, object), release);
    }
  },
};

function releasesByRoute(set: ManifestSet): Map<ManifestObject, Release> {
  return new Map(routedObjects(set).map(({ object, release }: RoutedObject) => [object, release]));
}

function* problemsAt(
  set: ManifestSet,
  object: ManifestObject,
  targets: readonly RouteTarget[],
  { services, rollout }: Release,
): Iterable<Problem> {
  for (const { path, name, namespace } of targets) {
    const query = { groups: [''], kind: 'Service', name, ...(namespace === undefined ? {} : { namespace }) };
    if (set.tryFind(query, object) !== undefined) continue;
    const own = services.find((service) => service.name === name);
    // That a Service of the Rollout is nowhere is said of the Rollout.
    const isElsewhere = own?.object !== undefined && own.object.metadata.namespace !== namespace;
    if (!isElsewhere && (own !== undefined || !set.isComplete)) continue;
    yield {
      object,
      path,
      // Other Services of a route are often made elsewhere.
      severity: isElsewhere ? 'error' : 'warning',
      message:
        `the ${object.kind} "${object.metadata.name}" sends to the Service "${name}"` +
        `${namespace === undefined ? '' : ` in the namespace "${namespace}"`}, which does not exist` +
        `${isElsewhere ? `: that of the Rollout is in "${rollout.metadata.namespace}"` : ''}`,
    };
  }
}

function destinationsOf(set: ManifestSet, object: ManifestObject): RouteTarget[] {
  return ROUTE_LISTS.flatMap((list) =>
    listOf(at(object.spec, list)).flatMap((route, index) =>
      listOf(at(route, 'route')).flatMap((destination, number) => {
        const host = textOf(at(destination, 'destination', 'host'));
        const path = ['spec', list, index, 'route', number, 'destination', 'host'];
        return host === undefined || isOfEntry(set, host) ? [] : serviceAt(host, path, object.metadata.namespace);
      }),
    ),
  );
}

// A host with dots that are no `.svc` is one of the world outside, or a namespace, which is not known.
function serviceAt(host: string, path: ManifestPath, home: string | undefined): RouteTarget[] {
  const [, name, namespace] = /^([^.]+)(?:\.([^.]+)\.svc(?:\..+)?)?$/.exec(host) ?? [];
  if (name === undefined) return [];
  const where = namespace ?? home;
  return [{ path, name, ...(where === undefined ? {} : { namespace: where }) }];
}

function isOfEntry(set: ManifestSet, host: string): boolean {
  return set.derive(entryHosts).has(host);
}

function entryHosts(set: ManifestSet): Set<unknown> {
  return new Set(set.ofKind('ServiceEntry', ISTIO_GROUP).flatMap(({ spec }) => listOf(at(spec, 'hosts'))));
}
