import { isRatio, measuredQueries } from '../measured-queries';
import { metricText } from '../metric-text';
import { type PromqlExpression, promqlParts } from '../promql-expression';
import { type QueryAnswer, queryAnswer } from '../query-answer';
import { everyRequest, isOfHttpStatus } from '../request-worlds';
import type { Rule } from '../rule';

/** A share of good requests that redirects are no part of. */
export const ANALYSIS_ONLY_2XX: Rule = {
  id: 'analysis-only-2xx',
  severity: 'warning',
  what: 'A success rate that takes a status of 2xx only for good, so that redirects count as failures.',
  why: 'A 301, a 302 or a 304 Not Modified is an answer as it should be. A version that redirects more, or whose pages are cached better, reads as one that fails, and is aborted.',
  remedy: 'count the failures instead, such as code=~"5..", or take 1xx to 3xx for good, such as code=~"[123].."',
  source: 'RFC 9110 section 15; the arithmetic of the query',
  *check(set) {
    for (const { measurement, path, expression } of measuredQueries(set)) {
      if (!isRatio(expression) || !failsRedirects(expression)) continue;
      const matchers = promqlParts(expression).flatMap((part) => (part.is === 'selector' ? part.matchers : []));
      const { label, operator, value } = matchers.find(isOfHttpStatus) ?? { label: '', operator: '', value: '' };
      yield {
        object: measurement.metric.template,
        path,
        message: `${metricText(measurement.metric)} takes redirects (3xx) for failures: by ${label}${operator}"${value}" only other answers are good`,
      };
    }
  },
};

function failsRedirects(expression: PromqlExpression): boolean {
  const good = shareOf(queryAnswer(expression, everyRequest('good')));
  const redirect = shareOf(queryAnswer(expression, everyRequest('redirect')));
  const failure = shareOf(queryAnswer(expression, everyRequest('failure')));
  return good !== undefined && redirect === failure && good !== redirect && redirect !== undefined;
}

// All or none of the requests, as a share, as per cent or as nothing at all.
function shareOf(answer: QueryAnswer): 'all' | 'none' | undefined {
  if (answer === 1 || answer === 100) return 'all';
  return answer === 0 || answer === 'empty' ? 'none' : undefined;
}
