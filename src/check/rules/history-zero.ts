import { at } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';

/** A Rollout that keeps no old versions. */
export const HISTORY_ZERO: Rule = {
  id: 'history-zero',
  severity: 'warning',
  what: 'A revisionHistoryLimit of 0, which keeps no old version.',
  why: 'There is no ReplicaSet to go back to: "kubectl argo rollouts undo" finds none, and a revert in Git makes the old pods anew and runs all the steps.',
  remedy: 'keep at least one old version, or leave revisionHistoryLimit out for 10',
  source:
    'argo-rollouts rollout/sync.go reconcileRevisionHistoryLimit; recorded: with a limit of 1 exactly one is kept',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      if (at(rollout.spec, 'revisionHistoryLimit') !== 0) continue;
      yield {
        object: rollout,
        path: ['spec', 'revisionHistoryLimit'],
        message: 'revisionHistoryLimit is 0: no old version is kept to go back to',
      };
    }
  },
};
