import { at, entriesOf, isThere, listOf, numberOf, type Plain, textOf } from '../manifest/plain';
import { dnsLabelProblems, isPortName, quote } from '../validation/names';
import { resourceFaults } from './container-resources';
import type { PodFault } from './pod-fault';

/** What Kubernetes refuses in a container of a pod template (kubernetes pkg/apis/core/validation/validation.go). */
export function containerFaults(container: Plain, volumes: readonly (string | undefined)[]): PodFault[] {
  // What is no mapping is told of by the schema.
  if (typeof container !== 'object' || container === null) return [];
  const name = textOf(at(container, 'name'));
  const who = name === undefined ? 'a container' : `container ${quote(name)}`;
  return [
    ...nameFaults(name),
    ...imageFaults(container, who),
    ...portFaults(container, who),
    ...probeFaults(container, who),
    ...mountFaults(container, who, volumes),
    ...envFaults(container, who),
    ...resourceFaults(container, who),
    ...securityFaults(container, who),
  ];
}

/** What Kubernetes refuses in an init container beyond that: it ends before the pod begins, unless it is a sidecar. */
export function initContainerFaults(container: Plain): PodFault[] {
  if (isThere(at(container, 'restartPolicy'))) return [];
  return [...PROBES, 'lifecycle']
    .filter((field) => isThere(at(container, field)))
    .map((field) => ({
      path: [field],
      message: `the init container ${quote(at(container, 'name'))} has a ${field}, which it takes with restartPolicy Always only`,
    }));
}

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];
const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const MAX_PORT = 65535;

function nameFaults(name: string | undefined): PodFault[] {
  if (name === undefined) return [{ path: [], message: 'a container has no name' }];
  return dnsLabelProblems('the name of a container', name).map((message) => ({ path: ['name'], message }));
}

function imageFaults(container: Plain, who: string): PodFault[] {
  const image = at(container, 'image');
  if (image === undefined || image === null || image === '') return [{ path: [], message: `${who} has no image` }];
  return typeof image === 'string' && image.trim() !== image
    ? [
        {
          path: ['image'],
          message: `the image of ${who} begins or ends with a space, and each pod with it is refused: ${quote(image)}`,
        },
      ]
    : [];
}

function portFaults(container: Plain, who: string): PodFault[] {
  const names = new Set<string>();
  return listOf(at(container, 'ports')).flatMap((port, index) => {
    const path = ['ports', index];
    const number = numberOf(at(port, 'containerPort'));
    const name = textOf(at(port, 'name'));
    const isTwice = name !== undefined && names.has(name);
    if (name !== undefined) names.add(name);
    return [
      ...(number !== undefined && (number < 1 || number > MAX_PORT)
        ? [{ path: [...path, 'containerPort'], message: `a port of ${who} takes 1 to ${MAX_PORT}, got ${number}` }]
        : []),
      ...(isTwice ? [{ path: [...path, 'name'], message: `two ports of ${who} are named ${quote(name)}` }] : []),
      ...(name !== undefined && !isPortName(name)
        ? [
            {
              path: [...path, 'name'],
              message: `the name of a port takes at most 15 of a-z, 0-9 and "-", with a letter, got ${quote(name)}`,
            },
          ]
        : []),
    ];
  });
}

function probeFaults(container: Plain, who: string): PodFault[] {
  return PROBES.filter((probe) => isThere(at(container, probe))).flatMap((probe) => {
    const handlers = HANDLERS.filter((handler) => isThere(at(container, probe, handler)));
    const successes = numberOf(at(container, probe, 'successThreshold')) ?? 1;
    return [
      ...(handlers.length === 1
        ? []
        : [
            {
              path: [probe],
              message: `the ${probe} of ${who} takes one of ${HANDLERS.join(', ')}, got ${handlers.join(' and ') || 'none'}`,
            },
          ]),
      ...(probe !== 'readinessProbe' && successes > 1
        ? [
            {
              path: [probe, 'successThreshold'],
              message: `the successThreshold of a ${probe} is 1, got ${successes} in ${who}`,
            },
          ]
        : []),
    ];
  });
}

function mountFaults(container: Plain, who: string, volumes: readonly (string | undefined)[]): PodFault[] {
  const paths = new Set<string>();
  return listOf(at(container, 'volumeMounts')).flatMap((mount, index) => {
    const name = textOf(at(mount, 'name'));
    const mountPath = textOf(at(mount, 'mountPath'));
    const isTwice = mountPath !== undefined && paths.has(mountPath);
    const isShared = at(mount, 'mountPropagation') === 'Bidirectional';
    if (mountPath !== undefined) paths.add(mountPath);
    return [
      ...(name !== undefined && !volumes.includes(name)
        ? [
            {
              path: ['volumeMounts', index, 'name'],
              message: `${who} mounts the volume ${quote(name)}, which spec.volumes does not have`,
            },
          ]
        : []),
      ...(isTwice
        ? [{ path: ['volumeMounts', index, 'mountPath'], message: `${who} mounts two volumes at ${quote(mountPath)}` }]
        : []),
      ...(isShared && at(container, 'securityContext', 'privileged') !== true
        ? [
            {
              path: ['volumeMounts', index, 'mountPropagation'],
              message: `${who} has a mount with the mountPropagation Bidirectional, which only a privileged container may have`,
            },
          ]
        : []),
    ];
  });
}

function envFaults(container: Plain, who: string): PodFault[] {
  return listOf(at(container, 'env')).flatMap((variable, index) => {
    const from = at(variable, 'valueFrom');
    if (!isThere(from)) return [];
    const variableText = `the variable ${quote(at(variable, 'name'))} of ${who}`;
    if (textOf(at(variable, 'value')) !== undefined) {
      return [{ path: ['env', index], message: `${variableText} has value and valueFrom, of which it takes one` }];
    }
    const sources = entriesOf(from).filter(([, source]) => isThere(source));
    return sources.length === 1
      ? []
      : [
          {
            path: ['env', index, 'valueFrom'],
            message: `valueFrom of ${variableText} takes one source, got ${sources.map(([source]) => source).join(' and ') || 'none'}`,
          },
        ];
  });
}

function securityFaults(container: Plain, who: string): PodFault[] {
  const context = at(container, 'securityContext');
  const grants = [
    ...(at(context, 'privileged') === true ? ['privileged is true'] : []),
    ...(listOf(at(context, 'capabilities', 'add')).includes('CAP_SYS_ADMIN')
      ? ['capabilities.add has CAP_SYS_ADMIN']
      : []),
  ];
  if (at(context, 'allowPrivilegeEscalation') !== false || grants.length === 0) return [];
  return [
    {
      path: ['securityContext', 'allowPrivilegeEscalation'],
      message: `allowPrivilegeEscalation of ${who} is false and ${grants.join(' and ')}, which contradict each other`,
    },
  ];
}
