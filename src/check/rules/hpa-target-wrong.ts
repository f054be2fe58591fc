import type { ManifestSet } from '../../manifest/manifest-set';
import { at, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { workloadOf } from '../../release/release-pods';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { scalersFor, scalersOf } from '../scalers';

/** An autoscaler that misses the Rollout. */
export const HPA_TARGET_WRONG: Rule = {
  id: 'hpa-target-wrong',
  severity: 'error',
  what: 'An autoscaler that points to a Deployment where a Rollout has the pods, or to a Rollout of another group.',
  why: 'It scales a Deployment that is not there or that the Rollout has taken over: the pods of the Rollout are never scaled, or run twice (which is only a warning while the Deployment keeps pods of its own). Only the autoscaler says that it finds nothing.',
  remedy: 'let scaleTargetRef have apiVersion argoproj.io/v1alpha1, kind Rollout and the name of the Rollout',
  source: 'Kubernetes HorizontalPodAutoscaler spec.scaleTargetRef; argo-rollouts docs/features/hpa-support.md',
  *check(set) {
    for (const { object, kind, name, group = '' } of scalersOf(set)) {
      if (kind !== 'Rollout' || !BUILT_IN.includes(group)) continue;
      yield {
        object,
        path: ['spec', 'scaleTargetRef'],
        message: `${object.kind} "${object.metadata.name}" looks for the Rollout "${name}" ${group === '' ? 'and says no group' : `in the group ${group}`}: it is of argoproj.io/v1alpha1`,
        fix: { description: 'set apiVersion to argoproj.io/v1alpha1', edits: [TO_ARGO] },
      };
    }
    for (const release of releasesOf(set)) yield* ofDeployment(set, release);
  },
};

const TO_ARGO = { set: ['spec', 'scaleTargetRef', 'apiVersion'], value: 'argoproj.io/v1alpha1' };

// Others may have a Rollout of their own.
const BUILT_IN = ['', 'apps', 'extensions', 'autoscaling'];

function* ofDeployment(set: ManifestSet, { rollout }: Release): Iterable<Problem> {
  const workload = workloadOf(rollout);
  const isReferred = workload?.kind === 'Deployment';
  const name = isReferred ? workload.name : rollout.metadata.name;
  const { namespace } = rollout.metadata;
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  };
  const found = set.tryFind({ groups: ['apps'], kind: 'Deployment', name }, rollout);
  if (!isReferred && found !== undefined) return;
  // The controller leaves the pods of a workload alone by default, as while one moves to Rollouts.
  const scaleDown = textOf(at(rollout.spec, 'workloadRef', 'scaleDown')) ?? 'never';
  const keepsPods = isReferred && scaleDown === 'never' && at(found?.spec, 'replicas') !== 0;
  for (const { object } of scalersFor(set, deployment)) {
    if (keepsPods) {
      yield {
        object,
        path: ['spec', 'scaleTargetRef'],
        severity: 'warning',
        message: `${object.kind} "${object.metadata.name}" scales the Deployment "${name}", which keeps its pods beside those of Rollout "${rollout.metadata.name}", and those are not scaled`,
      };
      continue;
    }
    yield {
      object,
      path: ['spec', 'scaleTargetRef'],
      message: `${object.kind} "${object.metadata.name}" scales the Deployment "${name}", and its pods are those of Rollout "${rollout.metadata.name}"`,
      fix: {
        description: `let it scale Rollout "${rollout.metadata.name}"`,
        edits: [
          TO_ARGO,
          { set: ['spec', 'scaleTargetRef', 'kind'], value: 'Rollout' },
          ...(name === rollout.metadata.name
            ? []
            : [{ set: ['spec', 'scaleTargetRef', 'name'], value: rollout.metadata.name }]),
        ],
      },
    };
  }
}
