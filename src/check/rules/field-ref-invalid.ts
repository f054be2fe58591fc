import type { ManifestObject } from '../../manifest/manifest';
import { at, entriesOf, isThere, listOf, textOf } from '../../manifest/plain';
import type { Gate } from '../../release/gate';
import { type Release, releasesOf } from '../../release/release';
import { labelProblems, quote } from '../../validation/names';
import type { Problem } from '../finding';
import type { Rule } from '../rule';

/** An argument of an analysis that is taken from a field which the Rollout does not have. */
export const FIELD_REF_INVALID: Rule = {
  id: 'field-ref-invalid',
  severity: 'error',
  what: 'An argument of an analysis from a fieldPath that the Rollout cannot have, or does not have.',
  why: 'Of metadata the controller knows a few paths and refuses the others: InvalidSpec in a step, and elsewhere where the template has no value of its own. A label or annotation that is not there gives an empty text, silently, and the query measures something else. With a path to nothing below spec no AnalysisRun is made: the release stands still, and only the log of the controller says why.',
  remedy:
    "take metadata.name, metadata.namespace, metadata.uid, metadata.labels['key'], metadata.annotations['key'] or a path below spec or status",
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go, utils/analysis/factory.go; kubernetes pkg/fieldpath; recorded: a label that is not there gives ""',
  *check(set) {
    for (const release of releasesOf(set)) {
      for (const gate of release.gates) yield* problems(release, gate);
    }
  },
};

function* problems({ rollout }: Release, { path, value }: Gate): Iterable<Problem> {
  for (const [index, argument] of listOf(at(value, 'args')).entries()) {
    const fieldPath = textOf(at(argument, 'valueFrom', 'fieldRef', 'fieldPath'));
    if (fieldPath === undefined) continue;
    const place = [...path, 'args', index, 'valueFrom', 'fieldRef', 'fieldPath'];
    const what = `argument ${quote(at(argument, 'name'))} is taken from ${quote(fieldPath)}`;
    if (fieldPath.startsWith('metadata')) {
      const missing = missingKey(fieldPath, rollout.metadata);
      if (!isMetadataPath(fieldPath)) {
        yield {
          object: rollout,
          path: place,
          message: `${what}, and of metadata there are name, namespace, uid, labels and annotations only`,
        };
      } else if (missing !== undefined) {
        const message = `${what}, and the Rollout has no such ${missing}: the argument would be empty`;
        yield { object: rollout, path: place, severity: 'warning', message };
      }
    } else if (/^spec\b/.test(fieldPath)) {
      const fault = faultBelowSpec(rollout, fieldPath);
      if (fault !== undefined) yield { object: rollout, path: place, message: `${what}, ${fault}: ${EFFECT}` };
    } else if (!/^status\b/.test(fieldPath)) {
      yield {
        object: rollout,
        path: place,
        severity: 'warning',
        message: `${what}, which no Rollout has: ${EFFECT}`,
      };
    }
  }
}

// Of several such arguments the error of the last one alone counts, and the others are empty.
const EFFECT = 'the analysis could not be started, or the argument would be empty';

// As the controller goes through the Rollout (argo-rollouts utils/analysis/factory.go extractValueFromRollout).
function faultBelowSpec({ spec }: ManifestObject, fieldPath: string): string | undefined {
  const [first = '', ...rest] = fieldPath
    .split(/[.[\]]+/)
    .filter((key) => key !== '')
    .slice(1);
  if (first === 'template' && isThere(at(spec, 'workloadRef'))) {
    return 'and the pods are those of the workload that workloadRef names, which the controller does not look into for this';
  }
  // What is missing altogether is of a manifest that is not whole, or has a default.
  if (!isThere(at(spec, first)) || DEFAULTED.includes(rest.at(-1) ?? '')) return undefined;
  const value = at(spec, first, ...rest);
  if (!isThere(value)) return 'which the Rollout does not have';
  return typeof value === 'object' ? 'which is no single value' : undefined;
}

// The CRD has a default for these.
const DEFAULTED = ['protocol', 'service'];

const WHOLE = ['name', 'namespace', 'uid', 'labels', 'annotations'].map((field) => `metadata.${field}`);
const KEYED = /^metadata\.(labels|annotations)\['(.*)'\]$/;

// What the controller, Argo CD, Helm and kubectl add to what they write.
const ADDED =
  /^(rollout\.argoproj\.io\/|argocd\.argoproj\.io\/|meta\.helm\.sh\/|app\.kubernetes\.io\/(instance|managed-by)$|kubectl\.kubernetes\.io\/last-applied)/;

// As the downward API reads it (kubernetes pkg/fieldpath/fieldpath.go).
function isMetadataPath(fieldPath: string): boolean {
  const [, , key] = fieldPath.match(KEYED) ?? [];
  return key === undefined ? WHOLE.includes(fieldPath) : labelProblems('', key.toLowerCase(), '').length === 0;
}

function missingKey(fieldPath: string, metadata: unknown): string | undefined {
  const [, field = '', key = ''] = fieldPath.match(KEYED) ?? [];
  const isKnown = entriesOf(at(metadata, field)).some(([name, value]) => name === key && isThere(value));
  if (field === '' || isKnown || ADDED.test(key)) return undefined;
  return field === 'labels' ? 'label' : 'annotation';
}
