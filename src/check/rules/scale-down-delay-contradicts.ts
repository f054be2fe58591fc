import { at, isThere, wordOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { CANARY } from '../strategy-paths';

/** A delay for old pods that dynamicStableScale has taken away already. */
export const SCALE_DOWN_DELAY_CONTRADICTS: Rule = {
  id: 'scale-down-delay-contradicts',
  severity: 'error',
  what: 'A scaleDownDelaySeconds together with dynamicStableScale.',
  why: 'The controller refuses it as InvalidSpec: with dynamicStableScale the old pods are gone when the release ends, so there is nothing to delay.',
  remedy: 'keep one of both',
  source: 'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutStrategyCanary; recorded on 1.10.2',
  *check(set) {
    for (const { rollout, canary, routing } of releasesOf(set)) {
      const delay = at(canary, 'scaleDownDelaySeconds');
      if (!isThere(routing) || !isThere(delay) || at(canary, 'dynamicStableScale') !== true) continue;
      yield {
        object: rollout,
        path: [...CANARY, 'scaleDownDelaySeconds'],
        message: `scaleDownDelaySeconds (${wordOf(delay)}) cannot be used with dynamicStableScale, which leaves no old pods at the end`,
        related: [
          { object: rollout, path: [...CANARY, 'dynamicStableScale'], message: 'takes the old pods away step by step' },
        ],
      };
    }
  },
};
