import { groupOf, type ManifestObject } from '../../manifest/manifest';
import { at, numberOf } from '../../manifest/plain';
import { valueFaults } from '../allowed-values';
import { CORE_POD_VALUES, CORE_PODS, CORE_VALUES } from '../core-values';
import type { Problem } from '../finding';
import type { Rule } from '../rule';

/** A value that a kind of Kubernetes itself does not take. */
export const CORE_VALUE_INVALID: Rule = {
  id: 'core-value-invalid',
  severity: 'error',
  what: 'A value of a Service, a workload, an autoscaler or another kind of Kubernetes that its field does not take.',
  why: 'The API server refuses the object. What needs it does not get it: without its Service or its Deployment a Rollout is InvalidSpec, and an apply or a sync of several objects stops half way.',
  remedy: 'write what the field takes, letter by letter',
  source: 'kubernetes pkg/apis/core, apps, batch, autoscaling, policy and networking validation, as of 1.34',
  *check(set) {
    for (const object of set.objects) {
      const kind = `${groupOf(object.apiVersion)}/${object.kind}`;
      const [fields, way] = [CORE_VALUES.get(kind), CORE_PODS.get(kind)];
      if (fields !== undefined) {
        for (const fault of valueFaults(object, fields)) yield { object, ...fault };
      }
      if (kind === 'autoscaling/HorizontalPodAutoscaler') yield* boundProblems(object);
      if (way === undefined) continue;
      for (const fault of valueFaults(at(object, ...way), CORE_POD_VALUES, way)) yield { object, ...fault };
    }
  },
};

function* boundProblems(object: ManifestObject): Iterable<Problem> {
  const least = numberOf(at(object.spec, 'minReplicas'));
  const most = numberOf(at(object.spec, 'maxReplicas'));
  if (least === undefined || most === undefined || least <= most || most < 1) return;
  yield {
    object,
    path: ['spec', 'minReplicas'],
    message: `spec.minReplicas is ${least}, more than spec.maxReplicas, which is ${most}`,
  };
}
