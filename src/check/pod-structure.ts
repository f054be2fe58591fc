import { at, isThere, listOf, type Plain, textOf } from '../manifest/plain';
import { quote } from '../validation/names';
import { valueFaults } from './allowed-values';
import { containerFaults, initContainerFaults } from './container-structure';
import { isOpen } from './open-text';
import type { PodFault } from './pod-fault';
import { sleepFaults } from './pod-sleep';
import { tolerationFaults } from './pod-tolerations';
import { POD_VALUES } from './pod-values';
import { repeatedPlaces, volumeFaults } from './pod-volumes';

/** What Kubernetes refuses in the pod template of a ReplicaSet (kubernetes pkg/apis/core/validation/validation.go). */
export function podFaults(template: Plain): PodFault[] {
  const spec = at(template, 'spec');
  if (!isThere(spec)) return [{ path: [], message: 'the pod template has no spec, and so no containers' }];
  return [
    ...onlyInPods(spec),
    ...(listOf(at(spec, 'containers')).length === 0
      ? [{ path: ['spec'], message: 'the pod template has no containers, and a pod needs at least one' }]
      : []),
    ...podPartFaults(template),
    ...valueFaults(template, POD_VALUES),
  ];
}

/** What Kubernetes refuses in the volumes and the containers of any pod template, the enumerated values aside. */
export function podPartFaults(template: Plain): PodFault[] {
  const spec = at(template, 'spec');
  const faults = [
    ...volumeFaults(spec),
    ...tolerationFaults(spec),
    ...LISTS.flatMap((list) => [...containersOf(spec, list), ...sleepFaults(spec, list)]),
  ];
  return faults.filter(({ path }) => {
    const value = at(template, ...path.map(String));
    return typeof value !== 'string' || !isOpen(value);
  });
}

const LISTS = ['initContainers', 'containers'] as const;

// A pod may end, a ReplicaSet keeps its pods running.
function onlyInPods(spec: Plain): PodFault[] {
  const restart = textOf(at(spec, 'restartPolicy'));
  return [
    ...(restart === undefined || restart === 'Always'
      ? []
      : [
          {
            path: ['spec', 'restartPolicy'],
            message: `the restartPolicy of a Rollout's pods is Always, got ${quote(restart)}`,
          },
        ]),
    ...(isThere(at(spec, 'activeDeadlineSeconds'))
      ? [{ path: ['spec', 'activeDeadlineSeconds'], message: "a Rollout's pods have no activeDeadlineSeconds" }]
      : []),
    ...(listOf(at(spec, 'ephemeralContainers')).length > 0
      ? [{ path: ['spec', 'ephemeralContainers'], message: 'a pod template has no ephemeralContainers' }]
      : []),
  ];
}

function containersOf(spec: Plain, list: (typeof LISTS)[number]): PodFault[] {
  const containers = listOf(at(spec, list));
  // Names are told apart across both lists, init containers first.
  const before = list === 'containers' ? namesOf(listOf(at(spec, 'initContainers'))) : [];
  const names = [...before, ...namesOf(containers)];
  const volumes = namesOf(listOf(at(spec, 'volumes')));
  return [
    ...repeatedPlaces(names)
      .filter((place) => place >= before.length)
      .map((place) => ({
        path: ['spec', list, place - before.length, 'name'],
        message: `two containers are named ${quote(names[place])}`,
      })),
    ...containers.flatMap((container, index) =>
      [
        ...containerFaults(container, volumes),
        ...(list === 'initContainers' ? initContainerFaults(container) : []),
      ].map(({ path, message }) => ({ path: ['spec', list, index, ...path], message })),
    ),
  ];
}

function namesOf(list: readonly Plain[]): (string | undefined)[] {
  return list.map((element) => textOf(at(element, 'name')));
}
