import type { ManifestPath } from '../../manifest/manifest-path';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';
import { type WithoutData, withoutData } from '../without-data';

/** A metric that does not say what it means when there is nothing to measure. */
export const ANALYSIS_NO_DATA_UNHANDLED: Rule = {
  id: 'analysis-no-data-unhandled',
  severity: 'warning',
  what: 'A metric whose conditions leave it open what it means when there is no data, or no traffic.',
  why: 'Without data the measurement is an Error, and the fifth in a row aborts the release 40 seconds after the first, whatever the version is like: at the first release, after a restart of what is scraped, and as long as the canary gets no requests.',
  remedy:
    'decide it: len(result) > 0 && !isNaN(result[0]) && … fails without data, with the opposite as failureCondition it is inconclusive, len(result) == 0 || … passes',
  source:
    'argo-rollouts utils/evaluate/evaluate.go, issues #1466 and #1905; recorded on Argo Rollouts 1.10.2 with a Prometheus that was played: an empty list and NaN',
  *check(set) {
    for (const measured of withoutData(set)) {
      const message = said(measured);
      if (message === undefined) continue;
      const { metric } = measured.measurement;
      yield {
        object: metric.template,
        path: placeOf(measured),
        message: `${metricText(metric)}: ${message}`,
        related: [{ object: metric.template, path: measured.path, message: 'what it measures' }],
      };
    }
  },
};

function said({ measurement, unknown, idle }: WithoutData): string | undefined {
  if (unknown.phase === 'Error') {
    const what = Array.isArray(unknown.result) && unknown.result.length === 0 ? 'an empty list' : 'nil';
    const result = measurement.metric.provider?.key === 'cloudWatch' ? 'Values is an empty list' : `result is ${what}`;
    return `without data ${result}, which the conditions cannot be asked of: each measurement is an Error, and the fifth in a row aborts the release`;
  }
  // Where no data fails it NaN may do so as well, and who gives the query an answer for no data has thought of it.
  if (idle?.phase !== 'Failed' || !isNan(idle.result) || unknown.phase === 'Failed') return undefined;
  if (Array.isArray(unknown.result) && unknown.result.length > 0) return undefined;
  return `without requests the query answers NaN, which no comparison is true for: the measurement is Failed, and not ${unknown.phase} as it is without any data`;
}

function isNan(result: unknown): boolean {
  return Number.isNaN(Array.isArray(result) ? result[0] : result);
}

function placeOf({ measurement: { metric } }: WithoutData): ManifestPath {
  return [...metric.path, metric.successCondition === undefined ? 'failureCondition' : 'successCondition'];
}
