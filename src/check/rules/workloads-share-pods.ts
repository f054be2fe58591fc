import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, entriesOf, isThere, wordOf } from '../../manifest/plain';
import { isFileSource } from '../../manifest/source';
import { releasesOf } from '../../release/release';
import { workloadOf } from '../../release/release-pods';
import { LabelIndex } from '../label-index';
import type { Rule } from '../rule';

/** Another workload whose pods the selector of a Rollout takes. */
export const WORKLOADS_SHARE_PODS: Rule = {
  id: 'workloads-share-pods',
  severity: 'warning',
  what: 'Another workload whose pods the selector of a Rollout takes for its own.',
  why: 'What goes by these labels alone takes the pods of both for one: a Service that the Rollout does not name, or names for the first time, an autoscaler, a PodDisruptionBudget, the query of a gate. Nothing reports it. It is what remains after a migration from a Deployment.',
  remedy: 'delete the other workload, or give one of the two labels of its own',
  source:
    'Kubernetes: a selector takes every pod with these labels; argo-rollouts rollout/service.go: only the Services of the Rollout get the hash of a version',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      const labels = at(rollout.spec, 'selector', 'matchLabels');
      if (isThere(at(rollout.spec, 'selector', 'matchExpressions'))) continue;
      const reference = workloadOf(rollout);
      for (const object of set.derive(byLabels).selectedBy(homeOf(set, rollout), labels)) {
        const isOwn =
          object === rollout || (reference?.kind === object.kind && reference.name === object.metadata.name);
        // The same object twice, as for several environments, is another matter.
        const isCopy = object.kind === rollout.kind && object.metadata.name === rollout.metadata.name;
        if (isOwn || isCopy || at(object.spec, 'replicas') === 0) continue;
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

const KINDS = ['Rollout', 'Deployment', 'StatefulSet', 'DaemonSet'];

function byLabels(set: ManifestSet): LabelIndex<ManifestObject> {
  const index = new LabelIndex<ManifestObject>();
  for (const object of KINDS.flatMap((kind) => set.ofKind(kind, 'apps', 'argoproj.io'))) {
    const labels = entriesOf(at(object.spec, 'template', 'metadata', 'labels'));
    index.add(object, homeOf(set, object), new Map(labels));
  }
  return index;
}

// Folders often hold the same application for several environments, none of which says its namespace.
function homeOf(set: ManifestSet, object: ManifestObject): string {
  const { namespace } = object.metadata;
  const source = set.sourceOf(object);
  if (namespace !== undefined || set.isComplete || !isFileSource(source)) return namespace ?? '';
  return source.file.replace(/[^/]*$/, '');
}
