import { at, numberOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { BLUE_GREEN } from '../strategy-paths';

/** A time for the promotion that never comes. */
export const AUTO_PROMOTION_IGNORED: Rule = {
  id: 'auto-promotion-ignored',
  severity: 'warning',
  what: 'An autoPromotionSeconds beside "autoPromotionEnabled: false", which makes it mean nothing.',
  why: 'The release waits for a person, for ever, and not for that time. Nothing says that the number is ignored.',
  remedy: 'take autoPromotionEnabled away to promote after that time, or autoPromotionSeconds to let a person do it',
  source: 'argo-rollouts rollout/pause.go; recorded on 1.10.2: stays paused',
  *check(set) {
    for (const { rollout, blueGreen } of releasesOf(set)) {
      const seconds = numberOf(at(blueGreen, 'autoPromotionSeconds')) ?? 0;
      if (at(blueGreen, 'autoPromotionEnabled') !== false || seconds <= 0) continue;
      yield {
        object: rollout,
        path: [...BLUE_GREEN, 'autoPromotionSeconds'],
        message: `autoPromotionSeconds is ${seconds} and is ignored, as autoPromotionEnabled is false`,
        related: [{ object: rollout, path: [...BLUE_GREEN, 'autoPromotionEnabled'], message: 'lets a person promote' }],
      };
    }
  },
};
