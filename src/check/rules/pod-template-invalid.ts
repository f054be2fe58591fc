import { at, isThere } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { controllerFaults } from '../controller-pods';
import { podFaults } from '../pod-structure';
import type { Rule } from '../rule';

/** Pods that the controller refuses to start. */
export const POD_TEMPLATE_INVALID: Rule = {
  id: 'pod-template-invalid',
  severity: 'error',
  what: 'A pod template that the controller refuses, mostly as the API server would refuse it in a Deployment.',
  why: 'The CRD of Rollouts takes any pods. The controller says InvalidSpec: a new Rollout gets no pods, and a running one is frozen, so that it neither scales nor aborts. A space around an image is noticed later, by the ReplicaSet, which gets no pod.',
  remedy: 'write the pod as the controller takes it',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go, which asks kubernetes pkg/apis/apps/validation ValidatePodTemplateSpecForReplicaSet',
  *check(set) {
    for (const { rollout, pods } of releasesOf(set)) {
      const template = at(rollout.spec, 'template');
      for (const { path, message } of controllerFaults(pods?.template)) {
        if (pods !== undefined) yield { object: pods.object, path: [...pods.path, ...path], message };
      }
      // At the rest of the pods of a workload the API server has looked itself.
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
