import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, textOf } from '../../manifest/plain';
import type { Gate } from '../../release/gate';
import { declaredArguments } from '../../release/gate-arguments';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import { gateText } from '../gate-text';
import { nearest } from '../nearest';
import { placeholdersOf } from '../placeholders';
import type { Rule } from '../rule';
import { analysesIn, templateGroups } from '../template-groups';

/** An argument of an analysis that changes nothing. */
export const ANALYSIS_UNUSED_ARGUMENT: Rule = {
  id: 'analysis-unused-argument',
  severity: 'warning',
  what: 'An argument that a template declares and no metric uses, or that is given to an analysis and no template declares.',
  why: 'Whoever gives it believes that it narrows down what is measured. The controller drops it without a word, and the metric measures the same for every Rollout.',
  remedy: 'use it in the metrics as {{args.name}}, or leave it out',
  source:
    'argo-rollouts utils/analysis/helpers.go MergeArgs; recorded on Argo Rollouts 1.10.2: unknown names are dropped silently',
  *check(set) {
    yield* declaredAndNotUsed(set);
    for (const gate of analysesIn(set)) if (gate.isWhole) yield* givenAndNotDeclared(gate);
  },
};

function* declaredAndNotUsed(set: ManifestSet): Generator<Problem> {
  const used = new Map<ManifestObject, Set<string>>();
  const unknown = new Set<ManifestObject>();
  for (const { templates, isWhole } of templateGroups(set)) {
    const names = templates.flatMap((template) => placeholdersOf(set, template).map(({ argument = '' }) => argument));
    for (const template of templates) {
      const known = used.get(template) ?? new Set();
      for (const name of names) known.add(name);
      used.set(template, known);
      // A template that is not here may use it.
      if (!isWhole) unknown.add(template);
    }
  }
  for (const [template, names] of used) {
    if (unknown.has(template)) continue;
    for (const { name, path } of declaredArguments(template)) {
      if (names.has(name)) continue;
      const message = `the argument ${quote(name)} is declared, and no metric uses {{args.${name}}}`;
      yield { object: template, path: [...path, 'name'], message };
    }
  }
}

function* givenAndNotDeclared(gate: Gate): Generator<Problem> {
  const known = [...gate.args.keys()];
  for (const [index, argument] of listOf(at(gate.value, 'args')).entries()) {
    const name = textOf(at(argument, 'name'));
    if (name === undefined || gate.args.has(name)) continue;
    const meant = nearest(name, known);
    const declared = known.length === 0 ? 'they declare none' : `they declare ${known.map(quote).join(', ')}`;
    yield {
      object: gate.rollout,
      path: [...gate.path, 'args', index, 'name'],
      message: `${gateText(gate)} is given the argument ${quote(name)}, which its templates do not declare (${declared})${meant === undefined ? '' : `: ${quote(meant)} may be meant`}`,
      remedy: 'declare the argument in the template and use it there, or leave it out',
    };
  }
}
