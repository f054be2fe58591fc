import { measurementsOf } from '../../release/measurements';
import { limitOf } from '../metric-limit';
import { placeOfField } from '../metric-place';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A metric whose count is below 0. */
export const ANALYSIS_COUNT_NEGATIVE: Rule = {
  id: 'analysis-count-negative',
  severity: 'warning',
  what: 'A metric with a count below 0.',
  why: 'The controller takes it, and the count is reached with the first measurement, even one that is an Error: the gate looks once, where it was meant to look often or for as long as the release lasts.',
  remedy: 'write how often it is measured, or leave count out to measure until the release is over',
  source:
    'argo-rollouts pkg/apis/rollouts/v1alpha1/analysis_types.go EffectiveCount, analysis/analysis.go generateMetricTasks and assessMetricStatus',
  *check(set) {
    for (const measurement of measurementsOf(set)) {
      const { metric } = measurement;
      const count = limitOf(metric, 'count');
      if (count === undefined || count >= 0) continue;
      const { object, path } = placeOfField(measurement, 'count');
      yield {
        object,
        path,
        message: `${metricText(metric)} has the count ${count}, and is measured once`,
      };
    }
  },
};
