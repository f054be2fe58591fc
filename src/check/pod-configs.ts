import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, listOf, type Plain, textOf } from '../manifest/plain';
import type { ReleasePods } from '../release/release-pods';

/** A ConfigMap or Secret of the set that the pods of a release use. */
export interface PodConfig {
  /** The ConfigMap or Secret. */
  readonly object: ManifestObject;

  /** The way to the first place that names it, in the object that has the pod template. */
  readonly path: ManifestPath;

  /** Whether it is mounted there, and not read into variables of a container. */
  readonly isMounted: boolean;
}

/** The ConfigMaps and Secrets of a set that pods use, each once. */
export function podConfigs(set: ManifestSet, { object, path, template }: ReleasePods): PodConfig[] {
  const configs = new Map<ManifestObject, PodConfig>();
  for (const { kind, name, way, isMounted } of configReferences(at(template, 'spec'))) {
    const found = set.tryFind({ groups: [''], kind, name }, object);
    if (found === undefined || configs.has(found)) continue;
    configs.set(found, { object: found, path: [...path, 'spec', ...way], isMounted });
  }
  return [...configs.values()];
}

/** A place in the spec of a pod that names a ConfigMap or a Secret. */
export interface ConfigReference {
  /** Which of the two. */
  readonly kind: string;

  /** The name. */
  readonly name: string;

  /** The way to the name in the spec of the pod. */
  readonly way: ManifestPath;

  /** Whether it is mounted there, and not read into variables of a container. */
  readonly isMounted: boolean;
}

/** The places in the spec of a pod that name ConfigMaps and Secrets. */
export function configReferences(spec: Plain): ConfigReference[] {
  return [
    ...listOf(at(spec, 'volumes')).flatMap((volume, index) => ofVolume(volume, ['volumes', index])),
    ...['initContainers', 'containers'].flatMap((list) =>
      listOf(at(spec, list)).flatMap((container, index) => ofContainer(container, [list, index])),
    ),
  ];
}

function ofVolume(volume: Plain, way: ManifestPath): ConfigReference[] {
  return [
    ...named('ConfigMap', volume, [...way], ['configMap', 'name'], true),
    ...named('Secret', volume, [...way], ['secret', 'secretName'], true),
    ...listOf(at(volume, 'projected', 'sources')).flatMap((source, index) => {
      const place = [...way, 'projected', 'sources', index];
      return [
        ...named('ConfigMap', source, place, ['configMap', 'name'], true),
        ...named('Secret', source, place, ['secret', 'name'], true),
      ];
    }),
  ];
}

function ofContainer(container: Plain, way: ManifestPath): ConfigReference[] {
  return [
    ...listOf(at(container, 'envFrom')).flatMap((source, index) => [
      ...named('ConfigMap', source, [...way, 'envFrom', index], ['configMapRef', 'name'], false),
      ...named('Secret', source, [...way, 'envFrom', index], ['secretRef', 'name'], false),
    ]),
    ...listOf(at(container, 'env')).flatMap((variable, index) => [
      ...named('ConfigMap', variable, [...way, 'env', index], ['valueFrom', 'configMapKeyRef', 'name'], false),
      ...named('Secret', variable, [...way, 'env', index], ['valueFrom', 'secretKeyRef', 'name'], false),
    ]),
  ];
}

function named(
  kind: string,
  value: Plain,
  place: ManifestPath,
  keys: readonly string[],
  isMounted: boolean,
): ConfigReference[] {
  const name = textOf(at(value, ...keys));
  return name === undefined ? [] : [{ kind, name, way: [...place, ...keys], isMounted }];
}
