import { canFail, countOf } from '../../analysis/assessment';
import { measurementsOf } from '../../release/measurements';
import { limitContradictions } from '../limit-contradictions';
import { hasInterval, limitOf } from '../metric-limit';
import { argumentsOfFields, placeOfField } from '../metric-place';
import { dryRunMetrics } from '../metric-rules';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A metric that may fail as often as it is measured. */
export const ANALYSIS_NEVER_FAILS: Rule = {
  id: 'analysis-never-fails',
  severity: 'error',
  what: 'A metric that can never fail: all of its measurements may.',
  why: 'A metric fails when its failures exceed failureLimit. On reaching its count it is Successful, however many of its measurements have failed, and the bad version is promoted. Nobody is told.',
  remedy: 'take a failureLimit below count, or in a background analysis leave count out',
  source:
    'argo-rollouts analysis/analysis.go assessMetricStatus; recorded on Argo Rollouts 1.10.2: 3 of 3 measurements failed, promoted',
  *check(set) {
    for (const measurement of measurementsOf(set)) {
      const { metric } = measurement;
      const count = limitOf(metric, 'count');
      const failureLimit = limitOf(metric, 'failureLimit');
      const consecutiveSuccessLimit = limitOf(metric, 'consecutiveSuccessLimit');
      if (count === undefined || failureLimit === undefined || consecutiveSuccessLimit === undefined) continue;
      const limits = { count, failureLimit, consecutiveSuccessLimit };
      if (count < 0 || canFail(limits, hasInterval(metric)) || limitContradictions(metric).length > 0) continue;
      if (dryRunMetrics(set).has(metric)) continue;
      const { object, path } = placeOfField(measurement, 'failureLimit');
      yield {
        object,
        path,
        ...said(countOf(limits, hasInterval(metric)), failureLimit, consecutiveSuccessLimit, metricText(metric)),
        related: argumentsOfFields(measurement, ['count', 'failureLimit']),
      };
    }
  },
};

function said(
  count: number,
  failureLimit: number,
  successes: number,
  metric: string,
): { message: string; remedy: string } {
  if (failureLimit < 0) {
    return {
      message: `${metric} can never fail: with failureLimit -1 no failure counts, and without a count it goes on until ${successes} measurements in a row (consecutiveSuccessLimit) are good`,
      remedy: 'take a failureLimit of 0 or more, or give it a count, at which it fails',
    };
  }
  if (count === 1) {
    return {
      message: `${metric} can never fail: it is measured once, and that measurement may fail, as failureLimit is ${failureLimit}`,
      remedy: 'leave failureLimit out, or give it an interval so that it is measured more often',
    };
  }
  return {
    message: `${metric} can never fail: all ${count} of its measurements (count) may fail, as failureLimit is ${failureLimit} and only failure number ${failureLimit + 1} would count`,
    remedy: `take a failureLimit from 0 to ${count - 1}, or leave count out where the analysis runs in the background`,
  };
}
