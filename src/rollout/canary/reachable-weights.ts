import { isNoPod } from '../amounts';
import type { CanaryRolloutProps } from './canary-rollout-props';

/** The pods of the two versions at one weight. */
export interface VersionPods {
  /** Those of the new version. */
  readonly canary: number;

  /** Those of the stable version. */
  readonly stable: number;
}

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

/**
 * The pods that the controller makes for a weight where there is no router (argo-rollouts utils/replicaset/canary.go): the
 * weight's share of the replicas, rounded up or down, of as many pods as replicas or of one more, whatever comes closest.
 * @param mayExceed whether there may be more pods than replicas (`maxSurge`)
 */
export function podsAtWeight(weight: number, replicas: number, mayExceed: boolean): VersionPods {
  const wanted = replicas * (weight / 100);
  const isSplit = weight > 0 && weight < 100 && (replicas > 1 || mayExceed);
  const choices = (mayExceed ? [replicas, replicas + 1] : [replicas])
    .flatMap((total) =>
      // Half a pod is always rounded up.
      [Math.ceil(wanted), ...((total * (weight / 100)) % 1 === 0.5 ? [] : [Math.floor(wanted)])].map((canary) => ({
        canary,
        stable: total - canary,
      })),
    )
    .filter(({ canary, stable }) => !isSplit || (canary > 0 && stable > 0));
  // None is left for such as 75 % of two replicas that may not be exceeded: then the new version gets no pod.
  const [first = { canary: 0, stable: replicas }, ...others] = choices;
  const distance = (pods: VersionPods) => Math.abs(shareOf(pods) - weight);
  return others.reduce((best, choice) => (distance(choice) < distance(best) ? choice : best), first);
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

function shareOf({ canary, stable }: VersionPods): number {
  return (canary * 100) / (canary + stable);
}
