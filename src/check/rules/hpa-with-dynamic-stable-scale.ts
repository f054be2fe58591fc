import { at } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { scalersFor } from '../scalers';

/** An autoscaler over versions that are scaled against one another. */
export const HPA_WITH_DYNAMIC_STABLE_SCALE: Rule = {
  id: 'hpa-with-dynamic-stable-scale',
  severity: 'warning',
  what: 'A Rollout with dynamicStableScale that an autoscaler scales.',
  why: 'The autoscaler averages the load over both versions while the controller moves pods from one to the other: the number of pods swings, and may be too small for the old version.',
  remedy: 'leave dynamicStableScale out, or set minReplicas so high that the fewest pods carry the load',
  source: 'argo-rollouts issue #4347; of autoscalers over both versions in general #2857, #3849 and #4607',
  *check(set) {
    for (const { rollout, canary } of releasesOf(set)) {
      const [scaler] = scalersFor(set, rollout);
      if (scaler === undefined || at(canary, 'dynamicStableScale') !== true) continue;
      yield {
        object: rollout,
        path: ['spec', 'strategy', 'canary', 'dynamicStableScale'],
        message: `dynamicStableScale moves pods between the versions, and ${scaler.object.kind} "${scaler.object.metadata.name}" scales them by their average load`,
        related: [{ object: scaler.object, path: ['spec', 'scaleTargetRef'], message: 'the autoscaler' }],
      };
    }
  },
};
