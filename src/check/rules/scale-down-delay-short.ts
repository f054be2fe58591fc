import type { ManifestPath } from '../../manifest/manifest-path';
import { at, isThere, numberOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { BLUE_GREEN, CANARY } from '../strategy-paths';

/** A delay for old pods that is shorter than the switch of a Service takes. */
export const SCALE_DOWN_DELAY_SHORT: Rule = {
  id: 'scale-down-delay-short',
  severity: 'warning',
  what: 'A scaleDownDelaySeconds of less than 15 seconds.',
  why: 'When the Service has switched, nodes and load balancers go on sending to the old pods until they have heard of it; requests to pods that are gone by then fail, at the end of each release, and only the clients see it.',
  remedy: 'leave scaleDownDelaySeconds out for 30 seconds, or take at least 15',
  source: 'argo-rollouts utils/defaults/defaults.go (30 seconds, for the propagation of iptables)',
  *check(set) {
    for (const { rollout, routing } of releasesOf(set)) {
      // Without a router the field has no meaning in a canary strategy, and a rule of its own.
      const strategies: ManifestPath[] = [...(isThere(routing) ? [CANARY] : []), BLUE_GREEN];
      for (const path of strategies.map((strategy) => [...strategy, 'scaleDownDelaySeconds'])) {
        const delay = numberOf(at(rollout, ...path.map(String)));
        if (delay === undefined || delay < 0 || delay >= LEAST) continue;
        yield {
          object: rollout,
          path,
          message: `scaleDownDelaySeconds is ${delay}: the old pods may be gone before everybody has stopped sending to them`,
        };
      }
    }
  },
};

const LEAST = 15;
