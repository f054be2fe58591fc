import { type AllowedTable, type AllowedValues, allowedValues } from './allowed-values';
import { POD_TABLE } from './pod-values';

/** The fields of the spec of a Job, the pods aside. */
export const JOB_TABLE: AllowedTable = {
  completionMode: 'NonIndexed Indexed',
  podReplacementPolicy: 'TerminatingOrFailed Failed',
  parallelism: '0..',
  completions: '0..',
  backoffLimit: '0..',
  activeDeadlineSeconds: '0..',
  ttlSecondsAfterFinished: '0..',
};

const WORKLOAD: AllowedTable = {
  'spec.replicas': '0..',
  'spec.minReadySeconds': '0..',
  'spec.revisionHistoryLimit': '0..',
};

/**
 * What is known of the values of the kinds of Kubernetes itself that a release is made of, by group and kind
 * (kubernetes pkg/apis/…/validation and staging/src/k8s.io/api/…/types.go, as of 1.34). The pods in them, and the
 * `pathType` of an Ingress, are looked at elsewhere.
 */
export const CORE_VALUES: ReadonlyMap<string, AllowedValues> = new Map(
  Object.entries<AllowedTable>({
    '/Service': {
      'spec.type': 'ClusterIP NodePort LoadBalancer ExternalName',
      'spec.ports[].name': 'label',
      'spec.ports[].protocol': 'TCP UDP SCTP',
      'spec.ports[].port': '1..65535',
      'spec.ports[].targetPort': 'portOrName',
      'spec.ports[].nodePort': '0..65535',
      'spec.sessionAffinity': 'None ClientIP',
      'spec.externalTrafficPolicy': 'Cluster Local',
      'spec.internalTrafficPolicy': 'Cluster Local',
      'spec.ipFamilyPolicy': 'SingleStack PreferDualStack RequireDualStack',
      'spec.ipFamilies[]': 'IPv4 IPv6',
    },
    '/Pod': { 'spec.restartPolicy': 'Always OnFailure Never' },
    '/PersistentVolumeClaim': {
      'spec.accessModes[]': 'ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod',
      'spec.volumeMode': 'Filesystem Block',
      'spec.resources.requests.*': 'quantity',
    },
    'apps/Deployment': {
      ...WORKLOAD,
      'spec.progressDeadlineSeconds': '0..',
      'spec.strategy.type': 'RollingUpdate Recreate',
      'spec.strategy.rollingUpdate.*': 'share',
      'spec.template.spec.restartPolicy': 'Always',
    },
    'apps/ReplicaSet': { ...WORKLOAD, 'spec.template.spec.restartPolicy': 'Always' },
    'apps/DaemonSet': {
      ...WORKLOAD,
      'spec.updateStrategy.type': 'RollingUpdate OnDelete',
      'spec.template.spec.restartPolicy': 'Always',
    },
    'apps/StatefulSet': {
      ...WORKLOAD,
      'spec.updateStrategy.type': 'RollingUpdate OnDelete',
      'spec.podManagementPolicy': 'OrderedReady Parallel',
      'spec.persistentVolumeClaimRetentionPolicy.*': 'Retain Delete',
      'spec.template.spec.restartPolicy': 'Always',
    },
    'batch/Job': job('spec'),
    'batch/CronJob': { 'spec.concurrencyPolicy': 'Allow Forbid Replace', ...job('spec.jobTemplate.spec') },
    'autoscaling/HorizontalPodAutoscaler': {
      'spec.minReplicas': '0..',
      'spec.maxReplicas': '1..',
      'spec.metrics[].type': 'Resource ContainerResource Pods Object External',
      'spec.metrics[].*.target.type': 'Utilization Value AverageValue',
      'spec.metrics[].*.target.averageUtilization': '1..',
      'spec.behavior.*.stabilizationWindowSeconds': '0..3600',
      'spec.behavior.*.policies[].value': '1..',
      'spec.behavior.*.policies[].periodSeconds': '1..1800',
      'spec.behavior.*.selectPolicy': 'Max Min Disabled',
      'spec.behavior.*.policies[].type': 'Pods Percent',
    },
    'policy/PodDisruptionBudget': {
      'spec.minAvailable': 'share',
      'spec.maxUnavailable': 'share',
      'spec.unhealthyPodEvictionPolicy': 'IfHealthyBudget AlwaysAllow',
    },
    'networking.k8s.io/NetworkPolicy': {
      'spec.policyTypes[]': 'Ingress Egress',
      'spec.ingress[].ports[].protocol': 'TCP UDP SCTP',
      'spec.egress[].ports[].protocol': 'TCP UDP SCTP',
    },
    'rbac.authorization.k8s.io/ClusterRoleBinding': {
      'roleRef.kind': 'ClusterRole',
      'subjects[].kind': 'ServiceAccount User Group',
    },
    'rbac.authorization.k8s.io/RoleBinding': {
      'roleRef.kind': 'ClusterRole Role',
      'subjects[].kind': 'ServiceAccount User Group',
    },
  }).map(([kind, table]) => [kind, allowedValues(table)]),
);

/** The ways to the pods in the objects of those kinds. */
export const CORE_PODS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    '/Pod': [],
    '/PodTemplate': ['template'],
    'apps/Deployment': ['spec', 'template'],
    'apps/ReplicaSet': ['spec', 'template'],
    'apps/DaemonSet': ['spec', 'template'],
    'apps/StatefulSet': ['spec', 'template'],
    'batch/Job': ['spec', 'template'],
    'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  }),
);

/** The fields of the pods in them. */
export const CORE_POD_VALUES = allowedValues({
  ...POD_TABLE,
  'spec.initContainers[].resources.*.*': 'quantity',
  'spec.containers[].resources.*.*': 'quantity',
  'spec.volumes[].emptyDir.sizeLimit': 'quantity',
});

function job(way: string): AllowedTable {
  const own = Object.fromEntries(Object.entries(JOB_TABLE).map(([field, form]) => [`${way}.${field}`, form]));
  return { ...own, [`${way}.template.spec.restartPolicy`]: 'OnFailure Never' };
}
