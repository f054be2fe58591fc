import { at, numberOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { maxWeightOf } from '../../release/release-moment';
import type { Problem } from '../finding';
import { ROUTING } from '../routing-path';
import type { Rule } from '../rule';

/** A weight below nothing or above everything. */
export const WEIGHT_OUT_OF_RANGE: Rule = {
  id: 'weight-out-of-range',
  severity: 'error',
  what: 'A weight below 0 or above the greatest one.',
  why: 'The controller refuses it as InvalidSpec. A new Rollout gets no pods; a running one is frozen: it neither scales nor aborts.',
  remedy: 'take a weight from 0 to 100, or to maxTrafficWeight where there is one',
  source: 'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutStrategyCanary; recorded on 1.10.2',
  *check(set) {
    for (const release of releasesOf(set)) {
      const most = numberOf(at(release.routing, 'maxTrafficWeight'));
      if (most !== undefined && most <= 0) {
        const message = `maxTrafficWeight takes 1 or more, got ${most}`;
        yield { object: release.rollout, path: [...ROUTING, 'maxTrafficWeight'], message };
      }
      yield* weights(release);
    }
  },
};

function weights({ rollout, routing, steps }: Release): Problem[] {
  const most = maxWeightOf(routing);
  return steps.flatMap(({ index, path, weight }) => {
    if (weight === undefined || (weight >= 0 && weight <= most)) return [];
    const message = `steps[${index}] sets weight ${weight}, and a weight is from 0 to ${most}`;
    return [{ object: rollout, path: [...path, 'setWeight'], message }];
  });
}
