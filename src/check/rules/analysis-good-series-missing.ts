import { metricsThatEvaluate } from '../measured-conditions';
import { isRatio, type MeasuredQuery, measuredQueries } from '../measured-queries';
import { scopeOf } from '../metric-scope';
import { metricText } from '../metric-text';
import { promqlParts } from '../promql-expression';
import { queryAnswer } from '../query-answer';
import { everyRequest, isOfStatus, MANY } from '../request-worlds';
import type { Rule } from '../rule';
import { emptyMeasurement } from '../without-data';

/** A success rate that is empty for a version that fails every request. */
export const ANALYSIS_GOOD_SERIES_MISSING: Rule = {
  id: 'analysis-good-series-missing',
  severity: 'warning',
  what: 'A success rate whose good requests are a series that a version which fails every request does not have.',
  why: 'The query has no answer then, instead of 0, and the gate does not fail: a version that fails every request keeps its share of the traffic, while one that fails half of them is aborted. So it is at the first release, after each restart of what counts the requests, and always where the pods count them.',
  remedy: 'divide the failures: 1 - (sum(rate(FAILURES[1m])) or vector(0)) / (sum(rate(ALL[1m])) > 0)',
  source:
    'recorded on Argo Rollouts 1.10.2 with Prometheus 2.42 and Traefik: a version that failed every request stayed at 20 %, with 520 failed requests in 110 s',
  *check(set) {
    const evaluate = metricsThatEvaluate(set);
    for (const query of measuredQueries(set)) {
      const { measurement, path, expression } = query;
      const { metric } = measurement;
      if (!evaluate.has(metric) || !isRatio(expression) || !losesSeries(query)) continue;
      const empty = emptyMeasurement(set, metric, queryAnswer(expression, everyRequest('failure')));
      if (empty?.phase !== 'Successful' && empty?.phase !== 'Inconclusive') continue;
      const scope = scopeOf(measurement);
      // The stable version has good requests where both are measured.
      if (scope === 'both' || scope === 'stable') continue;
      yield {
        object: metric.template,
        path,
        message: `${metricText(metric)} is ${empty.phase}, not Failed, for a version that fails every request: the query has no series of good ones then, and answers ${JSON.stringify(empty.result)}`,
        severity: scope === 'canary' ? 'error' : undefined,
      };
    }
  },
};

// A selector of good requests, with whatever else it asks, that finds nothing where there are none.
function losesSeries({ expression }: MeasuredQuery): boolean {
  return promqlParts(expression).some(
    (part) =>
      part.is === 'selector' &&
      part.matchers.some(isOfStatus) &&
      everyRequest('good')(part, 'increase') === MANY &&
      everyRequest('failure')(part, 'increase') === 'empty',
  );
}
