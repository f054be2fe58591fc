import { at, isThere, type Plain } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { quote } from '../../validation/names';
import { DEFAULT_AMOUNT } from '../pod-amount';
import type { Rule } from '../rule';
import { CANARY } from '../strategy-paths';

/** A canary strategy that may have neither a pod more nor a pod fewer. */
export const SURGE_AND_UNAVAILABLE_ZERO: Rule = {
  id: 'surge-and-unavailable-zero',
  severity: 'error',
  what: 'A canary strategy with a maxSurge and a maxUnavailable of 0, so that no pod could ever be replaced.',
  why: 'The controller refuses it as InvalidSpec. A new Rollout gets no pods; a running one is frozen: it neither scales nor aborts.',
  remedy: 'allow at least one pod more (maxSurge) or fewer (maxUnavailable)',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go invalidMaxSurgeMaxUnavailable; recorded: a text such as "1.5%" counts as 0',
  *check(set) {
    for (const { rollout, canary } of releasesOf(set)) {
      const [surge, unavailable] = FIELDS.map((field) => at(canary, field) ?? DEFAULT_AMOUNT);
      if (canary === undefined || !isNothing(surge) || !isNothing(unavailable)) continue;
      // A text that cannot be read has a rule of its own; the plain 0 is to be changed here.
      const field = FIELDS.find((key) => isThere(at(canary, key)) && isZero(at(canary, key))) ?? 'maxSurge';
      yield {
        object: rollout,
        path: [...CANARY, field],
        message: `maxSurge (${quote(surge)}) and maxUnavailable (${quote(unavailable)}) both count as 0: no pod could ever be replaced`,
      };
    }
  },
};

const FIELDS = ['maxSurge', 'maxUnavailable'];

function isZero(amount: Plain): boolean {
  return amount === 0 || (typeof amount === 'string' && /^0+%?$/.test(amount));
}

// A text that is neither a whole number nor a whole share counts as 0 here.
function isNothing(amount: Plain): boolean {
  return isZero(amount) || (typeof amount === 'string' && !/^([+-]?\d+|\d+%)$/.test(amount));
}
