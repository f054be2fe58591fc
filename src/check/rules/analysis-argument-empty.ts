import { at, isThere, listOf, textOf } from '../../manifest/plain';
import { declaredArguments } from '../../release/gate-arguments';
import { quote } from '../../validation/names';
import type { Rule } from '../rule';
import { analysesIn } from '../template-groups';

/** An argument that is given to an analysis as an empty text. */
export const ANALYSIS_ARGUMENT_EMPTY: Rule = {
  id: 'analysis-argument-empty',
  severity: 'warning',
  what: 'An argument that an analysis is given without a value, or with an empty one.',
  why: 'It counts as the empty text, and replaces the value that the template has: the query selects something else, or nothing, and nobody is told.',
  remedy: 'give it a value, or leave the argument out so that the value of the template counts',
  source:
    'argo-rollouts utils/analysis/factory.go BuildArgumentsForRolloutAnalysisRun; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const { rollout, path, value, templates, args } of analysesIn(set)) {
      const defaults = new Map(templates.flatMap(declaredArguments).map(({ name, text }) => [name, text]));
      for (const [index, argument] of listOf(at(value, 'args')).entries()) {
        const name = textOf(at(argument, 'name'));
        // One that no template declares is dropped.
        if (name === undefined || !args.has(name)) continue;
        const text = at(argument, 'value');
        // An Experiment gives nothing then.
        if (rollout.kind === 'Experiment' && !isThere(text)) continue;
        if (isThere(at(argument, 'valueFrom')) || (isThere(text) && text !== '')) continue;
        const replaced = defaults.get(name);
        // The template means the empty text as well.
        if (replaced === '') continue;
        const instead = replaced === undefined ? '' : `, in place of the template's ${quote(replaced)}`;
        yield {
          object: rollout,
          path: [...path, 'args', index, 'value'],
          message: `the argument ${quote(name)} is given ${isThere(text) ? 'as an empty text' : 'no value, which is an empty text'}${instead}`,
        };
      }
    }
  },
};
