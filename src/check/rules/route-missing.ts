import { groupOf, type ManifestObject } from '../../manifest/manifest';
import { releasesOf } from '../../release/release';
import type { RouteFailure } from '../../traffic/router-model';
import { ROUTE_FAILURES } from '../route-failure';
import type { Rule } from '../rule';

/** A route that a Rollout names and that is not there. */
export const ROUTE_MISSING: Rule = {
  id: 'route-missing',
  severity: 'warning',
  what: 'A route, Ingress or other object that trafficRouting names is not among these files.',
  why: 'The controller writes into objects that exist and makes none of these. Without an Ingress, VirtualService or Mapping it reports InvalidSpec; without an HTTPRoute named by `httpRoute` it starts no pod, and only its log says so; without the others the pods run and the rollout never becomes Healthy.',
  remedy: 'add the object, correct its name or its namespace, or check its file together with this one',
  source: 'argo-rollouts rollout/controller.go and rollout/trafficrouting.go; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const { rollout, routed, routes } of releasesOf(set)) {
      for (const { reference, path, object, router } of routes) {
        const { kind, name, madeBy, namespace = rollout.metadata.namespace } = reference;
        if (object !== undefined || madeBy === 'controller' || name === '') continue;
        const failure = router.whenMissing?.(reference, routed) ?? 'unhealthy';
        // A few are enough to see where it went.
        const others = set.named(kind, name).slice(0, 3);
        yield {
          object: rollout,
          path,
          severity: set.isComplete ? 'error' : 'warning',
          message:
            `the ${kind} "${name}"${namespace === undefined ? '' : ` in the namespace "${namespace}"`} ` +
            `${set.isComplete ? 'does not exist' : 'is not among these files'}: without it ${effectOf(failure, kind)}`,
          related: others.map((other) => ({ object: other, path: ['metadata', 'name'], message: homeOf(other) })),
        };
      }
    }
  },
};

// It comes to these before it moves a weight, and has an event of their own for each.
function effectOf(failure: RouteFailure, kind: string): string {
  const text = ROUTE_FAILURES[failure];
  return ['DestinationRule', 'VirtualNode'].includes(kind)
    ? text.replace('TrafficRoutingError', `${kind}NotFound`)
    : text;
}

function homeOf({ apiVersion, kind, metadata }: ManifestObject): string {
  const { name, namespace } = metadata;
  const home = namespace === undefined ? '' : ` in the namespace "${namespace}"`;
  return `there is another ${kind} "${name}"${home}, of the API group "${groupOf(apiVersion)}"`;
}
