/** The pods of the two versions at one weight. */
export interface VersionPods {
  /** Those of the new version. */
  readonly canary: number;

  /** Those of the stable version. */
  readonly stable: number;
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

/** The share of the new version in per cent, where each pod gets as many requests as any other. */
export function shareOf({ canary, stable }: VersionPods): number {
  return (canary * 100) / (canary + stable);
}
