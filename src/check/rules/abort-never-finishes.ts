import { at, wordOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { stoppingWeights } from '../stopped-aborts';
import { CANARY } from '../strategy-paths';

/** An abort that stops half-way. */
export const ABORT_NEVER_FINISHES: Rule = {
  id: 'abort-never-finishes',
  severity: 'error',
  what: 'An abortScaleDownDelaySeconds above 0 together with dynamicStableScale and a weight of fewer pods than the canary has at some step.',
  why: 'An abort stops at one of the weights for ever: the pods that the delay keeps are taken for the next target. A part of the users stays on the aborted version, the Rollout says Degraded as after every abort, and no event tells.',
  remedy:
    'leave abortScaleDownDelaySeconds out: the canary then drains with its weight; out of the state itself a revert in Git leads',
  source:
    'argo-rollouts utils/replicaset/canary.go GetDesiredCanaryWeight, since 1.9; issue #4898, mended by pull request #4900 on the way to 1.11; recorded on 1.10.2: 20 and 80 aborted at 80 stays at 20, 10/30/60 aborted at 60 stays at 30',
  *check(set, versions) {
    for (const release of releasesOf(set)) {
      const { rollout, canary } = release;
      const weights = stoppingWeights(release, versions);
      if (weights.length === 0) continue;
      const path = [...CANARY, 'abortScaleDownDelaySeconds'];
      const delay = wordOf(at(canary, 'abortScaleDownDelaySeconds'));
      yield {
        object: rollout,
        path,
        message: `abortScaleDownDelaySeconds is ${delay} with dynamicStableScale and ${weights.length === 1 ? `the weight ${weights[0]}, and the canary has more pods than that: an abort stops there` : `the weights ${weights.join(', ')}: an abort stops at one of them`} and never finishes`,
        related: [
          {
            object: rollout,
            path: [...CANARY, 'dynamicStableScale'],
            message: 'lets an abort go back weight by weight',
          },
        ],
        fix: { description: 'take abortScaleDownDelaySeconds away', edits: [{ remove: path }] },
      };
    }
  },
};
