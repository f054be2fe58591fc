import type { ManifestPath } from '../../manifest/manifest-path';
import { pathText } from '../../manifest/manifest-path';
import { at, listOf, numberOf, type Plain } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Severity } from '../finding';
import type { Rule } from '../rule';
import { BLUE_GREEN, CANARY } from '../strategy-paths';

/** A number of a Rollout that is below 0. */
export const NUMBER_NEGATIVE: Rule = {
  id: 'number-negative',
  severity: 'error',
  what: 'A number of pods, versions or seconds that is below 0.',
  why: 'The API server or the controller refuses some of them (apply fails, InvalidSpec, or a ReplicaSet that cannot be scaled); the others mean nothing, and no message says so.',
  remedy: 'take 0 or more, or leave the field out for its default',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutSpec; recorded: replicas -1 is refused at apply by the scale subresource',
  *check(set) {
    for (const { rollout, steps } of releasesOf(set)) {
      const ofExperiments = steps.flatMap(({ path, value }) => replicasOfExperiment(value, path));
      for (const [severity, path] of [...NUMBERS, ...ofExperiments]) {
        const value = numberOf(at(rollout, ...path.map(String)));
        if (value === undefined || value >= 0) continue;
        yield { object: rollout, path, severity, message: `${pathText(path)} takes 0 or more, got ${value}` };
      }
    }
  },
};

function replicasOfExperiment(step: Plain, path: ManifestPath): (readonly [Severity, ManifestPath])[] {
  return listOf(at(step, 'experiment', 'templates')).map((_, index) => [
    'error',
    [...path, 'experiment', 'templates', index, 'replicas'],
  ]);
}

const canary = (key: string): ManifestPath => [...CANARY, key];
const blueGreen = (key: string): ManifestPath => [...BLUE_GREEN, key];

const NUMBERS: readonly (readonly [Severity, ManifestPath])[] = [
  ['error', ['spec', 'replicas']],
  ['error', ['spec', 'minReadySeconds']],
  ['error', ['spec', 'revisionHistoryLimit']],
  ['error', ['spec', 'progressDeadlineSeconds']],
  // The API server refuses a ReplicaSet with fewer than 0 pods, at each reconcile.
  ['error', blueGreen('previewReplicaCount')],
  ['warning', blueGreen('autoPromotionSeconds')],
  ...['maxSurge', 'maxUnavailable', 'minPodsPerReplicaSet'].map((key) => ['warning', canary(key)] as const),
  ['warning', blueGreen('maxUnavailable')],
  ...['scaleDownDelaySeconds', 'abortScaleDownDelaySeconds', 'scaleDownDelayRevisionLimit'].flatMap((key) => [
    ['warning', canary(key)] as const,
    ['warning', blueGreen(key)] as const,
  ]),
];
