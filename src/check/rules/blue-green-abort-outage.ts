import { at, isThere, wordOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { BLUE_GREEN } from '../strategy-paths';

/** A blue-green release whose last gate takes the service down when it says no. */
export const BLUE_GREEN_ABORT_OUTAGE: Rule = {
  id: 'blue-green-abort-outage',
  severity: 'warning',
  what: 'A postPromotionAnalysis without "abortScaleDownDelaySeconds: 0".',
  why: 'When it fails while one of the new pods is not ready, the active Service stays on the new version, and after the delay that has no pods: a total outage. The Rollout says Degraded and RolloutAborted, which looks like a finished rollback.',
  remedy:
    'set abortScaleDownDelaySeconds to 0, which keeps the new pods, and let a prePromotionAnalysis decide; after the switch revert in Git instead of aborting',
  source:
    'argo-rollouts rollout/service.go reconcileActiveService, issue #2824; recorded on 1.10.2: one of four new pods not ready, no endpoints',
  *check(set) {
    for (const { rollout, blueGreen } of releasesOf(set)) {
      if (!isThere(at(blueGreen, 'postPromotionAnalysis')) || at(blueGreen, 'abortScaleDownDelaySeconds') === 0)
        continue;
      const isOnlyGate = !isThere(at(blueGreen, 'prePromotionAnalysis'));
      const own = at(blueGreen, 'abortScaleDownDelaySeconds');
      const delay = own ?? 30;
      // A long delay that somebody has chosen leaves the time to revert in Git.
      const isChosen = typeof own === 'number' && own >= CHOSEN_SECONDS;
      yield {
        object: rollout,
        path: [...BLUE_GREEN, 'postPromotionAnalysis'],
        severity: isOnlyGate && !isChosen ? 'error' : 'warning',
        message: `when postPromotionAnalysis fails${isOnlyGate ? ', the only gate of this release,' : ''} while a new pod is not ready, the active Service has no pods ${wordOf(delay)} s later: a total outage`,
        fix: {
          description: 'set abortScaleDownDelaySeconds to 0, which keeps the new pods after an abort',
          edits: [{ set: [...BLUE_GREEN, 'abortScaleDownDelaySeconds'], value: 0 }],
        },
      };
    }
  },
};

const CHOSEN_SECONDS = 300;
