import { at, isThere } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';

/** A Rollout with both strategies. */
export const STRATEGY_BOTH: Rule = {
  id: 'strategy-both',
  severity: 'error',
  what: 'A Rollout with both strategies, canary and blueGreen.',
  why: 'The controller refuses it as InvalidSpec. A new Rollout gets no pods; a running one is frozen: it neither scales nor aborts.',
  remedy: 'keep the strategy that is meant, and take the other one away',
  source: 'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutStrategy',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      const strategy = at(rollout.spec, 'strategy');
      if (!isThere(at(strategy, 'canary')) || !isThere(at(strategy, 'blueGreen'))) continue;
      yield {
        object: rollout,
        path: ['spec', 'strategy'],
        message: 'spec.strategy has canary and blueGreen, and a Rollout has exactly one of them',
      };
    }
  },
};
