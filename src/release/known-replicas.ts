import { addTo } from '../manifest/grouped';
import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, numberOf, textOf } from '../manifest/plain';
import type { Release } from './release';

/** How many pods a release has, and who says it. */
export interface KnownReplicas {
  /** The pods; with an autoscaler the least that there may be. */
  readonly count: number;

  /** The Rollout, or the autoscaler. */
  readonly object: ManifestObject;

  /** The way to the number in that object. */
  readonly path: ManifestPath;

  /** Who says it, in words: `replicas`, or `minReplicas of HorizontalPodAutoscaler shop`. */
  readonly what: string;
}

/**
 * How many pods a release has; undefined where only the cluster knows. A Rollout without `replicas` has one pod, but most
 * of those have an autoscaler, which may be somewhere else.
 */
export function knownReplicas({ set, rollout }: Release): KnownReplicas | undefined {
  const scaler = set
    .derive(autoscalers)
    .get(rollout.metadata.name)
    ?.find(({ metadata }) => isNear(metadata.namespace, rollout.metadata.namespace));
  if (scaler !== undefined) return leastOf(scaler);
  const count = numberOf(at(rollout.spec, 'replicas'));
  if (count !== undefined) return { count, object: rollout, path: ['spec', 'replicas'], what: 'replicas' };
  return set.isComplete ? { count: 1, object: rollout, path: ['spec'], what: 'replicas (by default)' } : undefined;
}

const LEAST: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: 'minReplicas',
  ScaledObject: 'minReplicaCount',
};

function leastOf(scaler: ManifestObject): KnownReplicas {
  const key = LEAST[scaler.kind] ?? 'minReplicas';
  // KEDA may leave no pod at all, and then nothing is released either.
  const count = Math.max(1, numberOf(at(scaler.spec, key)) ?? 1);
  return { count, object: scaler, path: ['spec', key], what: `${key} of ${scaler.kind} ${scaler.metadata.name}` };
}

function autoscalers(set: ManifestSet): ReadonlyMap<string, readonly ManifestObject[]> {
  const byTarget = new Map<string, ManifestObject[]>();
  for (const scaler of Object.keys(LEAST).flatMap((kind) => set.ofKind(kind))) {
    const target = at(scaler.spec, 'scaleTargetRef');
    const name = textOf(at(target, 'name'));
    if (name !== undefined && at(target, 'kind') === 'Rollout') addTo(byTarget, name, scaler);
  }
  return byTarget;
}

function isNear(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}
