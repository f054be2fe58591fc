import { measurementsOf } from '../../release/measurements';
import { limitContradictions } from '../limit-contradictions';
import { argumentsOfFields, placeOfField } from '../metric-place';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** Limits of a metric that the controller does not take. */
export const ANALYSIS_LIMITS_CONTRADICT: Rule = {
  id: 'analysis-limits-contradict',
  severity: 'error',
  what: 'Limits of a metric that are out of range, or that its count is too small for.',
  why: 'The controller ends the AnalysisRun with an Error before it measures anything, and aborts the release. It looks at the limits at the second release only, as the first one runs no analysis.',
  remedy:
    'take a count of at least failureLimit and consecutiveSuccessLimit together, and of at least inconclusiveLimit',
  source: 'argo-rollouts utils/analysis/factory.go ValidateMetric; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const measurement of measurementsOf(set)) {
      for (const { limit, limits, message } of limitContradictions(measurement.metric)) {
        const { object, path } = placeOfField(measurement, limit);
        yield {
          object,
          path,
          message: `${metricText(measurement.metric)}: ${message}: the controller aborts the release`,
          related: argumentsOfFields(measurement, limits),
        };
      }
    }
  },
};
