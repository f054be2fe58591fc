import { at, isThere, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { hasCanaryPods, isRouteSet, type ReleaseMoment, ROUTE_STEP_KINDS } from '../../release/release-moment';
import { quote } from '../../validation/names';
import { isAtLeast } from '../cluster-versions';
import type { Problem } from '../finding';
import type { Rule } from '../rule';

/** A header or mirror route without a pod of the canary behind it. */
export const HEADER_ROUTE_BEFORE_PODS: Rule = {
  id: 'header-route-before-pods',
  severity: 'error',
  what: 'A header or mirror route that is set while the canary has no pods, or loses them.',
  why: 'While no pod of the canary is available the controller removes its managed routes, and it sets one at its own step only: the route is gone in the same second and never comes back. The pause after it looks as it should, and the testers see the old version. Up to Argo Rollouts 1.7 it leaves the route, and one that loses its pods sends to none.',
  remedy: 'let a setCanaryScale with replicas, or a setWeight above 0, come before the route',
  source:
    'argo-rollouts rollout/trafficrouting.go, reconcileTrafficRouting (since 1.8, #3898); recorded: added and removed in the same second; issues #4486, #4716',
  *check(set, { 'argo-rollouts': version }) {
    const isRemoved = isAtLeast(version, '1.8');
    for (const { rollout, moments, routing } of releasesOf(set)) {
      // Without a router the step is refused as such.
      if (!isThere(routing)) continue;
      for (const moment of moments) {
        for (const problem of [...(isRemoved ? setTooEarly(moment) : []), ...lost(moment, isRemoved)])
          yield { object: rollout, ...problem };
      }
    }
  },
};

// A step may make pods and set a route: what is set after it counts.
function setTooEarly({ step: { index, path, value, kinds }, after }: ReleaseMoment): Omit<Problem, 'object'>[] {
  if (hasCanaryPods(after)) return [];
  return ROUTE_STEP_KINDS.filter((kind) => kinds.includes(kind) && isRouteSet(value, kind)).map((kind) => {
    const what = kind === 'setHeaderRoute' ? 'header' : 'mirror';
    const name = quote(textOf(at(value, kind, 'name')) ?? '');
    return {
      path: [...path, kind],
      message: `steps[${index}] sets the ${what} route ${name} before the first pod of the canary exists, and the route is removed at once`,
    };
  });
}

function lost({ step, before, after }: ReleaseMoment, isRemoved: boolean): Omit<Problem, 'object'>[] {
  if (!hasCanaryPods(before) || hasCanaryPods(after)) return [];
  const kind = isThere(at(step.value, 'setCanaryScale')) ? 'setCanaryScale' : 'setWeight';
  return before.routes
    .filter(({ name }) => after.routes.some((route) => route.name === name))
    .map((route) => ({
      path: [...step.path, kind],
      severity: 'warning' as const,
      message: `steps[${step.index}] takes the last pod of the canary away, and the route ${quote(route.name)} of steps[${route.step}] ${isRemoved ? 'goes with it for good' : 'sends to none from then on'}`,
      remedy: 'remove the route before, or keep a pod of the canary',
    }));
}
