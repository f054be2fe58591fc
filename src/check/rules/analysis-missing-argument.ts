import { at, isThere, listOf } from '../../manifest/plain';
import type { Gate } from '../../release/gate';
import { declaredArguments } from '../../release/gate-arguments';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import { gateText } from '../gate-text';
import type { Rule } from '../rule';
import { analysesIn } from '../template-groups';

/** An argument of an analysis that nobody gives a value. */
export const ANALYSIS_MISSING_ARGUMENT: Rule = {
  id: 'analysis-missing-argument',
  severity: 'error',
  what: 'An argument that a template declares without a value, and that the analysis does not give either.',
  why: 'The controller refuses the Rollout as InvalidSpec ("args.… was not resolved"): a new one gets no pods, and a running one is frozen. In an experiment the analysis ends in an Error, and the release is aborted.',
  remedy: 'give the argument under args of the analysis, or a value in the template',
  source:
    'argo-rollouts utils/analysis/helpers.go ResolveArgs, pkg/apis/rollouts/validation/validation_references.go ValidateAnalysisTemplateWithType; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const gate of analysesIn(set)) {
      // A template that is not here may have a value for it.
      if (!gate.isWhole) continue;
      for (const { name, isGiven, object, path, value } of gate.args.values()) {
        if (isGiven || isThere(at(value, 'value'))) continue;
        yield {
          object: gate.rollout,
          path: [...gate.path, 'args'],
          message: `${gateText(gate)} does not give the argument ${quote(name)}, and ${object.kind} ${quote(object.metadata.name)} declares it without a value`,
          related: [{ object, path, message: 'declared here' }],
        };
      }
      if (gate.place === 'background') yield* ofEachTemplate(gate);
    }
  },
};

// Of a background analysis the controller wants a value for each template by itself, whatever the others have.
function* ofEachTemplate({ rollout, path, value, templates, args }: Gate): Generator<Problem> {
  const given = new Set(listOf(at(value, 'args')).map((argument) => at(argument, 'name')));
  for (const { name, isGiven, object, path: place, value: own } of templates.flatMap(declaredArguments)) {
    if (isGiven || isThere(at(own, 'value')) || given.has(name) || args.get(name)?.isGiven !== true) continue;
    yield {
      object: rollout,
      path: [...path, 'args'],
      message: `the background analysis does not give the argument ${quote(name)}, and ${object.kind} ${quote(object.metadata.name)} declares it without a value: that of another template does not count for it`,
      related: [{ object, path: place, message: 'declared here' }],
    };
  }
}
