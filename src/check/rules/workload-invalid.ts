import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, entriesOf, isThere, listOf, wordOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { type ReleasePods, workloadOf } from '../../release/release-pods';
import type { Problem } from '../finding';
import { podPartFaults } from '../pod-structure';
import type { Rule } from '../rule';

/** A workload of a workloadRef that the API server refuses. */
export const WORKLOAD_INVALID: Rule = {
  id: 'workload-invalid',
  severity: 'error',
  what: 'A workload that a Rollout takes its pods from, and that the API server refuses.',
  why: 'The workload is not made, or stays as it was: the Rollout that refers to it is InvalidSpec, or goes on with the old pods.',
  remedy: 'let its selector take the pods of its own template, and write those as the API server takes them',
  source: 'kubernetes pkg/apis/apps/validation/validation.go and pkg/apis/core/validation/validation.go',
  *check(set) {
    for (const pods of set.derive(workloads).values()) {
      if (SELECTING.includes(pods.object.kind)) yield* selectorProblems(pods);
      for (const { path, message } of podPartFaults(pods.template)) {
        yield { object: pods.object, path: [...pods.path, ...path], message };
      }
    }
  },
};

const SELECTING = ['Deployment', 'ReplicaSet'];

function workloads(set: ManifestSet): ReadonlyMap<ManifestObject, ReleasePods> {
  return new Map(
    releasesOf(set).flatMap(({ rollout, pods }) =>
      pods === undefined || workloadOf(rollout) === undefined ? [] : [[pods.object, pods] as const],
    ),
  );
}

function* selectorProblems({ object, path, labels }: ReleasePods): Iterable<Problem> {
  const selector = at(object.spec, 'selector');
  const { kind, metadata } = object;
  const wanted = entriesOf(at(selector, 'matchLabels'));
  if (wanted.length === 0 && listOf(at(selector, 'matchExpressions')).length === 0) {
    yield {
      object,
      path: isThere(selector) ? ['spec', 'selector'] : ['spec'],
      message: `${kind} "${metadata.name}" has no labels in spec.selector, and the API server wants some`,
    };
  }
  for (const [key, value] of wanted) {
    if (labels.get(key) === value) continue;
    const own = labels.get(key);
    yield {
      object,
      path: ['spec', 'selector', 'matchLabels', key],
      message: `${kind} "${metadata.name}" selects ${key}=${wordOf(value)}, and the pods of its template have ${own === undefined ? 'no such label' : `${key}=${wordOf(own)}`}`,
      related: [{ object, path: [...path, 'metadata', 'labels'], message: 'the labels of the pods' }],
    };
  }
}
