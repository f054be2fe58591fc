import type { ManifestSet } from '../../manifest/manifest-set';
import { at, isThere, listOf, type Plain } from '../../manifest/plain';
import type { Gate } from '../../release/gate';
import { declaredArguments } from '../../release/gate-arguments';
import { templatesOf } from '../../release/measurements';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import { isValidatedAlone } from '../gate-text';
import type { Rule } from '../rule';
import { analysesIn } from '../template-groups';

/** An argument that has a value, and takes one from somewhere else too. */
export const ANALYSIS_ARGUMENT_TWO_SOURCES: Rule = {
  id: 'analysis-argument-two-sources',
  severity: 'warning',
  what: 'An argument with both value and valueFrom, or one that is given a value although its template takes it from a Secret.',
  why: 'In a template of a step, or before or after a promotion, the controller refuses the Rollout as InvalidSpec. Elsewhere valueFrom wins, and the value that somebody wrote is dropped silently; only a fieldRef in a template, and what stands in an Experiment, is dropped itself.',
  remedy: 'leave either value or valueFrom out',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation_references.go, analysis/analysis.go resolveArgs, experiments/experiment.go ResolveAnalysisRunArgs; recorded on Argo Rollouts 1.10.2: secretKeyRef beats what the Rollout gives',
  *check(set) {
    yield* inTemplates(set);
    for (const gate of analysesIn(set)) yield* given(gate);
  },
};

function* inTemplates(set: ManifestSet): Generator<Problem> {
  const refused = new Set(analysesIn(set).flatMap((gate) => (isValidatedAlone(gate) ? gate.templates : [])));
  for (const template of templatesOf(set)) {
    for (const { name, path, value } of declaredArguments(template)) {
      if (!isThere(at(value, 'value')) || !isThere(at(value, 'valueFrom'))) continue;
      const isRefused = refused.has(template);
      yield {
        object: template,
        path: [...path, 'value'],
        severity: isRefused ? 'error' : 'warning',
        message: `the argument ${quote(name)} has both value and valueFrom, ${effectOf(value, isRefused)}`,
      };
    }
  }
}

// Of a template the controller reads a secretKeyRef only.
function effectOf(argument: Plain, isRefused: boolean): string {
  if (isRefused) return 'which the controller refuses where a release waits for the analysis';
  return isThere(at(argument, 'valueFrom', 'secretKeyRef')) ? 'and the value is dropped' : 'and valueFrom is dropped';
}

function* given({ rollout, path, value, templates }: Gate): Generator<Problem> {
  const secrets = new Set(
    templates
      .flatMap(declaredArguments)
      .filter((argument) => isThere(at(argument.value, 'valueFrom', 'secretKeyRef')))
      .map(({ name }) => name),
  );
  for (const [index, argument] of listOf(at(value, 'args')).entries()) {
    const name = at(argument, 'name');
    const place = { object: rollout, path: [...path, 'args', index, 'value'] };
    if (!isThere(at(argument, 'value'))) continue;
    if (isThere(at(argument, 'valueFrom'))) {
      const dropped = rollout.kind === 'Experiment' ? 'valueFrom' : 'the value';
      yield {
        ...place,
        message: `the argument ${quote(name)} has both value and valueFrom, and ${dropped} is dropped`,
      };
    } else if (typeof name === 'string' && secrets.has(name)) {
      yield {
        ...place,
        message: `the argument ${quote(name)} is given a value, and the template takes it from a Secret, which counts`,
        remedy: 'take the secretKeyRef out of the template, or do not give the argument',
      };
    }
  }
}
