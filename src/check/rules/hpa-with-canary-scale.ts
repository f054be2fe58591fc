import { at, isThere } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { scalersFor } from '../scalers';
import { stepsOfKind } from '../step-kinds';

/** An autoscaler that counts the pods which a step makes a share of. */
export const HPA_WITH_CANARY_SCALE: Rule = {
  id: 'hpa-with-canary-scale',
  severity: 'warning',
  what: 'A setCanaryScale with a weight in a Rollout that an autoscaler scales.',
  why: 'The Rollout tells the autoscaler the pods of both versions, it asks for more, the share of the canary grows with that, and so on: the number of pods goes up and down for as long as the step lasts. Nothing reports it but the events of scaling.',
  remedy: 'say replicas in setCanaryScale, which does not follow the autoscaler, or let matchTrafficWeight decide',
  source: 'argo-rollouts issue #4847',
  *check(set) {
    for (const { rollout, canary, routing, steps } of releasesOf(set)) {
      const [scaler] = scalersFor(set, rollout);
      if (scaler === undefined || !isThere(routing) || at(canary, 'dynamicStableScale') === true) continue;
      for (const { index, path, value } of stepsOfKind(steps, 'setCanaryScale')) {
        const scale = at(value, 'setCanaryScale');
        if (!isThere(at(scale, 'weight')) || isThere(at(scale, 'replicas')) || at(scale, 'matchTrafficWeight') === true)
          continue;
        yield {
          object: rollout,
          path: [...path, 'setCanaryScale', 'weight'],
          message: `setCanaryScale of steps[${index}] is a share of the pods, and ${scaler.object.kind} "${scaler.object.metadata.name}" decides on their number by the pods of both versions`,
          related: [{ object: scaler.object, path: ['spec', 'scaleTargetRef'], message: 'the autoscaler' }],
        };
      }
    }
  },
};
