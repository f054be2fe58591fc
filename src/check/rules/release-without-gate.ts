import { at, isThere } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { pauseSeconds } from '../../release/release-step';
import type { Rule } from '../rule';
import { BLUE_GREEN, CANARY } from '../strategy-paths';

/** A release of which nothing and nobody says whether the new version is good. */
export const RELEASE_WITHOUT_GATE: Rule = {
  id: 'release-without-gate',
  severity: 'warning',
  what: 'A release behind a router, or a blue-green one, without an analysis, a step plugin or a person that judges the new version.',
  why: 'Every version whose pods become ready is promoted, whatever it answers: the pauses only make it slower, and nothing ever takes the requests back.',
  remedy: 'give it an analysis, or let a person decide with "pause: {}" (blue-green: "autoPromotionEnabled: false")',
  source:
    'argo-rollouts rollout/canary.go, rollout/bluegreen.go: only analyses, plugins and people end a release early',
  *check(set) {
    for (const release of releasesOf(set)) {
      const { rollout, canary, blueGreen, routing, steps } = release;
      if (isJudged(release)) continue;
      if (isThere(canary) && isThere(routing) && steps.length > 0) {
        const message = 'nothing judges the new version at these steps: each one that starts is promoted';
        yield { object: rollout, path: [...CANARY, 'steps'], message };
      } else if (isThere(blueGreen)) {
        const message = 'nothing judges the new version before it gets all requests: each one that starts is promoted';
        yield { object: rollout, path: BLUE_GREEN, message };
      }
    }
  },
};

function isJudged({ blueGreen, gates, steps }: Release): boolean {
  if (gates.length > 0 || at(blueGreen, 'autoPromotionEnabled') === false) return true;
  return steps.some(({ value }) => isThere(at(value, 'plugin')) || pauseSeconds(value) === Number.POSITIVE_INFINITY);
}
