import { at, numberOf } from '../../manifest/plain';
import { knownReplicas } from '../../release/known-replicas';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { BLUE_GREEN } from '../strategy-paths';

/** A preview with more pods than the version that it is to replace. */
export const PREVIEW_REPLICAS_EXCEED: Rule = {
  id: 'preview-replicas-exceed',
  severity: 'info',
  what: 'A previewReplicaCount above replicas.',
  why: 'The preview has more pods than production until it is promoted, and loses some of them then. It is meant for fewer.',
  remedy: 'take fewer pods than replicas, or leave previewReplicaCount out for as many',
  source: 'argo-rollouts rollout/bluegreen.go; recorded on 1.10.2: 4 of 2, scaled down at the promotion',
  *check(set) {
    for (const release of releasesOf(set)) {
      const count = numberOf(at(release.blueGreen, 'previewReplicaCount'));
      const known = knownReplicas(release);
      // With an autoscaler the number of pods may be above the least.
      if (count === undefined || known === undefined || known.object !== release.rollout || count <= known.count)
        continue;
      yield {
        object: release.rollout,
        path: [...BLUE_GREEN, 'previewReplicaCount'],
        message: `previewReplicaCount is ${count}, and ${known.what} is ${known.count}: the preview has more pods than production`,
      };
    }
  },
};
