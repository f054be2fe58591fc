import { measuredQueries } from '../measured-queries';
import { limitOf } from '../metric-limit';
import { placeOfField } from '../metric-place';
import { metricText } from '../metric-text';
import { type PromqlExpression, promqlParts } from '../promql-expression';
import type { Rule } from '../rule';

/** A failureLimit that one incident uses up by itself. */
export const ANALYSIS_INCIDENT_COUNTED_OFTEN: Rule = {
  id: 'analysis-incident-counted-often',
  severity: 'info',
  what: 'A failureLimit that a single short incident uses up twice over, as the measurements look back over the same time.',
  why: 'Each measurement that looks back over the incident fails, until the window has passed it. A limit that reads as so many tolerated incidents tolerates none that is grave enough for one measurement.',
  remedy: 'measure less often, look back less far, or set failureLimit to 0, as the first incident aborts anyway',
  source: 'argo-rollouts analysis/analysis.go: each failed measurement counts, whatever it saw',
  *check(set) {
    for (const { measurement, expression, path: query } of measuredQueries(set)) {
      const { metric } = measurement;
      const limit = limitOf(metric, 'failureLimit');
      const interval = metric.limits.intervalSeconds;
      const window = shortestWindow(expression);
      if (limit === undefined || limit < 1 || interval === undefined || interval <= 0 || window === undefined) continue;
      const count = limitOf(metric, 'count') ?? 0;
      // Up to twice as many stands for a limit that is there for measurements that go wrong by chance.
      if (2 * interval * (limit + 1) >= window || (count > 0 && count <= limit)) continue;
      const { object, path } = placeOfField(measurement, 'failureLimit');
      yield {
        object,
        path,
        message: `${metricText(metric)} tolerates ${limit} failed measurement${limit === 1 ? '' : 's'}, and one incident is seen by ${Math.floor(window / interval)}: each looks back ${window} s, every ${interval} s`,
        related: [{ object: metric.template, path: query, message: `looks back ${window} s` }],
      };
    }
  },
};

// What the query says of a shorter time may take back what it says of a longer one.
function shortestWindow(expression: PromqlExpression): number | undefined {
  const windows = promqlParts(expression).flatMap((part) => (part.is === 'selector' ? (part.windowSeconds ?? []) : []));
  const shortest = Math.min(...windows);
  return Number.isFinite(shortest) ? shortest : undefined;
}
