import { at, isThere, numberOf, type Plain, textOf } from '../../manifest/plain';
import { knownReplicas } from '../../release/known-replicas';
import { podsAtWeight } from '../../release/pods-at-weight';
import { type Release, releasesOf } from '../../release/release';
import {
  hasCanaryPods,
  maxWeightOf,
  type ReleaseMoment,
  type ReleaseState,
  routedCanaryPods,
} from '../../release/release-moment';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import { podRoom, withLeastPods } from '../pod-amount';
import type { Rule } from '../rule';
import { CANARY } from '../strategy-paths';

/** A threshold for pods that no step can meet, or that every step meets. */
export const REPLICA_THRESHOLD_INVALID: Rule = {
  id: 'replica-threshold-invalid',
  severity: 'error',
  what: 'A replicaProgressThreshold that can never be met, or that is met by nothing.',
  why: 'Nothing refuses it. A threshold above the pods of the canary keeps the release at that step for ever, without an event; with 0 the steps go on before any pod is there. One in Pods is waited for even at a step that wants no pods.',
  remedy: 'take Percent with a value from 1 to 100, or Pods with a value that the smallest canary has',
  source:
    'argo-rollouts utils/replicaset/canary.go ReplicaProgressThresholdMet; recorded: Pods 5 with a canary of 2, stuck at step 0, silently',
  *check(set) {
    for (const release of releasesOf(set)) {
      const threshold = at(release.canary, 'replicaProgressThreshold');
      if (!isThere(threshold)) continue;
      for (const fault of faults(release, threshold)) yield { object: release.rollout, ...fault };
    }
  },
};

const PATH = [...CANARY, 'replicaProgressThreshold'];

function* faults(release: Release, threshold: Plain): Iterable<Omit<Problem, 'object'>> {
  const type = textOf(at(threshold, 'type'));
  const value = numberOf(at(threshold, 'value'));
  if (type !== undefined && type !== 'Percent' && type !== 'Pods') {
    yield {
      path: [...PATH, 'type'],
      message: `the type of replicaProgressThreshold is Percent or Pods, got ${quote(type)}, which counts as Pods`,
    };
  }
  if (value === undefined) return;
  const path = [...PATH, 'value'];
  const what = `replicaProgressThreshold wants ${value} ${type === 'Percent' ? '%' : 'pods'}`;
  if (value < 0) {
    yield { path, severity: 'warning', message: `${what}, and a value below 0 is ignored` };
  } else if (value === 0) {
    yield { path, severity: 'warning', message: `${what}: the steps go on before any pod of the canary is there` };
  } else if (type === 'Percent') {
    if (value > 100)
      yield { path, message: `${what}, more than all the pods of the canary: no step would ever be over` };
  } else {
    const empty = release.moments.find((moment) => isScaled(moment) && !hasCanaryPods(moment.after));
    if (empty !== undefined) {
      yield {
        path,
        message: `${what}, and the canary has none at steps[${empty.step.index}]: that step would never be over`,
      };
      return;
    }
    const smallest = smallestCanary(release);
    if (smallest !== undefined && smallest.pods < value) {
      yield {
        path,
        severity: smallest.isScaled ? 'warning' : 'error',
        message: `${what}, and the canary has ${smallest.pods} at steps[${smallest.step}]${smallest.isScaled ? ' while the autoscaler keeps the least pods' : ''}: that step would never be over`,
      };
    }
  }
}

function smallestCanary(release: Release): { pods: number; step: number; isScaled: boolean } | undefined {
  const known = knownReplicas(release);
  if (known === undefined) return undefined;
  return release.moments
    .filter(isScaled)
    .map(({ step, after }) => ({
      step: step.index,
      pods: canaryPods(release, after, known.count) ?? 0,
      isScaled: known.object !== release.rollout,
    }))
    .filter(({ pods }) => pods > 0)
    .sort((one, other) => one.pods - other.pods)[0];
}

// The steps that wait for the pods.
function isScaled({ step }: ReleaseMoment): boolean {
  return step.weight !== undefined || isThere(at(step.value, 'setCanaryScale'));
}

function canaryPods({ canary, routing }: Release, state: ReleaseState, replicas: number): number | undefined {
  if (isThere(routing)) {
    const pods = routedCanaryPods(state, replicas, maxWeightOf(routing));
    return state.scale?.unit === 'replicas' ? pods : withLeastPods(canary, pods, replicas);
  }
  const room = podRoom(canary, replicas);
  return room && podsAtWeight(state.weight, replicas, room.surge > 0).canary;
}
