import { pathText } from '../../manifest/manifest-path';
import { isLive } from '../live-object';
import { routedObjects } from '../routed-objects';
import type { Rule } from '../rule';

/** A route that has the Service of one version twice. */
export const ROUTE_BACKEND_REPEATED: Rule = {
  id: 'route-backend-repeated',
  severity: 'warning',
  what: 'A route of a Rollout that sends to the Service of one version twice.',
  why: 'Each of the two has a weight, and the controller writes one of them or the same into both: the version gets another share of the requests than the step says, also when the release is over.',
  remedy: 'have each of the two Services once',
  source: 'argo-rollouts rollout/trafficrouting; rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/plugin.go',
  *check(set) {
    for (const { router, object, rollout } of routedObjects(set)) {
      // For Istio other rules count the destinations.
      if (isLive(object) || router.folder === 'istio') continue;
      for (const { path, shares } of router.splits?.(object, rollout) ?? []) {
        for (const [index, share] of shares.entries()) {
          const isFirst = shares.findIndex(({ role }) => role === share.role) === index;
          if (isFirst || (share.role !== 'stable' && share.role !== 'canary')) continue;
          yield {
            object,
            path: share.path,
            message: `${pathText(path)} sends to "${share.name}", the ${share.role} version, twice: it gets another share than the weight of the step`,
          };
        }
      }
    }
  },
};
