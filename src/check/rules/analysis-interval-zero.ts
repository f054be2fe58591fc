import { measurementsOf } from '../../release/measurements';
import { placeOfField } from '../metric-place';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A metric that is measured without a pause. */
export const ANALYSIS_INTERVAL_ZERO: Rule = {
  id: 'analysis-interval-zero',
  severity: 'warning',
  what: 'A metric with an interval of 0 or less.',
  why: 'The controller takes it, and measures again as soon as it can: a count is reached within a moment, all of it by the same samples, and without a count the provider is asked without a pause.',
  remedy: 'write the time between two measurements, such as 30s',
  source: 'argo-rollouts analysis/analysis.go generateMetricTasks',
  *check(set) {
    for (const measurement of measurementsOf(set)) {
      const { metric } = measurement;
      const { intervalSeconds: seconds, count } = metric.limits;
      // One that is measured once has no use for its interval.
      if (seconds === undefined || seconds > 0 || count === 1) continue;
      const { object, path } = placeOfField(measurement, 'interval');
      yield {
        object,
        path,
        message: `${metricText(metric)} has an interval of ${seconds} seconds: ${count === undefined ? 'it is measured without a pause' : `its ${count} measurements follow one another without a pause`}`,
      };
    }
  },
};
