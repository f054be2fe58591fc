import { at, numberOf } from '../../manifest/plain';
import { type KnownReplicas, knownReplicas } from '../../release/known-replicas';
import { type Release, releasesOf } from '../../release/release';
import { maxWeightOf, routedCanaryPods } from '../../release/release-moment';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { stepsOfKind } from '../step-kinds';

/** A canary behind a router whose pods are never under load, where an autoscaler leaves few pods. */
export const CANARY_POD_UNDERLOADED: Rule = {
  id: 'canary-pod-underloaded',
  severity: 'info',
  what: "A release behind a router whose weights never give a canary pod half the load of a usual one, at an autoscaler's fewest pods.",
  why: 'A canary has one pod at least, and with few pods a small weight is a small part of one. That does no harm, but what fails under load alone is not seen before the release is over, and gates on latency or CPU compare an idle pod with busy ones.',
  remedy: 'add a step with a greater weight before the end, or accept that load is not tested',
  source: 'argo-rollouts utils/replicaset/canary.go: the pods of a weight are rounded up',
  *check(set) {
    for (const release of releasesOf(set)) {
      const known = knownReplicas(release);
      // How many pods there are without an autoscaler, and with a setCanaryScale, is what somebody has chosen.
      if (known === undefined || known.object === release.rollout || release.routers.length === 0) continue;
      if (stepsOfKind(release.steps, 'setCanaryScale').length > 0) continue;
      const problem = problemOf(release, known);
      if (problem !== undefined) yield problem;
    }
  },
};

const HALF = 0.5;

function problemOf(release: Release, known: KnownReplicas): Problem | undefined {
  const { moments, rollout, routing, canary } = release;
  const most = maxWeightOf(routing);
  const least = Math.min(numberOf(at(canary, 'minPodsPerReplicaSet')) ?? 1, known.count);
  const loads = moments.flatMap(({ step, after }) => {
    if (step.weight === undefined || step.weight <= 0) return [];
    const pods = Math.max(least, routedCanaryPods(after, known.count, most));
    return [{ step, pods, weight: step.weight, load: (step.weight * known.count) / most }];
  });
  const [first, ...others] = loads;
  if (first === undefined || loads.some(({ load, pods }) => load / pods >= HALF)) return undefined;
  const greatest = others.reduce((best, one) => (one.weight > best.weight ? one : best), first);
  const { step, weight, pods, load } = greatest;
  return {
    object: known.object,
    path: known.path,
    message: `with ${known.what} ${known.count}, the greatest weight of the Rollout ${quote(rollout.metadata.name)} (${weight}) gives its canary the load of ${Math.round(load * 100) / 100} usual pods, and it has ${pods}: no step tests a new version under load`,
    related: [{ object: rollout, path: [...step.path, 'setWeight'], message: 'the greatest weight' }],
  };
}
