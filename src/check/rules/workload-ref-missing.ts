import { groupOf } from '../../manifest/manifest';
import { releasesOf } from '../../release/release';
import { workloadOf } from '../../release/release-pods';
import type { Rule } from '../rule';

/** A workloadRef to a workload that is not there. */
export const WORKLOAD_REF_MISSING: Rule = {
  id: 'workload-ref-missing',
  severity: 'warning',
  what: 'A workloadRef to a workload that is not among these files.',
  why: 'The controller takes the pods from there: without it the Rollout is InvalidSpec and gets no pods.',
  remedy: 'add the workload, correct its name or its namespace, or check its file together with this one',
  source: 'argo-rollouts rollout/templateref.go Resolve; recorded on 1.10.2',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      const reference = workloadOf(rollout);
      if (reference === undefined || reference.kind === '' || reference.apiVersion === '') continue;
      const { kind, name, apiVersion } = reference;
      if (name === '') {
        const message = `workloadRef names no ${kind}`;
        yield { object: rollout, path: ['spec', 'workloadRef'], severity: 'error', message };
        continue;
      }
      if (set.tryFind({ groups: [groupOf(apiVersion)], kind, name }, rollout) !== undefined) continue;
      const { namespace } = rollout.metadata;
      // No error in a complete set either: it is mostly a Deployment that runs already, and that somebody else renders.
      yield {
        object: rollout,
        path: ['spec', 'workloadRef', 'name'],
        message:
          `workloadRef names the ${kind} "${name}", which ${set.isComplete ? 'does not exist' : 'is not among these files'}` +
          `${namespace === undefined ? '' : ` in the namespace "${namespace}"`}`,
        related: set.named(kind, name).map((other) => ({
          object: other,
          path: ['metadata', 'namespace'],
          message: `there is one of ${other.apiVersion} in the namespace "${other.metadata.namespace}"`,
        })),
      };
    }
  },
};
