import { groupOf } from '../../manifest/manifest';
import { releasesOf } from '../../release/release';
import { workloadOf } from '../../release/release-pods';
import type { Rule } from '../rule';

/** A workloadRef to a kind that the controller does not take pods from. */
export const WORKLOAD_REF_KIND_UNSUPPORTED: Rule = {
  id: 'workload-ref-kind-unsupported',
  severity: 'error',
  what: 'A workloadRef to a kind that the controller does not take pods from.',
  why: 'The CRD takes any kind. The controller says InvalidSpec ("workload of type … is not supported"), and there are no pods.',
  remedy: 'refer to a Deployment or a ReplicaSet of apps/v1, or a PodTemplate of v1',
  source: 'argo-rollouts rollout/templateref templateref.go; recorded on 1.10.2',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      const { apiVersion, kind } = workloadOf(rollout) ?? { apiVersion: '', kind: '' };
      // What is not there is told of by the schema.
      if (apiVersion === '' || kind === '' || KINDS.includes(`${groupOf(apiVersion)}/${kind}`)) continue;
      yield {
        object: rollout,
        path: ['spec', 'workloadRef', 'kind'],
        message: `workloadRef takes a Deployment, a ReplicaSet or a PodTemplate, got ${kind} of ${apiVersion}`,
      };
    }
  },
};

const KINDS = ['apps/Deployment', 'apps/ReplicaSet', '/PodTemplate'];
