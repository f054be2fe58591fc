import { pathText } from '../../manifest/manifest-path';
import { isLive } from '../live-object';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A destination of a managed Istio route that is for neither version. */
export const ISTIO_DESTINATIONS_EXTRA: Rule = {
  id: 'istio-destinations-extra',
  severity: 'error',
  what: 'A route of a VirtualService that a Rollout moves, with a destination for something else than its two versions.',
  why: 'The controller deletes from the routes that it moves every destination with a weight that it does not know, at its first write. Who was sent there goes to the stable version, and nothing says so. Where it stands before one of the two, the weights of that write go to the wrong ones, and the stable Service may be there twice from then on.',
  remedy:
    'put the destination into a route that the Rollout does not move, or name its subset in additionalSubsetNames and let it be one of another DestinationRule',
  source:
    'argo-rollouts rollout/trafficrouting/istio/istio.go, processRoutes; of the DestinationRule that the Rollout names UpdateHash drops the additional subsets too; that of 1.10.2 run with one before the two: the canary with 20, the stable Service twice with 80',
  *check(set) {
    for (const { release, object, router, rollout } of routedBy(set, 'istio')) {
      if (isLive(object)) continue;
      for (const { shares } of router.splits?.(object, rollout) ?? []) {
        for (const { path, name, role, weight = 0 } of shares) {
          if (role !== undefined || weight <= 0) continue;
          yield {
            object,
            path,
            message: `${pathText(path)} sends to "${name}" with the weight ${weight}, which is no version of the Rollout "${release.rollout.metadata.name}": the controller deletes it`,
          };
        }
      }
    }
  },
};
