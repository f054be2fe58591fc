import { at, entriesOf, isThere, wordOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';

/** A label of one version only that something selects by. */
export const EPHEMERAL_LABEL_SELECTED: Rule = {
  id: 'ephemeral-label-selected',
  severity: 'error',
  what: 'A label that the controller gives one version only, and that the selector of the Rollout or of a Service has.',
  why: 'The controller refuses a Service that selects by a label which the pod template lacks (InvalidSpec), and a changed label of the selector takes pods away from their ReplicaSet.',
  remedy: 'use labels in canaryMetadata, stableMetadata, previewMetadata and activeMetadata that nothing selects by',
  source: 'argo-rollouts issue #2090; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const { rollout, services } of releasesOf(set)) {
      const selected = new Set([
        ...entriesOf(at(rollout.spec, 'selector', 'matchLabels')).map(([key]) => key),
        ...services.flatMap(({ object }) => entriesOf(at(object?.spec, 'selector')).map(([key]) => key)),
      ]);
      for (const path of PLACES) {
        for (const [key, value] of entriesOf(at(rollout, ...path))) {
          if (!selected.has(key) || !isThere(value)) continue;
          yield {
            object: rollout,
            path: [...path, key],
            message: `${path.at(-2)} gives one version the label ${key}=${wordOf(value)}, which a selector of this release has too`,
          };
        }
      }
    }
  },
};

const PLACES = [
  ...['canaryMetadata', 'stableMetadata'].map((key) => ['spec', 'strategy', 'canary', key, 'labels']),
  ...['previewMetadata', 'activeMetadata'].map((key) => ['spec', 'strategy', 'blueGreen', key, 'labels']),
];
