import { type AllowedTable, allowedValues } from './allowed-values';

/** The fields of a pod template that take one of a few values (kubernetes pkg/apis/core/validation/validation.go). */
export const POD_TABLE: AllowedTable = {
  ...inPod({
    dnsPolicy: 'ClusterFirst ClusterFirstWithHostNet Default None',
    preemptionPolicy: 'PreemptLowerPriority Never',
    'securityContext.fsGroupChangePolicy': 'Always OnRootMismatch',
    'securityContext.seccompProfile.type': 'RuntimeDefault Localhost Unconfined',
    'tolerations[].operator': 'Exists Equal Lt Gt',
    'tolerations[].effect': 'NoSchedule PreferNoSchedule NoExecute',
    'topologySpreadConstraints[].whenUnsatisfiable': 'DoNotSchedule ScheduleAnyway',
    'topologySpreadConstraints[].nodeAffinityPolicy': 'Honor Ignore',
    'topologySpreadConstraints[].nodeTaintsPolicy': 'Honor Ignore',
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[].matchExpressions[].operator':
      'In NotIn Exists DoesNotExist Gt Lt',
    'affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].preference.matchExpressions[].operator':
      'In NotIn Exists DoesNotExist Gt Lt',
    'volumes[].hostPath.type': 'DirectoryOrCreate Directory FileOrCreate File Socket CharDevice BlockDevice',
  }),
  ...inContainers({
    imagePullPolicy: 'Always IfNotPresent Never',
    terminationMessagePolicy: 'File FallbackToLogsOnError',
    'ports[].protocol': 'TCP UDP SCTP',
    'securityContext.procMount': 'Default Unmasked',
    'securityContext.seccompProfile.type': 'RuntimeDefault Localhost Unconfined',
    'startupProbe.httpGet.scheme': 'HTTP HTTPS',
    'livenessProbe.httpGet.scheme': 'HTTP HTTPS',
    'readinessProbe.httpGet.scheme': 'HTTP HTTPS',
    'lifecycle.*.httpGet.scheme': 'HTTP HTTPS',
    'volumeMounts[].mountPropagation': 'None HostToContainer Bidirectional',
    'resizePolicy[].restartPolicy': 'NotRequired RestartContainer',
  }),
};

/** The same, ready to be looked up. */
export const POD_VALUES = allowedValues(POD_TABLE);

function inPod(fields: AllowedTable): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([field, values]) => [`spec.${field}`, values]));
}

function inContainers(fields: AllowedTable): Record<string, string> {
  const lists = ['initContainers', 'containers'];
  return inPod(
    Object.fromEntries(
      lists.flatMap((list) => Object.entries(fields).map(([field, values]) => [`${list}[].${field}`, values])),
    ),
  );
}
