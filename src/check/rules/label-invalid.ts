import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import { at, entriesOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { labelProblems } from '../../validation/names';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { BLUE_GREEN, CANARY } from '../strategy-paths';

/** A label of pods, or of the selector, that Kubernetes does not take. */
export const LABEL_INVALID: Rule = {
  id: 'label-invalid',
  severity: 'error',
  what: 'A label of the selector or of the pods of a Rollout that Kubernetes does not take.',
  why: 'The CRD takes it, and no pod is ever started: for the pods the controller says InvalidSpec, for those of one version ReplicaSetCreateError, and for the selector nothing at all, no status and no event, only lines in its log.',
  remedy: 'write at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit',
  source:
    'recorded on Argo Rollouts 1.10.2; argo-rollouts rollout/replicaset.go getReplicaSetsForRollouts reads the selector before the validation, rollout/sync.go createDesiredReplicaSet',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      for (const path of LABELS) yield* problemsAt(rollout, path);
    }
  },
};

const metadata = (strategy: ManifestPath, name: string): ManifestPath => [...strategy, `${name}Metadata`, 'labels'];

const LABELS: readonly ManifestPath[] = [
  ['spec', 'selector', 'matchLabels'],
  ['spec', 'template', 'metadata', 'labels'],
  metadata(CANARY, 'canary'),
  metadata(CANARY, 'stable'),
  metadata(BLUE_GREEN, 'active'),
  metadata(BLUE_GREEN, 'preview'),
];

function problemsAt(rollout: ManifestObject, path: ManifestPath): Problem[] {
  return entriesOf(at(rollout, ...path.map(String))).flatMap(([key, value]) =>
    // What is no text is told of by the schema.
    typeof value !== 'string'
      ? []
      : labelProblems(path.join('.'), key, value).map((message) => ({
          object: rollout,
          path: [...path, key],
          message,
        })),
  );
}
