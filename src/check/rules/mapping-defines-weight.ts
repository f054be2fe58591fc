import { at, numberOf } from '../../manifest/plain';
import { isLive } from '../live-object';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A Mapping of the stable version that has a weight. */
export const MAPPING_DEFINES_WEIGHT: Rule = {
  id: 'mapping-defines-weight',
  severity: 'error',
  what: 'A Mapping that a Rollout names and that has a weight.',
  why: 'The controller makes a copy of the Mapping for the canary and gives that one the weight; the Mapping of the stable version takes the rest. With a weight of its own the controller reports InvalidSpec and starts no pod.',
  remedy: 'take the weight out of the Mapping',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation_references.go and rollout/trafficrouting/ambassador/ambassador.go',
  *check(set) {
    for (const { object, release } of routedBy(set, 'ambassador')) {
      const weight = numberOf(at(object.spec, 'weight')) ?? 0;
      if (weight === 0 || isLive(object)) continue;
      const path = ['spec', 'weight'];
      yield {
        object,
        path,
        message: `the Mapping "${object.metadata.name}" has the weight ${weight}, and the Rollout "${release.rollout.metadata.name}" names it: the controller reports InvalidSpec and starts no pod`,
        fix: { description: 'remove the weight', edits: [{ remove: path }] },
      };
    }
  },
};
