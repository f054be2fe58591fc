import { at, isThere, textOf } from '../../manifest/plain';
import type { Release } from '../../release/release';
import { type ReleaseState, ROUTE_STEP_KINDS } from '../../release/release-moment';
import { ROUTE_LISTS } from '../../traffic/istio/weighted-routes';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { ownRoutes, ROUTE_FIELDS, type RoutedVirtualService, routedVirtualServices } from '../virtual-services';

/** A VirtualService of which a Rollout does not say which routes it moves. */
export const ISTIO_ROUTES_OMITTED: Rule = {
  id: 'istio-routes-omitted',
  severity: 'error',
  what: 'A Rollout that names no routes of a VirtualService with several of them, or sets a header or mirror route beside the only one.',
  why: 'With several routes the controller reports InvalidSpec. With one that has a name it moves that one, until a step adds a header or mirror route: while that is set it finds none, moves no weight and says nothing. One without a name it finds beside header routes, and not beside a mirror route.',
  remedy: 'list the routes whose weights are to be moved',
  source:
    'argo-rollouts rollout/trafficrouting/istio/istio.go, getHttpRouteIndexesToPatch and generateVirtualServicePatches (issues #3884, #4741)',
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
  const { rollout, release, object, reference, path } = routed;
  const [only, ...others] = ownRoutes(routed, 'http');
  if (only === undefined || reference.listed.http.length > 0 || others.length > 0) return undefined;
  const name = textOf(at(only, 'name'));
  const kinds = name === undefined ? ['setMirrorRoute'] : ROUTE_STEP_KINDS;
  const step = firstLost(release, kinds);
  if (step === undefined) return undefined;
  const place = [...path, 'routes'];
  const lead = `the Rollout names no routes of the VirtualService "${object.metadata.name}"`;
  if (name === undefined) {
    return {
      object: rollout,
      path: place,
      message: `${lead}: while the mirror route of steps[${step}] is set, it moves the weights of that route alone, and none of the only other one, and nothing says so`,
      remedy: 'give the route of the VirtualService a name, and list it in routes',
      related: [{ object, path: ['spec', 'http'], message: 'the routes of the VirtualService' }],
    };
  }
  return {
    object: rollout,
    path: place,
    message: `${lead}: once steps[${step}] has added its own beside "${name}", no weight is moved any more, and nothing says so`,
    fix: { description: `set routes to [${name}]`, edits: [{ set: place, value: [name] }] },
  };
}

/** The step that sets a route of these kinds which is still there when a weight is to be moved. */
function firstLost({ moments }: Release, kinds: readonly string[]): number | undefined {
  const setIn = ({ routes }: ReleaseState) => routes.find(({ kind }) => kinds.includes(kind))?.step;
  const atWeight = moments.find(
    ({ step, before }) => isThere(at(step.value, 'setWeight')) && setIn(before) !== undefined,
  );
  const last = moments.at(-1);
  return atWeight !== undefined ? setIn(atWeight.before) : last && setIn(last.after);
}
