import { at, isThere, type Plain, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { hasPlugin, routerKeys } from '../router-keys';
import type { Rule } from '../rule';
import { CANARY } from '../strategy-paths';

/** A router without the two Services that it splits the requests between. */
export const ROUTER_SERVICES_MISSING: Rule = {
  id: 'router-services-missing',
  severity: 'error',
  what: 'A router without both stableService and canaryService.',
  why: 'The controller refuses it as InvalidSpec. With a plugin it accepts it, fails at each reconcile with "backendRef was not found", and the first release never becomes healthy.',
  remedy: 'name both Services, each with the selector of the pods',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go requireCanaryStableServices; recorded with the Gateway API plugin 0.15.0',
  *check(set) {
    for (const release of releasesOf(set)) {
      const names = ['stableService', 'canaryService'];
      const missing = names.filter((name) => textOf(at(release.canary, name)) === undefined);
      const router = routerThatNeedsThem(release);
      if (missing.length === 0 || router === undefined) continue;
      const [empty] = missing.filter((name) => isThere(at(release.canary, name)));
      yield {
        object: release.rollout,
        path: empty === undefined ? CANARY : [...CANARY, empty],
        message: `${router} splits requests between stableService and canaryService, and ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
      };
    }
  },
};

function routerThatNeedsThem({ canary, routing, routers }: Release): string | undefined {
  const hasPingPong = isThere(at(canary, 'pingPong'));
  const key = routerKeys(routing).find((router) => needsServices(router, routing, hasPingPong));
  if (key !== undefined) return `trafficRouting.${key}`;
  const plugin = hasPingPong ? undefined : routers.find(hasPlugin);
  return plugin && `the plugin for ${plugin.facts.name}`;
}

// Istio tells the versions apart by the subsets of a DestinationRule where it has one; of plugins nothing is demanded.
function needsServices(router: string, routing: Plain, hasPingPong: boolean): boolean {
  if (router === 'plugins') return false;
  if (router === 'istio') return !hasPingPong && !isThere(at(routing, 'istio', 'destinationRule'));
  return router !== 'alb' || !hasPingPong;
}
