import { groupOf } from '../../manifest/manifest';
import { releasesOf } from '../../release/release';
import { workloadOf } from '../../release/release-pods';
import type { Rule } from '../rule';

/** A workloadRef to a kind that the controller does not take pods from, or to a version that there is not. */
export const WORKLOAD_REF_KIND_UNSUPPORTED: Rule = {
  id: 'workload-ref-kind-unsupported',
  severity: 'error',
  what: 'A workloadRef to a kind that the controller does not take pods from, or to a version of it that there is not.',
  why: 'The CRD takes any kind and version. The controller finds no workload (InvalidSpec, "workload of type … is not supported"; for a version no resources of the API server), and there are no pods.',
  remedy: 'refer to a Deployment or a ReplicaSet of apps/v1, or a PodTemplate of v1',
  source: 'argo-rollouts rollout/templateref.go Resolve and newInformerForGVK; recorded on 1.10.2',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      const { apiVersion, kind } = workloadOf(rollout) ?? { apiVersion: '', kind: '' };
      // What is not there is told of by the schema.
      if (apiVersion === '' || kind === '') continue;
      const served = VERSIONS[`${groupOf(apiVersion)}/${kind}`];
      if (served === apiVersion) continue;
      if (served !== undefined) {
        const path = ['spec', 'workloadRef', 'apiVersion'];
        yield {
          object: rollout,
          path,
          message: `workloadRef names a ${kind} of ${apiVersion}, a version that the API server does not have`,
          fix: { description: `write ${served}`, edits: [{ set: path, value: served }] },
        };
        continue;
      }
      yield {
        object: rollout,
        path: ['spec', 'workloadRef', 'kind'],
        message: `workloadRef takes a Deployment, a ReplicaSet or a PodTemplate, got ${kind} of ${apiVersion}`,
      };
    }
  },
};

const VERSIONS: Readonly<Record<string, string | undefined>> = {
  'apps/Deployment': 'apps/v1',
  'apps/ReplicaSet': 'apps/v1',
  '/PodTemplate': 'v1',
};
