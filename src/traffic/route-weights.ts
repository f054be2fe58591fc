import { EACH, edit, withKey } from '../manifest/edit';
import type { ManifestObject } from '../manifest/manifest';
import { at, textOf } from '../manifest/plain';
import type { RoutedRollout } from './router-model';

/** The weights of the Services of a rollout: what the canary has, and the rest of 100 for the stable version. */
export function weightsOf(
  { stableService, canaryService }: RoutedRollout,
  weight: number,
): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  if (stableService !== undefined) weights.set(stableService, 100 - weight);
  if (canaryService !== undefined) weights.set(canaryService, weight);
  return weights;
}

/**
 * An object whose backends have the weights of their names; backends of other names stay as they are.
 * @param path the way to the list of backends
 * @param nameKeys the way from a backend to its name
 */
export function withWeights(
  object: ManifestObject,
  path: readonly string[],
  nameKeys: readonly string[],
  weights: ReadonlyMap<string, number>,
): ManifestObject {
  return withSpec(
    object,
    edit(object.spec, [...path, EACH], (backend) => {
      const weight = weights.get(textOf(at(backend, ...nameKeys)) ?? '');
      return weight === undefined || weight === at(backend, 'weight') ? backend : withKey(backend, 'weight', weight);
    }),
  );
}

/** The object with another spec; the object itself where the spec is the same. */
export function withSpec(object: ManifestObject, spec: unknown): ManifestObject {
  return spec === object.spec ? object : { ...object, spec };
}
