import { measurementsOf } from '../../release/measurements';
import { hasInterval, limitOf } from '../metric-limit';
import { argumentsOfFields, placeOfField } from '../metric-place';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A metric that is to be measured several times, without a time between the measurements. */
export const ANALYSIS_INTERVAL_MISSING: Rule = {
  id: 'analysis-interval-missing',
  severity: 'error',
  what: 'A metric with a count above 1 and no interval.',
  why: 'The controller ends the AnalysisRun with an Error before it measures anything, and aborts the release. It does so at the second release only, as the first one runs no analysis.',
  remedy: 'give the metric an interval, such as 1m',
  source: 'argo-rollouts utils/analysis/factory.go ValidateMetric; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const measurement of measurementsOf(set)) {
      const count = limitOf(measurement.metric, 'count') ?? 0;
      if (count <= 1 || hasInterval(measurement.metric)) continue;
      const { object, path } = placeOfField(measurement, 'count');
      yield {
        object,
        path,
        message: `${metricText(measurement.metric)}: count is ${count}, and there is no interval from one measurement to the next`,
        related: argumentsOfFields(measurement, ['count']),
      };
    }
  },
};
