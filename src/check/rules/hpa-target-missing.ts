import { at, textOf } from '../../manifest/plain';
import type { Rule } from '../rule';
import { scalersOf } from '../scalers';

/** An autoscaler of a Rollout that is not there. */
export const HPA_TARGET_MISSING: Rule = {
  id: 'hpa-target-missing',
  severity: 'warning',
  what: 'An autoscaler of a Rollout that is not among these files, or of a kind that cannot be scaled.',
  why: 'It scales nothing, and the Rollout keeps the pods that it has, whatever the load is. A HorizontalPodAutoscaler says AbleToScale False with an event FailedGetScale, a ScaledObject Ready False; the Rollout says nothing.',
  remedy:
    'let scaleTargetRef have the kind Rollout and the name of the Rollout, or check its file together with this one',
  source:
    'kubernetes pkg/controller/podautoscaler/horizontal.go: scaleTargetRef is found by group, kind, namespace and name',
  *check(set) {
    for (const { object, kind, name, group } of scalersOf(set)) {
      if (group !== 'argoproj.io') continue;
      if (kind !== 'Rollout') {
        yield {
          object,
          path: ['spec', 'scaleTargetRef', 'kind'],
          severity: 'error',
          message: `${object.kind} "${object.metadata.name}" scales a ${kind} of the group argoproj.io, of which only a Rollout can be scaled`,
        };
      } else if (set.tryFind({ groups: [group], kind, name }, object) === undefined) {
        const { namespace } = object.metadata;
        yield {
          object,
          path: ['spec', 'scaleTargetRef', 'name'],
          severity: set.isComplete ? 'error' : 'warning',
          message:
            `${object.kind} "${object.metadata.name}" scales the Rollout "${name}", which ` +
            `${set.isComplete ? 'does not exist' : 'is not among these files'}${namespace === undefined ? '' : ` in the namespace "${namespace}"`}`,
        };
      }
    }
    for (const object of set.ofKind('HorizontalPodAutoscaler', 'autoscaling')) {
      if (textOf(at(object.spec, 'scaleTargetRef', 'name')) !== undefined) continue;
      yield {
        object,
        path: ['spec', 'scaleTargetRef'],
        severity: 'error',
        message: `${object.kind} "${object.metadata.name}" does not name what it scales`,
      };
    }
  },
};
