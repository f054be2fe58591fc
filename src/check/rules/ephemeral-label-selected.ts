import { at, entriesOf, isThere, type Plain, wordOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import type { Rule } from '../rule';

/** A label of one version only that something selects by. */
export const EPHEMERAL_LABEL_SELECTED: Rule = {
  id: 'ephemeral-label-selected',
  severity: 'error',
  what: 'A label that the controller gives one version only, and that the selector of the Rollout or of a Service has.',
  why: 'The controller refuses a Service that selects by a label which the pod template lacks (InvalidSpec). One that the template has with another value is changed on the running pods, which leave the Service; one of the selector of the Rollout cannot be changed, as the API server refuses the ReplicaSet.',
  remedy: 'use labels in canaryMetadata, stableMetadata, previewMetadata and activeMetadata that nothing selects by',
  source:
    'argo-rollouts issue #2090, rollout/ephemeralmetadata.go; recorded on Argo Rollouts 1.10.2: a Service that selects a label of stableMetadata',
  *check(set) {
    for (const release of releasesOf(set)) {
      const selected = selectedKeys(release);
      for (const path of PLACES) {
        for (const [key, value] of entriesOf(at(release.rollout, ...path))) {
          if (!selected.has(key) || !isThere(value) || isNoChange(release, key, value)) continue;
          yield {
            object: release.rollout,
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

function selectedKeys({ rollout, services }: Release): ReadonlySet<string> {
  return new Set([
    ...entriesOf(at(rollout.spec, 'selector', 'matchLabels')).map(([key]) => key),
    ...services.flatMap(({ role, object }) =>
      role === 'root' ? [] : entriesOf(at(object?.spec, 'selector')).map(([key]) => key),
    ),
  ]);
}

// All pods have that value already.
function isNoChange({ pods }: Release, key: string, value: Plain): boolean {
  return pods !== undefined && pods.labels.get(key) === value;
}
