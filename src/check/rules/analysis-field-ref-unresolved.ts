import { at, isThere, listOf, type Plain, textOf } from '../../manifest/plain';
import { declaredArguments } from '../../release/gate-arguments';
import { quote } from '../../validation/names';
import { gateText } from '../gate-text';
import type { Rule } from '../rule';
import { analysesIn } from '../template-groups';

/** A fieldRef in a template, which nothing ever reads. */
export const ANALYSIS_FIELD_REF_UNRESOLVED: Rule = {
  id: 'analysis-field-ref-unresolved',
  severity: 'error',
  what: 'An argument that a template takes from a fieldRef, and that the analysis does not give.',
  why: 'The schema takes a fieldRef in a template, and the controller never reads it: the AnalysisRun ends in an Error ("was not supplied") and the release is aborted. The first deployment runs no analysis, so the second release shows it.',
  remedy: 'write the fieldRef under args of the analysis in the Rollout, and only the name in the template',
  source: 'argo-rollouts utils/template/template.go; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const gate of analysesIn(set)) {
      // A template that is not here may have a value for it.
      if (!gate.isWhole) continue;
      const given = new Set(listOf(at(gate.value, 'args')).map((argument) => at(argument, 'name')));
      const declared = gate.templates.flatMap(declaredArguments);
      const known = new Set(declared.filter(({ text }) => text !== undefined).map(({ name }) => name));
      for (const { name, object, path, value } of declared) {
        const field = at(value, 'valueFrom', 'fieldRef');
        if (!isThere(field) || isThere(at(value, 'value')) || given.has(name) || known.has(name)) continue;
        yield {
          object,
          path: [...path, 'valueFrom', 'fieldRef'],
          message: `the argument ${quote(name)} is taken from a fieldRef${pathOf(field)}, which works in the Rollout only, and ${gateText(gate)} does not give it`,
          related: [{ object: gate.rollout, path: gate.path, message: 'used here' }],
        };
      }
    }
  },
};

function pathOf(field: Plain): string {
  const path = textOf(at(field, 'fieldPath'));
  return path === undefined ? '' : ` (${path})`;
}
