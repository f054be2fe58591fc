import { at, isThere, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { isRouteSet, ROUTE_STEP_KINDS } from '../../release/release-moment';
import { quote } from '../../validation/names';
import type { Rule } from '../rule';

/** A step that removes a route which no step has set. */
export const MANAGED_ROUTE_NOT_SET: Rule = {
  id: 'managed-route-not-set',
  severity: 'warning',
  what: 'A step without a match, which removes a route, while no such route is set.',
  why: 'Nothing is removed: either the match was forgotten, or the name is that of another route, which stays. With the Gateway API plugin all managed routes are removed instead.',
  remedy: 'give the step a match to set the route, or name the route of an earlier step',
  source:
    'argo-rollouts rollout/trafficrouting of each router; recorded with the Gateway API plugin 0.15.0: a step without match removes all',
  *check(set) {
    for (const { rollout, moments, routing } of releasesOf(set)) {
      // Without a router the step is refused as such.
      if (!isThere(routing)) continue;
      for (const { step, before } of moments) {
        for (const kind of ROUTE_STEP_KINDS.filter((route) => step.kinds.includes(route))) {
          const name = textOf(at(step.value, kind, 'name'));
          if (name === undefined || isRouteSet(step.value, kind)) continue;
          const routes = before.routes.filter((route) => route.kind === kind);
          if (routes.some((route) => route.name === name)) continue;
          const others = routes.map((route) => quote(route.name)).join(', ');
          yield {
            object: rollout,
            path: [...step.path, kind],
            message: `steps[${step.index}] has no match and so removes the route ${quote(name)}, which is not set here (set: ${others === '' ? 'none' : others})`,
          };
        }
      }
    }
  },
};
