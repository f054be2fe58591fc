import { at, numberOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { stepsOfKind } from '../step-kinds';

/** A share of requests to mirror below nothing or above all of them. */
export const MIRROR_PERCENTAGE_INVALID: Rule = {
  id: 'mirror-percentage-invalid',
  severity: 'error',
  what: 'A percentage of a mirror route that is not from 0 to 100.',
  why: 'The controller does not look at it and writes it into the route, which the webhook of Istio refuses: the release stays at that step with a TrafficRoutingError.',
  remedy: 'take a percentage from 0 to 100',
  source: 'argo-rollouts rollout/trafficrouting/istio/istio.go; istio pkg/config/validation (percentage 0 to 100)',
  *check(set) {
    for (const { rollout, steps } of releasesOf(set)) {
      for (const { index, path, value } of stepsOfKind(steps, 'setMirrorRoute')) {
        const share = numberOf(at(value, 'setMirrorRoute', 'percentage'));
        if (share === undefined || (share >= 0 && share <= 100)) continue;
        const message = `steps[${index}] mirrors ${share} % of the requests, and a percentage is from 0 to 100`;
        yield { object: rollout, path: [...path, 'setMirrorRoute', 'percentage'], message };
      }
    }
  },
};
