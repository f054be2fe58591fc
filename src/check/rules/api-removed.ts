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
    for (const { kinds, versions, served, since } of REMOVALS) {
      for (const object of kinds.flatMap((kind) => set.ofKind(kind))) {
        if (!versions.includes(object.apiVersion)) continue;
        yield {
          object,
          path: ['apiVersion'],
          message: `${object.kind} "${object.metadata.name}" is written in ${object.apiVersion}, which Kubernetes has had no more since ${since}`,
          remedy: `write it in ${served}`,
        };
      }
    }
  },
};

interface Removal {
  readonly kinds: readonly string[];
  readonly versions: readonly string[];
  /** What is served instead. */
  readonly served: string;
  readonly since: string;
}

const APPS = ['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2'];
const RBAC = ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'];

const REMOVALS: readonly Removal[] = [
  { kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'], versions: APPS, served: 'apps/v1', since: '1.16' },
  {
    kinds: ['NetworkPolicy'],
    versions: ['extensions/v1beta1'],
    served: 'networking.k8s.io/v1',
    since: '1.16',
  },
  {
    kinds: ['Ingress', 'IngressClass'],
    versions: ['extensions/v1beta1', 'networking.k8s.io/v1beta1'],
    served: 'networking.k8s.io/v1',
    since: '1.22',
  },
  {
    kinds: RBAC,
    versions: ['rbac.authorization.k8s.io/v1beta1'],
    served: 'rbac.authorization.k8s.io/v1',
    since: '1.22',
  },
  {
    kinds: ['CustomResourceDefinition'],
    versions: ['apiextensions.k8s.io/v1beta1'],
    served: 'apiextensions.k8s.io/v1',
    since: '1.22',
  },
  { kinds: ['HorizontalPodAutoscaler'], versions: ['autoscaling/v2beta1'], served: 'autoscaling/v2', since: '1.25' },
  { kinds: ['HorizontalPodAutoscaler'], versions: ['autoscaling/v2beta2'], served: 'autoscaling/v2', since: '1.26' },
  { kinds: ['PodDisruptionBudget'], versions: ['policy/v1beta1'], served: 'policy/v1', since: '1.25' },
  { kinds: ['CronJob'], versions: ['batch/v1beta1'], served: 'batch/v1', since: '1.25' },
];
