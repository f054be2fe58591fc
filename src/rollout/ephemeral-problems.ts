import type { Workload } from 'cdk8s-plus-28';
import type { AddedMetadata } from './added-metadata';

/**
 * What is wrong with labels that pods have for a while only, as a list of problems: one that the selector uses would
 * take the pods away from their ReplicaSet or Service.
 * @param metadata the labels by the prop that gives them
 */
export function ephemeralProblems(
  rollout: Workload,
  metadata: Readonly<Record<string, AddedMetadata | undefined>>,
): string[] {
  const selected = Object.keys(rollout.matchLabels);
  return Object.entries(metadata).flatMap(([prop, added]) =>
    Object.keys(added?.labels ?? {})
      .filter((label) => selected.includes(label))
      .map((label) => `${prop} changes the label ${label}, by which the pods are selected: take another label`),
  );
}
