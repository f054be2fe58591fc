import type { ManifestPath } from '../manifest/manifest-path';
import { at, entriesOf, isThere, listOf, type Plain, textOf } from '../manifest/plain';
import { dnsLabelProblems, quote } from '../validation/names';
import type { PodFault } from './pod-fault';

/** What Kubernetes refuses in the volumes of a pod (kubernetes pkg/apis/core/validation/validation.go). */
export function volumeFaults(spec: Plain): PodFault[] {
  const volumes = listOf(at(spec, 'volumes'));
  const names = volumes.map((volume) => textOf(at(volume, 'name')));
  return [
    ...repeatedPlaces(names).map((index) => ({
      path: ['spec', 'volumes', index, 'name'],
      message: `two volumes are named ${quote(names[index])}`,
    })),
    ...volumes.flatMap((volume, index) => faultsOf(volume, ['spec', 'volumes', index])),
  ];
}

/** The places in a list of names at which one stands that has been there before. */
export function repeatedPlaces(names: readonly (string | undefined)[]): number[] {
  const known = new Set<string>();
  return names.flatMap((name, index) => {
    if (name === undefined) return [];
    const isKnown = known.has(name);
    known.add(name);
    return isKnown ? [index] : [];
  });
}

// What a volume of these kinds is filled from, it has to name.
const SOURCES = [
  ['configMap', 'name'],
  ['secret', 'secretName'],
  ['persistentVolumeClaim', 'claimName'],
] as const;

function faultsOf(volume: Plain, path: ManifestPath): PodFault[] {
  if (typeof volume !== 'object' || volume === null) return [];
  const name = textOf(at(volume, 'name'));
  const kinds = entriesOf(volume).flatMap(([kind, source]) => (kind !== 'name' && isSource(source) ? [kind] : []));
  return [
    ...(name === undefined
      ? [{ path, message: 'a volume has no name' }]
      : dnsLabelProblems('the name of a volume', name).map((message) => ({ path: [...path, 'name'], message }))),
    ...(kinds.length < 2
      ? []
      : [{ path, message: `the volume ${quote(name ?? '')} takes one source, got ${kinds.join(' and ')}` }]),
    ...SOURCES.filter(([kind, field]) => isThere(at(volume, kind)) && !isThere(at(volume, kind, field))).map(
      ([kind, field]) => ({
        path: [...path, kind],
        message: `the ${kind} of the volume ${quote(name ?? '')} has no ${field}`,
      }),
    ),
  ];
}

function isSource(source: Plain): boolean {
  return typeof source === 'object' && source !== null;
}
