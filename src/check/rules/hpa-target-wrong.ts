import { releasesOf } from '../../release/release';
import { workloadOf } from '../../release/release-pods';
import type { Rule } from '../rule';
import { scalersFor } from '../scalers';

/** An autoscaler that misses the Rollout. */
export const HPA_TARGET_WRONG: Rule = {
  id: 'hpa-target-wrong',
  severity: 'error',
  what: 'An autoscaler that points to a Deployment where a Rollout has the pods.',
  why: 'It scales a Deployment that is not there or that the Rollout has taken over: the pods of the Rollout are never scaled, or run twice.',
  remedy: 'let scaleTargetRef have apiVersion argoproj.io/v1alpha1, kind Rollout and the name of the Rollout',
  source: 'Kubernetes HorizontalPodAutoscaler spec.scaleTargetRef; argo-rollouts docs of the HPA',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      const workload = workloadOf(rollout);
      const name = workload?.kind === 'Deployment' ? workload.name : rollout.metadata.name;
      const { namespace } = rollout.metadata;
      const deployment = {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
      };
      const isItsOwn = workload === undefined && set.tryFind({ groups: ['apps'], kind: 'Deployment', name }, rollout);
      if (isItsOwn) continue;
      for (const { object } of scalersFor(set, deployment)) {
        yield {
          object,
          path: ['spec', 'scaleTargetRef'],
          message: `${object.kind} "${object.metadata.name}" scales the Deployment "${name}", and its pods are those of Rollout "${rollout.metadata.name}"`,
          fix: {
            description: `let it scale Rollout "${rollout.metadata.name}"`,
            edits: [
              { set: ['spec', 'scaleTargetRef', 'apiVersion'], value: 'argoproj.io/v1alpha1' },
              { set: ['spec', 'scaleTargetRef', 'kind'], value: 'Rollout' },
              ...(name === rollout.metadata.name
                ? []
                : [{ set: ['spec', 'scaleTargetRef', 'name'], value: rollout.metadata.name }]),
            ],
          },
        };
      }
    }
  },
};
