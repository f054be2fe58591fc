import { at, listOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** A managed route that no step sets. */
export const MANAGED_ROUTE_UNUSED: Rule = {
  id: 'managed-route-unused',
  severity: 'warning',
  what: 'A name in managedRoutes that no step sets.',
  why: 'The route is never made. Often a step is missing, or has another name than the one that is listed.',
  remedy: 'take the name out, or add the step setHeaderRoute or setMirrorRoute',
  source: 'argo-rollouts pkg/apis/rollouts/validation/validation.go looks at the other direction only',
  *check(set) {
    for (const { rollout, routing, steps } of releasesOf(set)) {
      const used = new Set(
        steps.flatMap(({ value }) => ['setHeaderRoute', 'setMirrorRoute'].map((kind) => at(value, kind, 'name'))),
      );
      for (const [index, route] of listOf(at(routing, 'managedRoutes')).entries()) {
        const name = textOf(at(route, 'name'));
        if (name === undefined || used.has(name)) continue;
        yield {
          object: rollout,
          path: routingPath('managedRoutes', index, 'name'),
          message: `no step sets the managed route "${name}"`,
        };
      }
    }
  },
};
