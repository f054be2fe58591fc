import { at, isThere, numberOf } from '../../manifest/plain';
import { knownReplicas } from '../../release/known-replicas';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { CANARY } from '../strategy-paths';

/** A least number of pods for each version that is all of them. */
export const MIN_PODS_EXCEED: Rule = {
  id: 'min-pods-exceed',
  severity: 'info',
  what: 'A minPodsPerReplicaSet above replicas.',
  why: 'The controller takes replicas instead: each version has all its pods at every weight above 0, so that a release needs twice the pods from its first step on.',
  remedy: 'take a number below replicas',
  source: 'argo-rollouts utils/replicaset/canary.go; recorded on 1.10.2: 3 of 2 is 2',
  *check(set) {
    for (const release of releasesOf(set)) {
      const least = numberOf(at(release.canary, 'minPodsPerReplicaSet'));
      const known = knownReplicas(release);
      if (least === undefined || !isThere(release.routing) || known === undefined) continue;
      if (known.object !== release.rollout || least <= known.count) continue;
      yield {
        object: release.rollout,
        path: [...CANARY, 'minPodsPerReplicaSet'],
        message: `minPodsPerReplicaSet is ${least}, and ${known.what} is ${known.count}: the canary has all its pods at every weight`,
      };
    }
  },
};
