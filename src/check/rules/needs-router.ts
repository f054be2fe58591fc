import { at, isThere } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { CANARY } from '../strategy-paths';

/** A setting of a canary strategy that only a router gives a meaning. */
export const NEEDS_ROUTER: Rule = {
  id: 'needs-router',
  severity: 'warning',
  what: 'A setting of a canary strategy that means something with trafficRouting only.',
  why: 'Some of them the controller refuses as InvalidSpec, so that there are no pods. The others it ignores, and nothing says so.',
  remedy: 'give the strategy trafficRouting, or take the setting away',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutStrategyCanary; recorded: abortScaleDownDelaySeconds without a router, scaled down at once',
  *check(set) {
    for (const { rollout, canary, routing } of releasesOf(set)) {
      if (canary === undefined || isThere(routing)) continue;
      for (const field of REFUSED) {
        if (!isThere(at(canary, field)) || at(canary, field) === false) continue;
        const message = `${field} needs trafficRouting, and without it the controller refuses the Rollout`;
        yield { object: rollout, path: [...CANARY, field], severity: 'error', message };
      }
      if (isThere(at(canary, 'pingPong'))) {
        const message = 'pingPong switches no request, as the strategy has no trafficRouting';
        yield { object: rollout, path: [...CANARY, 'pingPong'], message };
      }
      for (const field of IGNORED) {
        if (!isThere(at(canary, field))) continue;
        const path = [...CANARY, field];
        yield {
          object: rollout,
          path,
          message: `${field} is ignored, as the strategy has no trafficRouting`,
          fix: { description: `take ${field} away`, edits: [{ remove: path }] },
        };
      }
    }
  },
};

const REFUSED = ['dynamicStableScale', 'scaleDownDelaySeconds'];
const IGNORED = ['abortScaleDownDelaySeconds', 'minPodsPerReplicaSet', 'scaleDownDelayRevisionLimit'];
