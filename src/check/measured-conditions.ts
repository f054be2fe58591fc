import type { ConditionProblem } from '../analysis/conditions/condition-problem';
import { conditionProblems } from '../analysis/conditions/condition-problems';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import type { MeasuredMetric } from '../release/measured-metric';
import { type Measurement, measurementsOf } from '../release/measurements';

/** A condition of a metric that the controller looks at. */
export interface MeasuredCondition {
  /** The metric, and where it is measured. */
  readonly measurement: Measurement;

  /** Which of the two conditions it is. */
  readonly field: 'successCondition' | 'failureCondition';

  /** The condition, with the arguments put in. */
  readonly text: string;

  /** The way to it in the template. */
  readonly path: ManifestPath;

  /** What is wrong with it. */
  readonly problems: readonly ConditionProblem[];
}

/** The conditions of all metrics whose provider leaves it to them how a measurement went. */
export function measuredConditions(set: ManifestSet): readonly MeasuredCondition[] {
  return set.derive(makeConditions);
}

/** The metrics that have conditions which the controller can evaluate, each with an answer or the other. */
export function metricsThatEvaluate(set: ManifestSet): ReadonlySet<MeasuredMetric> {
  return set.derive(makeMetricsThatEvaluate);
}

function makeConditions(set: ManifestSet): MeasuredCondition[] {
  const known = new Map<string, readonly ConditionProblem[]>();
  const problemsOf = (text: string, { result }: MeasuredMetric): readonly ConditionProblem[] => {
    const key = `${JSON.stringify(result)} ${text}`;
    const problems = known.get(key) ?? conditionProblems(text, result);
    known.set(key, problems);
    return problems;
  };
  return measurementsOf(set).flatMap((measurement) => {
    const { metric } = measurement;
    // Of a metric with two providers nothing is known: the controller does not get as far as its conditions.
    if (metric.provider?.hasConditions !== true) return [];
    return FIELDS.flatMap((field) => {
      const text = metric[field];
      if (text === undefined) return [];
      return [{ measurement, field, text, path: [...metric.path, field], problems: problemsOf(text, metric) }];
    });
  });
}

const FIELDS = ['successCondition', 'failureCondition'] as const;

function makeMetricsThatEvaluate(set: ManifestSet): Set<MeasuredMetric> {
  const metrics = new Set<MeasuredMetric>();
  const broken = new Set<MeasuredMetric>();
  for (const { measurement, text, problems } of measuredConditions(set)) {
    metrics.add(measurement.metric);
    const isBroken = text.includes('{{') || problems.some(({ error, code }) => error !== '' || code === 'never-nil');
    if (isBroken) broken.add(measurement.metric);
  }
  return new Set([...metrics].filter((metric) => !broken.has(metric)));
}
