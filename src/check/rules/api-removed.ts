import type { Rule } from '../rule';

/** An object of a version that Kubernetes has no more. */
export const API_REMOVED: Rule = {
  id: 'api-removed',
  severity: 'error',
  what: 'An object of an API version that Kubernetes has removed.',
  why: 'The API server does not know it, and refuses the object; Argo CD stops the sync of all others with it.',
  remedy: 'write it in the version that is served',
  source: 'Kubernetes deprecated API migration guide',
  *check(set) {
    for (const [kind, versions] of Object.entries(REMOVED)) {
      for (const object of set.ofKind(kind)) {
        const removal = versions[object.apiVersion];
        if (removal === undefined) continue;
        const [served, since] = removal;
        yield {
          object,
          path: ['apiVersion'],
          message: `${kind} "${object.metadata.name}" is written in ${object.apiVersion}, which Kubernetes has had no more since ${since}`,
          remedy: `write it in ${served}`,
        };
      }
    }
  },
};

/** By kind and version: what is served instead, and since when. */
const REMOVED: Readonly<Record<string, Readonly<Record<string, readonly [string, string] | undefined>>>> = {
  Deployment: {
    'extensions/v1beta1': ['apps/v1', '1.16'],
    'apps/v1beta1': ['apps/v1', '1.16'],
    'apps/v1beta2': ['apps/v1', '1.16'],
  },
  Ingress: {
    'extensions/v1beta1': ['networking.k8s.io/v1', '1.22'],
    'networking.k8s.io/v1beta1': ['networking.k8s.io/v1', '1.22'],
  },
  HorizontalPodAutoscaler: {
    'autoscaling/v2beta1': ['autoscaling/v2', '1.25'],
    'autoscaling/v2beta2': ['autoscaling/v2', '1.26'],
  },
  PodDisruptionBudget: { 'policy/v1beta1': ['policy/v1', '1.25'] },
  CronJob: { 'batch/v1beta1': ['batch/v1', '1.25'] },
};
