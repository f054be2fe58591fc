import { podsAtWeight, shareOf, type VersionPods } from '../../release/pods-at-weight';
import { isNoPod } from '../amounts';
import type { CanaryRolloutProps } from './canary-rollout-props';

/**
 * How far the share of the new version may be from the weight, in percentage points: five replicas come as close to 75 %
 * as 80 %, ten to 5 % as 9 %. Further off a step means something else than it says.
 */
export const TOLERANCE = 5;

/**
 * What the steps of a rollout without a router want that its pods cannot reach, as a list of problems: without one the
 * share of the new version is its share of the pods.
 * @param replicas how many pods there are between releases
 */
export function reachableWeightProblems(props: CanaryRolloutProps, replicas: number): string[] {
  const { trafficRouting, steps = [] } = props;
  const mayExceed = !isNoPod(props.maxSurge);
  const weights = [...new Set(steps.flatMap(({ weight }) => weight ?? []))];
  const missed = weights.filter((weight) => !isReached(weight, replicas, mayExceed));
  if (trafficRouting !== undefined || replicas === 0 || missed.length === 0) return [];
  return [
    `without trafficRouting the pods are the weight, and with replicas ${replicas} ` +
      `${missed.map((weight) => reachedText(weight, podsAtWeight(weight, replicas, mayExceed))).join(', ')}: take ` +
      `${enoughReplicas(weights, replicas, mayExceed)} replicas, weights that the pods come within ${TOLERANCE} points of, or a router`,
  ];
}

function isReached(weight: number, replicas: number, mayExceed: boolean): boolean {
  return Math.abs(shareOf(podsAtWeight(weight, replicas, mayExceed)) - weight) <= TOLERANCE;
}

/** The next number of replicas with which all weights are reached; with fifty there is no weight that is not. */
function enoughReplicas(weights: readonly number[], replicas: number, mayExceed: boolean): number {
  let enough = replicas + 1;
  while (!weights.every((weight) => isReached(weight, enough, mayExceed))) enough += 1;
  return enough;
}

function reachedText(weight: number, pods: VersionPods): string {
  return `${weight} % is really ${Math.round(shareOf(pods))} % (${pods.canary} of ${pods.canary + pods.stable} pods)`;
}
