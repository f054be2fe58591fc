import { at, isThere, numberOf } from '../manifest/plain';
import { knownReplicas } from '../release/known-replicas';
import type { Release } from '../release/release';
import { maxWeightOf, routedCanaryPods } from '../release/release-moment';
import { type ClusterVersions, isAtLeast } from './cluster-versions';
import { withLeastPods } from './pod-amount';

/**
 * The weights at one of which an abort may stop for ever; none where it goes back to 0. It goes down to the next weight of
 * fewer pods than the canary has, and a delay keeps those (argo-rollouts utils/replicaset/canary.go GetDesiredCanaryWeight).
 */
export function stoppingWeights(release: Release, versions: ClusterVersions): number[] {
  const { canary, routing, steps } = release;
  // Before 1.9 an abort did not go back weight by weight.
  if (!isAtLeast(versions['argo-rollouts'], '1.9') || isAtLeast(versions['argo-rollouts'], '1.11')) return [];
  if (!isThere(routing) || at(canary, 'dynamicStableScale') !== true) return [];
  if ((numberOf(at(canary, 'abortScaleDownDelaySeconds')) ?? 0) <= 0) return [];
  const weights = [...new Set(steps.flatMap(({ weight = 0 }) => (weight > 0 ? [weight] : [])))];
  return stopsAtOne(release, weights) ? weights : [];
}

function stopsAtOne(release: Release, weights: readonly number[]): boolean {
  const { canary, moments, routing } = release;
  const known = knownReplicas(release);
  if (known?.object !== release.rollout) return weights.length > 1;
  const most = maxWeightOf(routing);
  const fewest = Math.min(...weights.map((weight) => routedCanaryPods({ weight, routes: [] }, known.count, most)));
  return moments.some(
    ({ after }) =>
      after.weight > 0 && withLeastPods(canary, routedCanaryPods(after, known.count, most), known.count) > fewest,
  );
}
