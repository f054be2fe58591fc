import { groupOf, type ManifestObject } from '../../manifest/manifest';
import { at, isThere, listOf, numberOf, wordOf } from '../../manifest/plain';
import { valueFaults } from '../allowed-values';
import { CORE_POD_VALUES, CORE_PODS, CORE_VALUES } from '../core-values';
import type { Problem } from '../finding';
import type { Rule } from '../rule';

/** A value that a kind of Kubernetes itself does not take. */
export const CORE_VALUE_INVALID: Rule = {
  id: 'core-value-invalid',
  severity: 'error',
  what: 'A value of a Service, a workload, an autoscaler or another kind of Kubernetes that its field does not take, one that excludes another, or a restartPolicy that is missing.',
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
      if (kind === 'policy/PodDisruptionBudget') yield* shareProblems(object);
      if (way === undefined) continue;
      if (kind.startsWith('batch/')) yield* restartProblems(object, way);
      for (const fault of valueFaults(at(object, ...way), CORE_POD_VALUES, way)) yield { object, ...fault };
    }
  },
};

function* shareProblems(object: ManifestObject): Iterable<Problem> {
  const [least, most] = [at(object.spec, 'minAvailable'), at(object.spec, 'maxUnavailable')];
  if (!isThere(least) || !isThere(most)) return;
  yield {
    object,
    path: ['spec', 'minAvailable'],
    message: `spec takes one of minAvailable and maxUnavailable, got ${wordOf(least)} and ${wordOf(most)}`,
    remedy: 'leave one of the two out',
  };
}

function* restartProblems(object: ManifestObject, way: readonly string[]): Iterable<Problem> {
  const pods = at(object, ...way, 'spec');
  if (!isThere(pods) || isThere(at(pods, 'restartPolicy'))) return;
  yield {
    object,
    path: [...way, 'spec'],
    message: `${way.join('.')}.spec has no restartPolicy, and the default, Always, is not for a ${object.kind}: it takes OnFailure, Never`,
    remedy: 'set restartPolicy to OnFailure or Never',
  };
}

function* boundProblems(object: ManifestObject): Iterable<Problem> {
  const least = numberOf(at(object.spec, 'minReplicas'));
  const most = numberOf(at(object.spec, 'maxReplicas'));
  if (least === 0) yield zeroProblem(object);
  if (least === undefined || most === undefined || least <= most || most < 1) return;
  yield {
    object,
    path: ['spec', 'minReplicas'],
    message: `spec.minReplicas is ${least}, more than spec.maxReplicas, which is ${most}`,
  };
}

function zeroProblem(object: ManifestObject): Problem {
  const types = listOf(at(object.spec, 'metrics')).map((metric) => wordOf(at(metric, 'type')));
  const isAllowed = types.includes('Object') || types.includes('External');
  return {
    object,
    path: ['spec', 'minReplicas'],
    severity: isAllowed ? 'warning' : 'error',
    message: `spec.minReplicas is 0, which takes ${isAllowed ? 'the feature gate HPAScaleToZero' : 'a metric of the type Object or External, and the feature gate HPAScaleToZero'}`,
    remedy: 'set minReplicas to 1 or more',
  };
}
