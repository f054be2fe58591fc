import { grouped } from '../manifest/grouped';
import { groupOf, type ManifestObject } from '../manifest/manifest';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, numberOf, type Plain, textOf } from '../manifest/plain';

/** An autoscaler: a HorizontalPodAutoscaler or a ScaledObject of KEDA. */
export interface Scaler {
  /** The object. */
  readonly object: ManifestObject;

  /** The kind of what it scales; a ScaledObject that does not say it means a Deployment. */
  readonly kind: string;

  /** The name of what it scales. */
  readonly name: string;

  /** Its group; undefined where it is not said. */
  readonly group?: string;

  /** The fewest pods. */
  readonly least: number;
}

/** The autoscalers of a set. */
export function scalersOf(set: ManifestSet): readonly Scaler[] {
  return set.derive(makeScalers);
}

/** The autoscalers of an object. */
export function scalersFor(set: ManifestSet, { kind, metadata }: ManifestObject): readonly Scaler[] {
  return (set.derive(byTarget).get(`${kind}/${metadata.name}`) ?? []).filter(
    ({ object }) =>
      object.metadata.namespace === metadata.namespace ||
      object.metadata.namespace === undefined ||
      metadata.namespace === undefined,
  );
}

function makeScalers(set: ManifestSet): Scaler[] {
  const scaler = (object: ManifestObject, least: Plain): Scaler[] => {
    const target = at(object.spec, 'scaleTargetRef');
    const name = textOf(at(target, 'name'));
    const apiVersion = textOf(at(target, 'apiVersion'));
    if (name === undefined) return [];
    const kind = textOf(at(target, 'kind')) ?? 'Deployment';
    return [
      {
        object,
        kind,
        name,
        ...(apiVersion === undefined ? {} : { group: groupOf(apiVersion) }),
        least: numberOf(least) ?? 1,
      },
    ];
  };
  return [
    ...set
      .ofKind('HorizontalPodAutoscaler', 'autoscaling')
      .flatMap((object) => scaler(object, at(object.spec, 'minReplicas'))),
    ...set.ofKind('ScaledObject', 'keda.sh').flatMap((object) => scaler(object, at(object.spec, 'minReplicaCount'))),
  ];
}

function byTarget(set: ManifestSet): Map<string, Scaler[]> {
  return grouped(scalersOf(set), ({ kind, name }) => `${kind}/${name}`);
}
