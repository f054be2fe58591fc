import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import type { Release } from '../../release/release';
import type { Problem } from '../finding';
import { type RoutedObject, routedObjects } from '../routed-objects';
import type { Rule } from '../rule';
import { type RouteTarget, sharedRoutes } from '../shared-routes';
import { weightedTargets } from '../weighted-targets';

/** A route of a release that sends to a Service that is not there. */
export const ROUTE_SERVICE_MISSING: Rule = {
  id: 'route-service-missing',
  severity: 'error',
  what: 'A route of a Rollout that sends to a Service which is not in its namespace.',
  why: 'Its share of the requests is answered with 500 or 503, and of a TraefikService all of them with 404. The Rollout does not look at it: it goes by names, and not by namespaces.',
  remedy: 'correct the name of the Service, or write its namespace',
  source:
    'Gateway API: HTTPRoute spec.rules[].backendRefs, condition ResolvedRefs (BackendNotFound); Contour and Istio likewise; traefik pkg/provider/kubernetes/crd/kubernetes_http.go, buildServicesLB',
  *check(set) {
    const releases = releasesByRoute(set);
    for (const { object, backends } of [...sharedRoutes(set), ...weightedTargets(set)]) {
      const release = releases.get(object);
      if (release !== undefined) yield* problemsAt(set, object, backends, release);
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
  { services }: Release,
): Iterable<Problem> {
  for (const { path, name, namespace } of targets) {
    const query = { groups: [''], kind: 'Service', name, ...(namespace === undefined ? {} : { namespace }) };
    if (set.tryFind(query, object) !== undefined) continue;
    const own = services.find((service) => service.name === name);
    // That a Service of the Rollout is nowhere is said of the Rollout.
    const home = own?.object?.metadata.namespace;
    const isElsewhere = home !== undefined && home !== namespace;
    if (!isElsewhere && (own !== undefined || !set.isComplete)) continue;
    yield {
      object,
      path,
      // Other Services of a route are often made elsewhere.
      severity: isElsewhere && set.isComplete ? 'error' : 'warning',
      message:
        `the ${object.kind} "${object.metadata.name}" sends to the Service "${name}"` +
        `${namespace === undefined ? '' : ` in the namespace "${namespace}"`}, which ` +
        `${set.isComplete ? 'does not exist' : 'is not among these files'}` +
        `${isElsewhere ? ` (that of the Rollout is in "${home}")` : ''}: ${effectOn(object)}`,
    };
  }
}

// Traefik builds none of a TraefikService of which one Service is not there.
function effectOn({ kind }: ManifestObject): string {
  return kind === 'TraefikService'
    ? 'all requests to it are answered with 404'
    : 'its share of the requests is answered with 500 or 503';
}
