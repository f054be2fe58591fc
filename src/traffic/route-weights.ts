import { EACH, edit, withKey } from '../manifest/edit';
import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import { at, listOf, numberOf, type Plain, textOf } from '../manifest/plain';
import type { RoutedRollout, RouteFailure, RouteLack, RouteShare, RouteSplit } from './router-model';

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

/**
 * A place at which a list of backends shares requests out; none where no version of the rollout is among them.
 * @param path the way to the rule
 * @param list the key of the list in it
 * @param nameKey the key of a backend's name
 */
export function splitBetween(
  rule: Plain,
  rollout: RoutedRollout,
  {
    path,
    list,
    nameKey,
    omittedWeight,
  }: {
    readonly path: ManifestPath;
    readonly list: string;
    readonly nameKey: string;
    readonly omittedWeight: number;
  },
): RouteSplit[] {
  const shares = listOf(at(rule, list)).map((backend, index): RouteShare => {
    const name = textOf(at(backend, nameKey)) ?? '';
    return {
      path: [...path, list, index],
      name,
      role: versionOf(name, rollout),
      weight: numberOf(at(backend, 'weight')),
    };
  });
  return shares.some(({ role }) => role !== undefined) ? [{ path, shares, omittedWeight }] : [];
}

/** The versions of a rollout that get nothing at a place. */
export function missingIn(
  shares: readonly RouteShare[],
  path: ManifestPath,
  { stableService, canaryService }: RoutedRollout,
  failure: RouteFailure,
): RouteLack[] {
  const names = { stable: stableService, canary: canaryService };
  return (['stable', 'canary'] as const).flatMap((role) => {
    const name = names[role];
    return name === undefined || shares.some((share) => share.role === role) ? [] : [{ path, role, name, failure }];
  });
}

function versionOf(service: string, { stableService, canaryService }: RoutedRollout): 'stable' | 'canary' | undefined {
  if (service === '') return undefined;
  if (service === stableService) return 'stable';
  return service === canaryService ? 'canary' : undefined;
}
