import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import { at } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { quote } from '../../validation/names';
import type { Problem, Severity } from '../finding';
import { readAmount } from '../pod-amount';
import type { Rule } from '../rule';
import { BLUE_GREEN, CANARY } from '../strategy-paths';

/** A text for a number of pods, which the controller reads as a share or not at all. */
export const SURGE_IS_PERCENTAGE: Rule = {
  id: 'surge-is-percentage',
  severity: 'warning',
  what: 'A maxSurge or maxUnavailable that is a text and no whole share such as "25%".',
  why: 'The controller takes any text for a share: "3" is 3 % of the pods. One that it cannot read makes both fields 0: without a router every step and every analysis passes without a single new pod, then the release hangs, and no event tells.',
  remedy: 'write a number of pods without quotes, or a whole share such as "25%"',
  source:
    'argo-rollouts utils/replicaset/replicaset.go MaxSurge, MaxUnavailable; recorded: maxSurge "abc" beside maxUnavailable 1, all steps passed with 0 canary pods',
  *check(set) {
    for (const { rollout, canary, routing } of releasesOf(set)) {
      const unread = canary !== undefined && routing === undefined ? 'error' : 'warning';
      for (const field of ['maxSurge', 'maxUnavailable']) yield* problemsAt(rollout, [...CANARY, field], unread);
      yield* problemsAt(rollout, [...BLUE_GREEN, 'maxUnavailable'], 'warning');
    }
  },
};

function* problemsAt(object: ManifestObject, path: ManifestPath, unread: Severity): Iterable<Problem> {
  const amount = at(object, ...path.map(String));
  if (typeof amount !== 'string' || /^\d+%$/.test(amount)) return;
  const field = String(path.at(-1));
  const read = readAmount(amount);
  if (read === undefined) {
    const effect =
      unread === 'error'
        ? 'maxSurge and maxUnavailable both count as 0, and the steps pass without a canary pod'
        : 'the controller counts it as 0';
    yield {
      object,
      path,
      severity: unread,
      message: `${field} is ${quote(amount)}, which is no whole share such as "25%": ${effect}`,
    };
  } else {
    yield {
      object,
      path,
      message: `${field} is the text ${quote(amount)}, which means ${read.value} % of the pods and not ${read.value} pods`,
    };
  }
}
