import type { ConditionProblem } from '../../analysis/conditions/condition-problem';
import type { ResultType } from '../../analysis/conditions/result-type';
import type { Severity } from '../finding';
import { measuredConditions } from '../measured-conditions';
import { argumentsOfFields } from '../metric-place';
import { inOneLine, metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A condition that cannot be evaluated, or does not ask what it looks like. */
export const ANALYSIS_CONDITION_INVALID: Rule = {
  id: 'analysis-condition-invalid',
  severity: 'error',
  what: 'A condition that the controller cannot evaluate: by its syntax, its names or its types; or one that always says the same.',
  why: 'The controller reads conditions at each measurement and not before: each one is an Error, and the fifth in a row, 40 seconds after the first, aborts the release. The first release runs no analysis, so nothing shows it until the second.',
  remedy: 'write an expression of expr-lang about result that is true or false',
  source:
    'argo-rollouts utils/evaluate/evaluate.go, expr-lang/expr 1.17.7; recorded on Argo Rollouts 1.10.2: syntax, names, types and a result that is not true or false',
  *check(set) {
    for (const { measurement, field, text, path, problems } of measuredConditions(set)) {
      for (const problem of problems) {
        if (problem.code === 'list-compared') continue;
        yield {
          object: measurement.metric.template,
          path,
          message: `${metricText(measurement.metric)}: ${field} ${inOneLine(text)} ${problem.message}`,
          severity: severityOf(problem, measurement.metric.result),
          related: argumentsOfFields(measurement, [field]),
        };
      }
    }
  },
};

// What the controller does not refuse works somehow; but on a list, default(…) is compared as a list, and isNil(…) is the
// guard that does not hold.
function severityOf({ code, error }: ConditionProblem, result: ResultType): Severity {
  return error !== '' || (code === 'never-nil' && result.is === 'list') ? 'error' : 'warning';
}
