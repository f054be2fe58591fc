import { withKey } from '../../manifest/edit';
import type { ManifestObject } from '../../manifest/manifest';
import { at, listOf, numberOf, textOf } from '../../manifest/plain';
import { changeRoute, tryFindRoute } from '../route-objects';
import { withSpec } from '../route-weights';
import { type RoutedRollout, type RouteReference, type RouteWriter, TrafficRoutingError } from '../router-model';

/** The group of Emissary's kinds. */
export const AMBASSADOR_GROUP = 'getambassador.io';

/** How much of the name of a Mapping the controller keeps in that of the canary's. */
export const MAX_MAPPING_NAME = 246;

/** A Mapping of Git, and the one that the controller makes beside it for the canary. */
export interface MappingPair {
  /** The Mapping to the stable version. */
  readonly base: RouteReference;

  /** The Mapping to the canary. */
  readonly canary: RouteReference;
}

/** The name of the Mapping that the controller makes for the canary. */
export function canaryMappingName(name: string): string {
  return `${name.slice(0, MAX_MAPPING_NAME)}-canary`;
}

/** The Mappings of a rollout, in its order. */
export function mappingsOf({ routing }: RoutedRollout): MappingPair[] {
  const mapping = { groups: [AMBASSADOR_GROUP], kind: 'Mapping' };
  return listOf(at(routing, 'ambassador', 'mappings')).flatMap((one) => {
    const name = textOf(one);
    if (name === undefined) return [];
    return [
      {
        base: { ...mapping, name, madeBy: 'git' },
        canary: { ...mapping, name: canaryMappingName(name), madeBy: 'controller' },
      },
    ];
  });
}

/** What a Mapping to the stable version sends to, as the Mapping to the canary has it: the first mention is replaced. */
export function canaryServiceOf(service: string, { stableService = '', canaryService = '' }: RoutedRollout): string {
  return service.replace(stableService, () => canaryService);
}

/** What the controller writes (argo-rollouts rollout/trafficrouting/ambassador/ambassador.go). */
export const AMBASSADOR_WRITER: RouteWriter = {
  setWeight: (objects, rollout, weight) =>
    mappingsOf(rollout).reduce((all, pair) => withCanaryMapping(all, rollout, pair, weight), objects),
};

function withCanaryMapping(
  objects: readonly ManifestObject[],
  rollout: RoutedRollout,
  pair: MappingPair,
  weight: number,
): readonly ManifestObject[] {
  const found = tryFindRoute(objects, rollout, pair.canary);
  // At weight 0 it lives for five seconds more, in which the controller does nothing else; then it is deleted.
  const isDeleted = found !== undefined && at(found.spec, 'weight') === 0;
  if (found !== undefined && !isDeleted) {
    return changeRoute(objects, rollout, pair.canary, (mapping) =>
      withSpec(mapping, withKey(mapping.spec, 'weight', weight)),
    );
  }
  const others = isDeleted ? objects.filter((object) => object !== found) : objects;
  return weight === 0 ? others : [...others, canaryMapping(others, rollout, pair, weight)];
}

function canaryMapping(
  objects: readonly ManifestObject[],
  rollout: RoutedRollout,
  { base, canary }: MappingPair,
  weight: number,
): ManifestObject {
  const mapping = tryFindRoute(objects, rollout, base);
  if (mapping === undefined) {
    throw new TrafficRoutingError(`mappings.${AMBASSADOR_GROUP} "${base.name}" not found`);
  }
  if ((numberOf(at(mapping.spec, 'weight')) ?? 0) !== 0) {
    throw new TrafficRoutingError(`Ambassador mapping "${base.name}" can not define weight`);
  }
  const service = canaryServiceOf(textOf(at(mapping.spec, 'service')) ?? '', rollout);
  const { apiVersion, kind, metadata } = mapping;
  return {
    apiVersion,
    kind,
    // Neither labels nor an owner: nothing takes it away when the Rollout is deleted.
    metadata: { name: canary.name, namespace: metadata.namespace },
    spec: withKey(withKey(mapping.spec, 'service', service), 'weight', weight),
  };
}
