import { declaredArguments, type GateArgument } from '../../release/gate-arguments';
import { quote } from '../../validation/names';
import type { Rule } from '../rule';
import { templateGroups } from '../template-groups';

/** An argument to which templates of one analysis give different values. */
export const ANALYSIS_ARGUMENT_CONFLICT: Rule = {
  id: 'analysis-argument-conflict',
  severity: 'error',
  what: 'An argument that is declared with different values in the templates of one analysis, or twice in one template.',
  why: 'The controller refuses the Rollout as InvalidSpec, even if it gives the argument a value itself: a new one gets no pods, and a running one is frozen. In an experiment the analysis ends in an Error, and the release is aborted.',
  remedy: 'give both the same value, or leave the value out in one of them',
  source: 'argo-rollouts utils/analysis/helpers.go flattenArgs',
  *check(set) {
    for (const { templates } of templateGroups(set)) {
      const known = new Map<string, GateArgument>();
      for (const argument of templates.flatMap(declaredArguments)) {
        const first = known.get(argument.name);
        if (argument.text !== undefined && first === undefined) known.set(argument.name, argument);
        if (argument.text === undefined || first === undefined || first.text === argument.text) continue;
        const { kind, metadata } = first.object;
        const where = first.object === argument.object ? 'before' : `in ${kind} ${quote(metadata.name)}`;
        yield {
          object: argument.object,
          path: [...argument.path, 'value'],
          message: `the argument ${quote(argument.name)} is ${quote(argument.text)} here, and ${quote(first.text)} ${where}`,
          related: [{ object: first.object, path: [...first.path, 'value'], message: 'the other value' }],
        };
      }
    }
  },
};
