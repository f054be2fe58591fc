import { at, entriesOf, isThere } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { quote } from '../../validation/names';
import type { Rule } from '../rule';

/** A Rollout without a strategy. */
export const STRATEGY_MISSING: Rule = {
  id: 'strategy-missing',
  severity: 'error',
  what: 'A Rollout without a strategy.',
  why: 'The controller refuses it as InvalidSpec. A new Rollout gets no pods; a running one is frozen: it neither scales nor aborts.',
  remedy: 'give spec.strategy either canary or blueGreen; "canary: {}" is a rolling update',
  source: 'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutStrategy',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      const strategy = at(rollout.spec, 'strategy');
      if (isThere(at(strategy, 'canary')) || isThere(at(strategy, 'blueGreen'))) continue;
      yield {
        object: rollout,
        path: isThere(strategy) ? ['spec', 'strategy'] : ['spec'],
        message: `spec.strategy has neither canary nor blueGreen${givenText(strategy)}`,
      };
    }
  },
};

function givenText(strategy: unknown): string {
  const given = entriesOf(strategy);
  if (given.length === 0) return '';
  return ` (it has ${given.map(([key, value]) => `${quote(key)}${isThere(value) ? '' : ' without a value'}`).join(', ')})`;
}
