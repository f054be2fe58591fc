import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, entriesOf, isThere, type Plain, wordOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { selects, workloadOf } from '../../release/release-pods';
import type { Rule } from '../rule';

/** Another workload whose pods the selector of a Rollout takes. */
export const WORKLOADS_SHARE_PODS: Rule = {
  id: 'workloads-share-pods',
  severity: 'error',
  what: 'Another workload whose pods the selector of a Rollout, and so its Services, take for their own.',
  why: 'Requests reach pods that the release does not know, and weights and gates mean nothing. It is what remains after a migration from a Deployment.',
  remedy: 'delete the other workload, or give one of the two labels of its own',
  source: 'Kubernetes: a selector takes every pod with these labels; argo-rollouts controller.go',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      const labels = at(rollout.spec, 'selector', 'matchLabels');
      const [first] = entriesOf(labels);
      if (first === undefined || isThere(at(rollout.spec, 'selector', 'matchExpressions'))) continue;
      const candidates = set.derive(byLabel).get(keyOf(rollout, first)) ?? [];
      const reference = workloadOf(rollout);
      for (const { object, podLabels } of candidates) {
        const isOwn =
          object === rollout || (reference?.kind === object.kind && reference.name === object.metadata.name);
        // The same object twice, as for several environments, is another matter.
        const isCopy = object.kind === rollout.kind && object.metadata.name === rollout.metadata.name;
        if (isOwn || isCopy || !selects(labels, podLabels)) continue;
        yield {
          object: rollout,
          path: ['spec', 'selector', 'matchLabels'],
          message: `the selector of Rollout "${rollout.metadata.name}" takes the pods of ${object.kind} "${object.metadata.name}" too (${entriesOf(
            labels,
          )
            .map(([key, value]) => `${key}=${wordOf(value)}`)
            .join(', ')})`,
          related: [
            { object, path: ['spec', 'template', 'metadata', 'labels'], message: 'the labels of the other pods' },
          ],
        };
      }
    }
  },
};

interface Workload {
  readonly object: ManifestObject;
  readonly podLabels: ReadonlyMap<string, Plain>;
}

const KINDS = ['Rollout', 'Deployment', 'StatefulSet', 'DaemonSet'];

function byLabel(set: ManifestSet): Map<string, Workload[]> {
  const index = new Map<string, Workload[]>();
  for (const object of KINDS.flatMap((kind) => set.ofKind(kind, 'apps', 'argoproj.io'))) {
    const labels = entriesOf(at(object.spec, 'template', 'metadata', 'labels'));
    for (const label of labels) {
      const key = keyOf(object, label);
      const others = index.get(key);
      const workload = { object, podLabels: new Map(labels) };
      if (others === undefined) index.set(key, [workload]);
      else others.push(workload);
    }
  }
  return index;
}

function keyOf({ metadata }: ManifestObject, [key, value]: readonly [string, Plain]): string {
  return `${metadata.namespace ?? ''} ${key}=${wordOf(value)}`;
}
