import { pathText } from '../../manifest/manifest-path';
import type { RouterModel, RouteShare, RouteSplit } from '../../traffic/router-model';
import type { Fix, Problem } from '../finding';
import { isLive } from '../live-object';
import { type RoutedObject, routedObjects } from '../routed-objects';
import type { Rule } from '../rule';

/** A route whose weights in Git are not all for the stable version. */
export const ROUTE_WEIGHTS_OMITTED: Rule = {
  id: 'route-weights-omitted',
  severity: 'warning',
  what: 'A route that gives the canary a share of the requests in Git, mostly as its weights are left out.',
  why: 'Backends without a weight share the requests equally: until the controller first writes, and after each sync of the route by Argo CD, half of the requests go to the canary, whatever the step says. The Contour plugin refuses weights that are not 100 together, Istio those that are 0.',
  remedy: 'write weight 100 for the stable and weight 0 for the canary Service',
  source:
    'Gateway API, Traefik: a weight that is left out is 1; recorded: 1001 and 999 of 2000 requests; rollouts-plugin-trafficrouter-contour pkg/plugin/plugin.go; istio pkg/config/validation',
  *check(set) {
    for (const routed of routedObjects(set)) {
      const { router, object, rollout } = routed;
      if (isLive(object)) continue;
      for (const split of router.splits?.(object, rollout) ?? []) {
        const problem = problemOf(routed, split);
        if (problem !== undefined) yield problem;
      }
    }
  },
};

function problemOf({ release, router, object, rollout }: RoutedObject, split: RouteSplit): Problem | undefined {
  const stable = split.shares.find(({ role }) => role === 'stable');
  const canary = split.shares.find(({ role }) => role === 'canary');
  if (stable === undefined || canary === undefined) return undefined;
  const weightOf = ({ weight = split.omittedWeight }: RouteShare): number => weight;
  const sum = split.shares.reduce((all, share) => all + weightOf(share), 0);
  const place = { object, path: [...canary.path, 'weight'], fix: fixOf(split, stable, canary) };
  const text = `${pathText(split.path)} has ${textOf(stable)} and ${textOf(canary)}`;
  if (router.folder === 'contour' && sum !== 100) {
    return {
      ...place,
      severity: 'error',
      message: `${text}, together ${sum}: the plugin takes weights that are 100 together only, and the rollout never becomes Healthy`,
    };
  }
  if (router.folder === 'istio' && sum === 0) {
    return {
      ...place,
      severity: 'error',
      message: `${text}, together 0: Istio refuses the VirtualService (total destination weight = 0)`,
    };
  }
  if (weightOf(canary) === 0 && weightOf(stable) > 0) return undefined;
  // Ping and pong change places with each release, and Git may have either.
  const isPing = rollout.stableService !== release.routed.stableService;
  if (isPing && weightOf(stable) === 0 && weightOf(canary) > 0) return undefined;
  return { ...place, message: `${text}: ${effectOf(weightOf(canary), sum)} ${untilWhen(router)}` };
}

function textOf({ name, weight }: RouteShare): string {
  return `${weight === undefined ? 'no weight' : `weight ${weight}`} for "${name}"`;
}

function effectOf(canary: number, sum: number): string {
  return sum === 0
    ? 'no version gets requests'
    : `the canary gets ${Math.round((100 * canary) / sum)} % of the requests`;
}

function untilWhen({ isWatched }: RouterModel): string {
  return isWatched
    ? 'until the controller has written its weights, again after each sync'
    : 'until the controller next writes its weights, and after a sync that can take 15 minutes';
}

// With a third backend it is not known what share that one is meant to have.
function fixOf({ shares }: RouteSplit, stable: RouteShare, canary: RouteShare): Fix | undefined {
  if (shares.length !== 2) return undefined;
  return {
    description: `set the weight of "${stable.name}" to 100 and that of "${canary.name}" to 0`,
    edits: [
      { set: [...stable.path, 'weight'], value: 100 },
      { set: [...canary.path, 'weight'], value: 0 },
    ],
  };
}
