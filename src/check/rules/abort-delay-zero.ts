import { at, isThere } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { CANARY } from '../strategy-paths';

/** A delay of 0, which does not keep the pods of an aborted canary as the documentation says. */
export const ABORT_DELAY_ZERO: Rule = {
  id: 'abort-delay-zero',
  severity: 'info',
  what: 'An abortScaleDownDelaySeconds of 0 in a canary strategy.',
  why: 'The documentation says that the pods of the canary are kept after an abort. They are taken away at once, with what they could tell about the failure.',
  remedy: 'take a number of seconds to look at the aborted pods, or leave it at 0 to have them gone at once',
  source:
    'argo-rollouts docs/features/scaledown-aborted-rs.md against utils/replicaset/canary.go, issue #1841; recorded on 1.10.2',
  *check(set) {
    for (const { rollout, canary, routing, moments } of releasesOf(set)) {
      const [first] = moments;
      // With a setCanaryScale as the first step they are kept, and that does worse.
      if (!isThere(routing) || at(canary, 'abortScaleDownDelaySeconds') !== 0 || first?.after.scale !== undefined)
        continue;
      yield {
        object: rollout,
        path: [...CANARY, 'abortScaleDownDelaySeconds'],
        message:
          'abortScaleDownDelaySeconds is 0: an abort takes the pods of the canary away at once, and does not keep them',
      };
    }
  },
};
