import { at, entriesOf, isThere, listOf, type Plain, wordOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { workloadOf } from '../../release/release-pods';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import { expressionFault, expressionHolds, expressionText } from '../label-expression';
import type { Rule } from '../rule';

/** A selector that is missing, selects everything, or does not select the Rollout's own pods. */
export const SELECTOR_MISMATCH: Rule = {
  id: 'selector-mismatch',
  severity: 'error',
  what: 'A selector of a Rollout that is missing, empty or malformed, or does not select the pods of its own template.',
  why: 'The controller refuses it as InvalidSpec. A new Rollout gets no pods; a running one is frozen: it neither scales nor aborts.',
  remedy: 'let matchLabels name labels that spec.template.metadata.labels has with the same values',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutSpec, rollout/templateref.go: a PodTemplate has no selector to take over',
  *check(set) {
    for (const release of releasesOf(set)) {
      const selector = at(release.rollout.spec, 'selector');
      yield* isThere(selector) ? faults(release, selector) : missing(release);
    }
  },
};

function* missing({ rollout }: Release): Iterable<Problem> {
  const workload = workloadOf(rollout);
  if (workload !== undefined && workload.kind !== 'PodTemplate') return;
  yield {
    object: rollout,
    path: ['spec'],
    message:
      workload === undefined
        ? 'spec.selector is missing: the controller does not know which pods are of this Rollout'
        : `spec.selector is missing, and PodTemplate ${workload.name} of workloadRef has none to take over`,
  };
}

function* faults({ rollout, pods }: Release, selector: Plain): Iterable<Problem> {
  const labels = entriesOf(at(selector, 'matchLabels'));
  const expressions = listOf(at(selector, 'matchExpressions'));
  if (labels.length + expressions.length === 0) {
    yield { object: rollout, path: ['spec', 'selector'], message: 'spec.selector is empty, and has to name labels' };
  }
  const mismatch = (wanted: string, key: string): string =>
    `spec.selector wants pods with ${wanted}, and those of ${pods?.object.kind} ${pods?.object.metadata.name} have ` +
    `${pods?.labels.has(key) ? `${key}=${quote(pods.labels.get(key))}` : `no label ${key}`}`;
  const related =
    pods === undefined
      ? []
      : [{ object: pods.object, path: labelsPath(pods.path, pods.template), message: 'the labels' }];
  for (const [key, value] of labels) {
    if (pods === undefined || typeof value !== 'string' || pods.labels.get(key) === value) continue;
    const path = ['spec', 'selector', 'matchLabels', key];
    yield { object: rollout, path, message: mismatch(`${key}=${quote(value)}`, key), related };
  }
  for (const [index, expression] of expressions.entries()) {
    const path = ['spec', 'selector', 'matchExpressions', index];
    const fault = expressionFault(expression);
    if (fault !== undefined)
      yield { object: rollout, path, message: `spec.selector.matchExpressions[${index}] ${fault}` };
    else if (pods !== undefined && !expressionHolds(expression, pods.labels)) {
      yield {
        object: rollout,
        path,
        message: mismatch(expressionText(expression), wordOf(at(expression, 'key'))),
        related,
      };
    }
  }
}

function labelsPath(path: readonly (string | number)[], template: Plain): readonly (string | number)[] {
  if (isThere(at(template, 'metadata', 'labels'))) return [...path, 'metadata', 'labels'];
  return path;
}
