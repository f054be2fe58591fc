import { at, isThere, numberOf, type Plain, wordOf } from '../manifest/plain';

/** How many pods there may be more, and how many fewer, while versions change. */
export interface PodRoom {
  /** The pods more than replicas. */
  readonly surge: number;

  /** The pods fewer than replicas. */
  readonly unavailable: number;
}

/** What a number or share of pods is where nothing is said (argo-rollouts utils/defaults/defaults.go). */
export const DEFAULT_AMOUNT = '25%';

/**
 * How the controller reads a number or share of pods: any text is a share, with the sign or without; undefined for a text
 * that it cannot read (argo-rollouts utils/replicaset/replicaset.go).
 */
export function readAmount(amount: Plain): { readonly value: number; readonly isShare: boolean } | undefined {
  if (typeof amount === 'number') return { value: amount, isShare: false };
  const digits = wordOf(amount).replaceAll('%', '');
  return /^[+-]?\d+$/.test(digits) ? { value: Number(digits), isShare: true } : undefined;
}

/** The room that a canary strategy without a router leaves; undefined where an amount cannot be read, or both are 0. */
export function podRoom(canary: Plain, replicas: number): PodRoom | undefined {
  const [surge, unavailable] = ['maxSurge', 'maxUnavailable'].map((key) => {
    const given = at(canary, key);
    return readAmount(isThere(given) ? given : DEFAULT_AMOUNT);
  });
  if (surge === undefined || unavailable === undefined || (surge.value === 0 && unavailable.value === 0))
    return undefined;
  const more = surge.isShare ? Math.ceil((surge.value * replicas) / 100) : surge.value;
  const fewer = unavailable.isShare ? Math.floor((unavailable.value * replicas) / 100) : unavailable.value;
  return { surge: more, unavailable: more === 0 && fewer === 0 ? 1 : Math.min(fewer, replicas) };
}

/**
 * The pods of a version behind a router, with the least that each version has there; one that is to have none has none
 * (argo-rollouts utils/replicaset/canary.go).
 */
export function withLeastPods(canary: Plain, pods: number, replicas: number): number {
  const least = numberOf(at(canary, 'minPodsPerReplicaSet')) ?? 0;
  return pods === 0 ? 0 : Math.max(pods, Math.min(least, replicas));
}
