import { knownReplicas } from '../../release/known-replicas';
import { podsAtWeight, shareOf } from '../../release/pods-at-weight';
import { releasesOf } from '../../release/release';
import { podRoom } from '../pod-amount';
import type { Rule } from '../rule';

/** A weight that the pods cannot come near to where there is no router. */
export const WEIGHT_UNREACHABLE: Rule = {
  id: 'weight-unreachable',
  severity: 'warning',
  what: 'A weight that the pods miss by more than 5 percentage points, in a canary strategy without a router.',
  why: 'Without a router the share of the canary is its share of the pods, of which there are only so many: the step says 5 %, and far more users meet the new version. The status shows the weight of the step.',
  remedy: 'take more replicas, weights that the pods can come near to, or a router',
  source: 'argo-rollouts utils/replicaset/canary.go; recorded: 66 combinations of replicas and weights',
  *check(set) {
    for (const release of releasesOf(set)) {
      const { canary, rollout, routing, steps } = release;
      const known = knownReplicas(release);
      if (canary === undefined || routing !== undefined || known === undefined || known.count < 1) continue;
      const room = podRoom(canary, known.count);
      if (room === undefined) continue;
      const missed = steps.flatMap(({ path, weight }) => {
        if (weight === undefined || weight < 0 || weight > 100) return [];
        const pods = podsAtWeight(weight, known.count, room.surge > 0);
        const share = shareOf(pods);
        if (Math.abs(share - weight) <= TOLERANCE) return [];
        return [
          {
            path,
            text: `weight ${weight} is really ${Math.round(share)} % (${pods.canary} of ${pods.canary + pods.stable} pods)`,
          },
        ];
      });
      const [first, ...others] = missed;
      if (first === undefined) continue;
      yield {
        object: rollout,
        path: [...first.path, 'setWeight'],
        message: `without a router and with ${known.what} ${known.count}, ${[...new Set(missed.map(({ text }) => text))].join(', ')}`,
        related: [
          { object: known.object, path: known.path, message: 'the number of pods' },
          ...others.map(({ path, text }) => ({ object: rollout, path: [...path, 'setWeight'], message: text })),
        ],
      };
    }
  },
};

// Five replicas come as close to 75 % as 80 %, ten to 5 % as 9 %; further off a step means something else than it says.
const TOLERANCE = 5;
