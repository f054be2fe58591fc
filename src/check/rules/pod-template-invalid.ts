import { at, isThere } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { podFaults } from '../pod-structure';
import type { Rule } from '../rule';

/** Pods that the controller refuses to start. */
export const POD_TEMPLATE_INVALID: Rule = {
  id: 'pod-template-invalid',
  severity: 'error',
  what: 'A pod template that the controller refuses, as the API server would refuse it in a Deployment.',
  why: 'The CRD of Rollouts takes any pods. The controller says InvalidSpec: a new Rollout gets no pods, and a running one is frozen, so that it neither scales nor aborts.',
  remedy: 'write the pod as a Deployment would take it',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go, which asks kubernetes pkg/apis/apps/validation ValidatePodTemplateSpecForReplicaSet',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      const template = at(rollout.spec, 'template');
      // The API server has looked at the pods of a workload itself.
      if (isThere(at(rollout.spec, 'workloadRef'))) continue;
      if (!isThere(template)) {
        yield {
          object: rollout,
          path: ['spec'],
          message: 'spec.template is missing, and there is no workloadRef: the Rollout has no pods',
        };
        continue;
      }
      for (const { path, message } of podFaults(template)) {
        yield { object: rollout, path: ['spec', 'template', ...path], message };
      }
    }
  },
};
