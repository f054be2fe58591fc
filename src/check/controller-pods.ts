import type { ManifestPath } from '../manifest/manifest-path';
import { at, isThere, listOf, type Plain, textOf } from '../manifest/plain';
import { quote } from '../validation/names';
import { isOpen } from './open-text';
import type { PodFault } from './pod-fault';

/**
 * What Argo Rollouts refuses in pods though the API server of a later version takes it: it looks at them as Kubernetes
 * 1.34 with no feature allowed, and reads them into types in which some fields have another name (argo-rollouts
 * pkg/apis/rollouts/validation/validation.go allowAllPodValidationOptions).
 */
export function controllerFaults(template: Plain): PodFault[] {
  const spec = at(template, 'spec');
  return [
    ...listOf(at(spec, 'volumes')).flatMap((volume, index) => volumeFaults(volume, ['spec', 'volumes', index])),
    ...['initContainers', 'containers'].flatMap((list) =>
      listOf(at(spec, list)).flatMap((container, index) => [
        ...restartFaults(container, list, ['spec', list, index]),
        ...variableFaults(container, ['spec', list, index]),
      ]),
    ),
  ];
}

const UNREAD = ['azureDisk', 'glusterfs', 'rbd'];
const VARIABLE = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

function volumeFaults(volume: Plain, path: ManifestPath): PodFault[] {
  return UNREAD.filter((kind) => isThere(at(volume, kind))).map((kind) => ({
    path: [...path, kind],
    message: `the ${kind} of the volume ${quote(at(volume, 'name'))} is not read by Argo Rollouts, which refuses the pods; a persistentVolumeClaim it takes`,
  }));
}

function restartFaults(container: Plain, list: string, path: ManifestPath): PodFault[] {
  const restart = textOf(at(container, 'restartPolicy'));
  if (restart === undefined || isOpen(restart) || (list === 'initContainers' && restart === 'Always')) return [];
  const takes =
    list === 'containers'
      ? 'only an init container has a restartPolicy'
      : 'the restartPolicy of an init container is Always';
  return [
    { path: [...path, 'restartPolicy'], message: `${takes}, got ${quote(restart)} in ${quote(at(container, 'name'))}` },
  ];
}

function variableFaults(container: Plain, path: ManifestPath): PodFault[] {
  const places = [
    ...listOf(at(container, 'env')).map((one, index) => ({ name: at(one, 'name'), way: ['env', index, 'name'] })),
    ...listOf(at(container, 'envFrom')).map((one, index) => ({
      name: at(one, 'prefix'),
      way: ['envFrom', index, 'prefix'],
    })),
  ];
  return places.flatMap(({ name, way }) =>
    typeof name !== 'string' || name === '' || VARIABLE.test(name) || isOpen(name)
      ? []
      : [
          {
            path: [...path, ...way],
            message: `a variable is named with A-Z, a-z, 0-9, "_", "-" and ".", and not with a digit first, got ${quote(name)}`,
          },
        ],
  );
}
