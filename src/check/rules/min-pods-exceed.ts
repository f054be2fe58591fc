import { at, isThere, numberOf } from '../../manifest/plain';
import { knownReplicas } from '../../release/known-replicas';
import { releasesOf } from '../../release/release';
import { isAtLeast } from '../cluster-versions';
import type { Rule } from '../rule';
import { CANARY } from '../strategy-paths';

/** A least number of pods for each version that is all of them. */
export const MIN_PODS_EXCEED: Rule = {
  id: 'min-pods-exceed',
  severity: 'info',
  what: 'A minPodsPerReplicaSet above replicas.',
  why: 'The controller takes replicas instead: each version has all its pods at every weight above 0, so that a release needs twice the pods from its first step on. Before 1.10 it makes more pods than replicas, and the Rollout is never Healthy.',
  remedy: 'take a number below replicas',
  source:
    'argo-rollouts utils/replicaset/canary.go CheckMinPodsPerReplicaSet, utils/conditions/conditions.go RolloutHealthy; recorded on 1.10.2: 3 of 2 is 2',
  *check(set, versions) {
    const isCapped = isAtLeast(versions['argo-rollouts'], '1.10');
    for (const release of releasesOf(set)) {
      const least = numberOf(at(release.canary, 'minPodsPerReplicaSet'));
      const known = knownReplicas(release);
      if (least === undefined || !isThere(release.routing) || known === undefined) continue;
      if (known.object !== release.rollout || least <= known.count) continue;
      yield {
        object: release.rollout,
        path: [...CANARY, 'minPodsPerReplicaSet'],
        severity: isCapped ? 'info' : 'error',
        message: `minPodsPerReplicaSet is ${least}, and ${known.what} is ${known.count}: ${isCapped ? 'the canary has all its pods at every weight' : `each version has ${least} pods, and the Rollout is never Healthy`}`,
      };
    }
  },
};
