import { groupOf, type ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, entriesOf, isThere, type Plain, textOf } from '../manifest/plain';

/** The pods of a release, as the Rollout or the workload that it refers to describes them. */
export interface ReleasePods {
  /** The object that has the template. */
  readonly object: ManifestObject;

  /** The way to the template in it. */
  readonly path: ManifestPath;

  /** The template. */
  readonly template: Plain;

  /** The labels of the pods. */
  readonly labels: ReadonlyMap<string, Plain>;
}

/** What a Rollout names as its workload; undefined where it has its own template. */
export interface WorkloadReference {
  /** The group and version. */
  readonly apiVersion: string;

  /** The kind. */
  readonly kind: string;

  /** The name. */
  readonly name: string;
}

/** The pods of a Rollout; undefined where the workload that describes them is not in the set. */
export function releasePods(set: ManifestSet, rollout: ManifestObject): ReleasePods | undefined {
  const reference = workloadOf(rollout);
  if (reference === undefined) return podsAt(rollout, ['spec', 'template']);
  const { apiVersion, kind, name } = reference;
  const workload = set.tryFind({ groups: [groupOf(apiVersion)], kind, name }, rollout);
  if (workload === undefined) return undefined;
  return podsAt(workload, kind === 'PodTemplate' ? ['template'] : ['spec', 'template']);
}

/** The workload that a Rollout takes its pods from; undefined where it has its own template. */
export function workloadOf(rollout: ManifestObject): WorkloadReference | undefined {
  const reference = at(rollout.spec, 'workloadRef');
  if (!isThere(reference)) return undefined;
  return {
    apiVersion: textOf(at(reference, 'apiVersion')) ?? '',
    kind: textOf(at(reference, 'kind')) ?? '',
    name: textOf(at(reference, 'name')) ?? '',
  };
}

/** Whether a `matchLabels` of a selector, or the selector of a Service, takes pods with these labels. */
export function selects(matchLabels: Plain, labels: ReadonlyMap<string, Plain>): boolean {
  return entriesOf(matchLabels).every(([key, value]) => labels.get(key) === value);
}

function podsAt(object: ManifestObject, path: readonly string[]): ReleasePods | undefined {
  const template = at(object, ...path);
  if (!isThere(template)) return undefined;
  return { object, path, template, labels: new Map(entriesOf(at(template, 'metadata', 'labels'))) };
}
