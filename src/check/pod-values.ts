import { type AllowedTable, allowedValues } from './allowed-values';

const PROBE_TIMES = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution[]';

/** The fields of a pod template that take one of a few values, or numbers of a range (kubernetes pkg/apis/core/validation/validation.go). */
export const POD_TABLE: AllowedTable = {
  ...inPod({
    dnsPolicy: 'ClusterFirst ClusterFirstWithHostNet Default None',
    preemptionPolicy: 'PreemptLowerPriority Never',
    'securityContext.fsGroupChangePolicy': 'Always OnRootMismatch',
    'securityContext.seccompProfile.type': 'RuntimeDefault Localhost Unconfined',
    'securityContext.appArmorProfile.type': 'RuntimeDefault Localhost Unconfined',
    'securityContext.supplementalGroupsPolicy': 'Merge Strict',
    'os.name': 'linux windows',
    'tolerations[].operator': 'Exists Equal Lt Gt',
    'tolerations[].effect': 'NoSchedule PreferNoSchedule NoExecute',
    'topologySpreadConstraints[].maxSkew': '1..',
    'topologySpreadConstraints[].whenUnsatisfiable': 'DoNotSchedule ScheduleAnyway',
    'topologySpreadConstraints[].nodeAffinityPolicy': 'Honor Ignore',
    'topologySpreadConstraints[].nodeTaintsPolicy': 'Honor Ignore',
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[].matchExpressions[].operator':
      'In NotIn Exists DoesNotExist Gt Lt',
    [`affinity.nodeAffinity.${PREFERRED}.preference.matchExpressions[].operator`]: 'In NotIn Exists DoesNotExist Gt Lt',
    [`affinity.*.${PREFERRED}.weight`]: '1..100',
    'volumes[].*.defaultMode': '0..511',
    'volumes[].*.items[].mode': '0..511',
    'volumes[].hostPath.type': 'DirectoryOrCreate Directory FileOrCreate File Socket CharDevice BlockDevice',
  }),
  ...inContainers({
    imagePullPolicy: 'Always IfNotPresent Never',
    terminationMessagePolicy: 'File FallbackToLogsOnError',
    'ports[].protocol': 'TCP UDP SCTP',
    'securityContext.procMount': 'Default Unmasked',
    'securityContext.seccompProfile.type': 'RuntimeDefault Localhost Unconfined',
    'securityContext.appArmorProfile.type': 'RuntimeDefault Localhost Unconfined',
    'ports[].hostPort': '0..65535',
    'env[].valueFrom.fieldRef.fieldPath': 'podField',
    ...inProbe('startupProbe'),
    ...inProbe('livenessProbe'),
    ...inProbe('readinessProbe'),
    'lifecycle.*.httpGet.scheme': 'HTTP HTTPS',
    'volumeMounts[].mountPropagation': 'None HostToContainer Bidirectional',
    'resizePolicy[].restartPolicy': 'NotRequired RestartContainer',
  }),
};

/** The same, ready to be looked up. */
export const POD_VALUES = allowedValues(POD_TABLE);

function inProbe(probe: string): Record<string, string> {
  return {
    [`${probe}.httpGet.scheme`]: 'HTTP HTTPS',
    [`${probe}.httpGet.port`]: 'portOrName',
    [`${probe}.tcpSocket.port`]: 'portOrName',
    ...Object.fromEntries(PROBE_TIMES.map((time) => [`${probe}.${time}`, '0..'])),
  };
}

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
