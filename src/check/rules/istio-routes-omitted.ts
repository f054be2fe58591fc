import { at, listOf, textOf } from '../../manifest/plain';
import { ROUTE_LISTS } from '../../traffic/istio/weighted-routes';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { ownRoutes, ROUTE_FIELDS, type RoutedVirtualService, routedVirtualServices } from '../virtual-services';

/** A VirtualService of which a Rollout does not say which routes it moves. */
export const ISTIO_ROUTES_OMITTED: Rule = {
  id: 'istio-routes-omitted',
  severity: 'error',
  what: 'A Rollout that names no routes of a VirtualService with several of them, or sets a header or mirror route beside the only one.',
  why: 'With several routes the controller reports InvalidSpec. With one that has a name it moves that one, until a step adds a header or mirror route: from then on it finds none, moves no weight any more and says nothing.',
  remedy: 'list the routes whose weights are to be moved',
  source: 'argo-rollouts rollout/trafficrouting/istio/istio.go (issues #3884, #4741)',
  *check(set) {
    for (const routed of routedVirtualServices(set)) {
      const { rollout, object, reference, path } = routed;
      for (const list of ROUTE_LISTS.filter((one) => reference.listed[one].length === 0)) {
        const { length } = ownRoutes(routed, list);
        if (length <= 1) continue;
        yield {
          object: rollout,
          path: [...path, ROUTE_FIELDS[list]],
          message: `the VirtualService "${object.metadata.name}" has ${length} ${list} routes, and the Rollout does not say in ${ROUTE_FIELDS[list]} which of them it moves: the controller reports InvalidSpec and starts no pod`,
          related: [{ object, path: ['spec', list], message: `the ${list} routes of the VirtualService` }],
        };
      }
      const problem = lostRoute(routed);
      if (problem !== undefined) yield problem;
    }
  },
};

function lostRoute(routed: RoutedVirtualService): Problem | undefined {
  const { rollout, object, reference, path } = routed;
  const [only, ...others] = ownRoutes(routed, 'http');
  const name = textOf(at(only, 'name'));
  if (reference.listed.http.length > 0 || name === undefined || others.length > 0) return undefined;
  const steps = listOf(at(rollout.spec, 'strategy', 'canary', 'steps'));
  const index = steps.findIndex((step) =>
    ['setHeaderRoute', 'setMirrorRoute'].some((kind) => listOf(at(step, kind, 'match')).length > 0),
  );
  if (index < 0) return undefined;
  const place = [...path, 'routes'];
  return {
    object: rollout,
    path: place,
    message: `the Rollout names no routes of the VirtualService "${object.metadata.name}": once steps[${index}] has added its own beside "${name}", no weight is moved any more, and nothing says so`,
    fix: { description: `set routes to [${name}]`, edits: [{ set: place, value: [name] }] },
  };
}
