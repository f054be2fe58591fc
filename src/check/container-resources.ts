import { at, entriesOf, isThere, type Plain, wordOf } from '../manifest/plain';
import { quantityOf } from '../manifest/quantity';
import { isOpen } from './open-text';
import type { PodFault } from './pod-fault';

/** What Kubernetes refuses in the resources of a container (kubernetes pkg/apis/core/validation/validation.go). */
export function resourceFaults(container: Plain, who: string): PodFault[] {
  return [
    ...['requests', 'limits'].flatMap((kind) =>
      entriesOf(at(container, 'resources', kind))
        .filter(([name]) => !isResourceName(name))
        .map(([name]) => ({
          path: ['resources', kind, name],
          message: `${who} has ${kind} of ${name}, which is no resource of a container such as cpu, memory or nvidia.com/gpu`,
        })),
    ),
    ...entriesOf(at(container, 'resources', 'requests')).flatMap(([name, value]) =>
      requestFaults(name, value, at(container, 'resources', 'limits', name), who),
    ),
  ];
}

function requestFaults(name: string, value: Plain, limit: Plain, who: string): PodFault[] {
  const path = ['resources', 'requests', name];
  const requests = `${who} requests ${wordOf(value)} of ${name}`;
  const isWhole = isGivenWhole(name);
  if (isWhole && isThere(value) && !isThere(limit)) {
    return [{ path, message: `${requests} without a limit, which has to be the same` }];
  }
  const [request, most] = [quantityOf(value), quantityOf(limit)];
  if (request === undefined || most === undefined) return [];
  if (request > most) return [{ path, message: `${requests}, more than its limit of ${wordOf(limit)}` }];
  return isWhole && request < most
    ? [{ path, message: `${requests}, and its limit of ${wordOf(limit)} has to be the same` }]
    : [];
}

// A name that has no domain is one of Kubernetes itself.
function isResourceName(name: string): boolean {
  return /^(cpu|memory|ephemeral-storage|hugepages-.*)$/.test(name) || name.includes('/') || isOpen(name);
}

// What a node has cannot be promised twice, such as a GPU.
function isGivenWhole(name: string): boolean {
  return name.startsWith('hugepages-') || (name.includes('/') && !name.includes('kubernetes.io/'));
}
