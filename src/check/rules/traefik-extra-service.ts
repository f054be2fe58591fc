import { isLive } from '../live-object';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A third service beside the two versions in a TraefikService. */
export const TRAEFIK_EXTRA_SERVICE: Rule = {
  id: 'traefik-extra-service',
  severity: 'warning',
  what: 'A TraefikService of a Rollout with a service beside the stable and the canary one.',
  why: 'The controller shares 100 out between the two versions and leaves any other weight as it is: the third service keeps its share through every release, and the canary gets less than the step says.',
  remedy: 'take the service out, or put the two versions into a TraefikService of their own and that one into this',
  source: 'argo-rollouts rollout/trafficrouting/traefik/traefik.go',
  *check(set) {
    for (const { object, router, rollout } of routedBy(set, 'traefik')) {
      if (isLive(object)) continue;
      for (const { shares, omittedWeight } of router.splits?.(object, rollout) ?? []) {
        for (const { path, name, role, weight = omittedWeight } of shares) {
          if (role !== undefined || weight === 0) continue;
          yield {
            object,
            path,
            message: `the TraefikService "${object.metadata.name}" sends to "${name}" too, with the weight ${weight} beside the 100 of the two versions: it keeps that share, and the canary gets less than a step says`,
          };
        }
      }
    }
  },
};
