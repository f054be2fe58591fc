import { at, isThere, numberOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** A stickiness that the ALB does not take. */
export const ALB_STICKINESS_INVALID: Rule = {
  id: 'alb-stickiness-invalid',
  severity: 'error',
  what: 'A stickinessConfig that is enabled, with durationSeconds outside of 1 to 604800 or without it.',
  why: 'The controller accepts the Rollout and reports TrafficRoutingError at its first weight: the rollout never becomes Healthy.',
  remedy: 'give durationSeconds from 1 to 604800, which are 7 days',
  source: 'argo-rollouts rollout/trafficrouting/alb/alb.go',
  *check(set) {
    for (const { rollout, routing } of releasesOf(set)) {
      const config = at(routing, 'alb', 'stickinessConfig');
      const seconds = at(config, 'durationSeconds');
      const number = numberOf(seconds);
      // A text is another mistake.
      if (at(config, 'enabled') !== true || (isThere(seconds) && number === undefined)) continue;
      if (number !== undefined && number >= 1 && number <= 604800) continue;
      yield {
        object: rollout,
        path: routingPath('alb', 'stickinessConfig', 'durationSeconds'),
        message: `durationSeconds takes 1 to 604800 (7 days), got ${number ?? 'none'}: the controller reports TrafficRoutingError, and the rollout never becomes Healthy`,
      };
    }
  },
};
