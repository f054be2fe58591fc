import { at, isThere, numberOf } from '../manifest/plain';
import type { Release } from '../release/release';
import { maxWeightOf, routedCanaryPods } from '../release/release-moment';
import { podRoom } from './pod-amount';

/** The pods that have to be there at one time, or a release does not get further. */
export interface PodsNeeded {
  /** How many. */
  readonly count: number;

  /** When, in words: `at steps[2] (canary 5, stable 10)`. */
  readonly when: string;
}

/**
 * The points of a release at which it needs more pods than before, in their order: without them it does not get to the
 * next one. Undefined where that cannot be told.
 */
export function podsNeeded(release: Release, replicas: number): PodsNeeded[] | undefined {
  const { canary, blueGreen, routing } = release;
  if (isThere(canary) === isThere(blueGreen)) return undefined;
  const points = isThere(blueGreen)
    ? ofBlueGreen(release, replicas)
    : isThere(routing)
      ? ofRouter(release, replicas)
      : ofPods(release, replicas);
  let most = 0;
  return points?.filter(({ count }) => {
    const isMore = count > most;
    most = Math.max(most, count);
    return isMore;
  });
}

// Before the switch the new version has all its pods, beside those of the old one (argo-rollouts rollout/bluegreen.go).
function ofBlueGreen({ blueGreen }: Release, replicas: number): PodsNeeded[] {
  const preview = numberOf(at(blueGreen, 'previewReplicaCount')) ?? replicas;
  return [
    always(replicas),
    inAll('for the preview', preview, replicas),
    inAll('for the promotion', replicas, replicas),
  ];
}

function ofRouter({ canary, routing, moments }: Release, replicas: number): PodsNeeded[] | undefined {
  // A threshold lets the release go on with fewer.
  if (isThere(at(canary, 'replicaProgressThreshold'))) return undefined;
  const most = maxWeightOf(routing);
  const isDynamic = at(canary, 'dynamicStableScale') === true;
  // With dynamicStableScale the old version gives its pods up after each weight is reached, and not before.
  const stableAt = (weight: number) => (isDynamic ? Math.ceil((replicas * (most - weight)) / most) : replicas);
  const points = moments.map(({ step, before, after }) =>
    inAll(`at steps[${step.index}]`, routedCanaryPods(after, replicas, most), stableAt(before.weight)),
  );
  const last = moments.at(-1)?.after.weight ?? 0;
  return [always(replicas), ...points, inAll('at the end', replicas, stableAt(last))];
}

// Without a router pods of the old version make room for those of the new one, unless none may be missing.
function ofPods({ canary }: Release, replicas: number): PodsNeeded[] | undefined {
  const room = podRoom(canary, replicas);
  if (room === undefined) return undefined;
  const isTight = room.unavailable === 0;
  return [always(replicas), ...(isTight ? [inAll('with maxUnavailable 0', 1, replicas)] : [])];
}

function always(replicas: number): PodsNeeded {
  return { count: replicas, when: 'without any release' };
}

function inAll(when: string, fresh: number, old: number): PodsNeeded {
  return { count: fresh + old, when: `${when} (${fresh} new, ${old} old)` };
}
