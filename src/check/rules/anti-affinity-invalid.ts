import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import { at, isThere, numberOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { BLUE_GREEN, CANARY } from '../strategy-paths';

/** An anti-affinity between versions that the controller refuses. */
export const ANTI_AFFINITY_INVALID: Rule = {
  id: 'anti-affinity-invalid',
  severity: 'error',
  what: 'An antiAffinity of a strategy with none or both of its two kinds, or with a weight outside 1 to 100.',
  why: 'The controller refuses it as InvalidSpec. A new Rollout gets no pods; a running one is frozen: it neither scales nor aborts.',
  remedy:
    'take one of requiredDuringSchedulingIgnoredDuringExecution and preferredDuringSchedulingIgnoredDuringExecution, the latter with a weight from 1 to 100',
  source: 'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutStrategyAntiAffinity',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      for (const strategy of [CANARY, BLUE_GREEN]) yield* problemsAt(rollout, [...strategy, 'antiAffinity']);
    }
  },
};

const [REQUIRED, PREFERRED] = ['required', 'preferred'].map((kind) => `${kind}DuringSchedulingIgnoredDuringExecution`);

function* problemsAt(object: ManifestObject, path: ManifestPath): Iterable<Problem> {
  const antiAffinity = at(object, ...path.map(String));
  if (!isThere(antiAffinity)) return;
  const kinds = [REQUIRED, PREFERRED].filter((kind) => isThere(at(antiAffinity, String(kind))));
  if (kinds.length !== 1) {
    const given = kinds.length === 0 ? 'neither' : 'both';
    yield { object, path, message: `antiAffinity takes one of ${REQUIRED} and ${PREFERRED}, got ${given}` };
  }
  const weight = numberOf(at(antiAffinity, String(PREFERRED), 'weight'));
  if (weight !== undefined && (weight < 1 || weight > 100)) {
    yield {
      object,
      path: [...path, String(PREFERRED), 'weight'],
      message: `the weight of an antiAffinity takes 1 to 100, got ${weight}`,
    };
  }
}
