import { conditionProblems } from './conditions/condition-problems';
import { ANY } from './conditions/result-type';
import type { IMetricProvider } from './metric-provider';
import type { Conditions } from './no-traffic';

/**
 * What is wrong with the conditions of a metric, given what its provider hands over, as a list of problems: the controller
 * reads them at the first measurement of the second release, and aborts that after the fifth (argo-rollouts
 * utils/evaluate/evaluate.go).
 */
export function metricConditionProblems(
  { successCondition, failureCondition }: Partial<Conditions>,
  { hasConditions = true, resultType = ANY }: IMetricProvider,
): string[] {
  if (!hasConditions) return [];
  return Object.entries({ successCondition, failureCondition }).flatMap(([field, condition]) =>
    condition === undefined
      ? []
      : conditionProblems(condition, resultType).map(({ message }) => `${field} "${condition}" ${message}`),
  );
}
