import { at, isThere, listOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';

/** A mirror route that does not say how many requests are copied. */
export const MIRROR_PERCENTAGE_MISSING: Rule = {
  id: 'mirror-percentage-missing',
  severity: 'warning',
  what: 'A step setMirrorRoute without a percentage.',
  why: 'All requests that match are copied to the canary then, which often has a pod or two: they get the load of the whole service, and the copies of writing requests are done twice.',
  remedy: 'say the percentage, 100 too',
  source: 'argo-rollouts rollout/trafficrouting/istio/istio.go: no percentage is 100',
  *check(set) {
    for (const { rollout, steps, routers } of releasesOf(set)) {
      if (!routers.some(({ facts }) => facts.setMirrorRoute)) continue;
      for (const { value, path, index } of steps) {
        const route = at(value, 'setMirrorRoute');
        if (listOf(at(route, 'match')).length === 0 || isThere(at(route, 'percentage'))) continue;
        yield {
          object: rollout,
          path: [...path, 'setMirrorRoute'],
          message: `steps[${index}] mirrors to "${textOf(at(route, 'name')) ?? ''}" without a percentage: all requests that match are copied to the canary`,
        };
      }
    }
  },
};
