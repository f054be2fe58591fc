import { at, entriesOf, isThere, listOf, type Plain } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';

/** A Rollout with a template of its own beside its workloadRef. */
export const WORKLOAD_REF_WITH_TEMPLATE: Rule = {
  id: 'workload-ref-with-template',
  severity: 'error',
  what: 'A Rollout with a pod template of its own beside workloadRef, which has one too.',
  why: 'With labels or annotations in it the controller says InvalidSpec, and there are no pods. Without any it is ignored silently: the pods are those of the workload.',
  remedy: 'keep either spec.template or spec.workloadRef',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutSpec, types.go EmptyTemplate; recorded on 1.10.2',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      const template = at(rollout.spec, 'template');
      if (!isThere(at(rollout.spec, 'workloadRef')) || !isThere(template)) continue;
      if (isRefused(template)) {
        yield {
          object: rollout,
          path: ['spec', 'template'],
          message: 'spec.template has metadata beside spec.workloadRef, and the controller takes one of both',
        };
      } else if (listOf(at(template, 'spec', 'containers')).length > 0) {
        yield {
          object: rollout,
          path: ['spec', 'template'],
          severity: 'warning',
          message: 'spec.template is ignored: the pods are those of the workload that spec.workloadRef names',
          remedy: 'take spec.template away',
          fix: { description: 'take spec.template away', edits: [{ remove: ['spec', 'template'] }] },
        };
      }
    }
  },
};

function isRefused(template: Plain): boolean {
  return ['labels', 'annotations'].some((key) => entriesOf(at(template, 'metadata', key)).length > 0);
}
