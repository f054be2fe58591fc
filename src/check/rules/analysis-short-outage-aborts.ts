import { ERROR_RETRY_SECONDS } from '../../analysis/assessment';
import { at, isThere } from '../../manifest/plain';
import { measurementsOf } from '../../release/measurements';
import { limitOf } from '../metric-limit';
import { placeOfField } from '../metric-place';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A metric that aborts when its provider is away for a moment. */
export const ANALYSIS_SHORT_OUTAGE_ABORTS: Rule = {
  id: 'analysis-short-outage-aborts',
  severity: 'info',
  what: 'A consecutiveErrorLimit under which an outage of the provider of less than half a minute aborts the release.',
  why: 'After an error the provider is asked again every 10 seconds, whatever the interval is. With a limit of N the error number N + 1 in a row aborts a version that may be good. A Prometheus that restarts is away for longer.',
  remedy: 'take the seconds that the provider may be away, divided by 10; left out it is 4',
  source: 'argo-rollouts analysis/analysis.go; recorded on Argo Rollouts 1.10.2: errors come every 10 s',
  *check(set) {
    for (const measurement of measurementsOf(set)) {
      const { metric } = measurement;
      const limit = limitOf(metric, 'consecutiveErrorLimit');
      const isGiven = isThere(at(metric.value, 'consecutiveErrorLimit'));
      if (!isGiven || limit === undefined || limit < 0 || limit >= TOLERABLE) continue;
      if (metric.provider === undefined || metric.provider.key === 'job') continue;
      const { object, path } = placeOfField(measurement, 'consecutiveErrorLimit');
      const { name } = metric.provider;
      const what =
        limit === 0
          ? `the first error of ${name} aborts the release`
          : `an outage of ${name} of ${limit * ERROR_RETRY_SECONDS} s aborts the release, at error number ${limit + 1} in a row`;
      const message = `${metricText(metric)} has consecutiveErrorLimit ${limit}: ${what}`;
      yield { object, path, message };
    }
  },
};

const TOLERABLE = 3;
