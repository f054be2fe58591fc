import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PromqlReader } from '../../src/analysis/providers/prometheus/promql';
import { promqlExpression, promqlParts } from '../../src/check/promql-expression';
import { type QueryAnswer, type QueryWorld, queryAnswer } from '../../src/check/query-answer';
import { everyRequest, NO_REQUESTS, NO_SERIES } from '../../src/check/request-worlds';

const GOOD = 'sum(rate(requests{code!~"5.."}[1m]))';
const BAD = 'sum(rate(requests{code=~"5.."}[1m]))';
const ALL = 'sum(rate(requests[1m]))';

describe('a query without any series', () => {
  test.each<[string, QueryAnswer]>([
    [`${GOOD} / ${ALL}`, 'empty'],
    [`1 - (${BAD} or vector(0)) / (${ALL} > 0)`, 'empty'],
    [`${GOOD} / ${ALL} or vector(1)`, 1],
    [`(${BAD} or vector(0)) + 2`, 2],
    [`clamp_min(${ALL}, 1)`, 'empty'],
    [`clamp_min(${ALL} or vector(0), 1)`, 1],
    [`scalar(${ALL})`, Number.NaN],
    [`absent(${ALL})`, 1],
    [`count(requests)`, 'empty'],
    [`quantile_over_time(0.9, requests[1m])`, 'empty'],
    [`vector(1) unless ${ALL}`, 1],
    [`${ALL} unless vector(1)`, 'empty'],
    [`vector(1) and ${ALL}`, 'empty'],
    ['-vector(2)', -2],
    ['+vector(2)', 2],
    ['(vector(3)) > 2', 3],
    ['2 < vector(3)', 3],
    ['vector(3) < 2', 'empty'],
    ['vector(3) and vector(2)', 3],
    ['vector(2) <= 2', 2],
    ['vector(2) != 2', 'empty'],
    ['vector(3) < bool 2', 0],
    ['vector(3) == bool 3', 1],
    ['vector(3) * 2 - 1', 5],
    ['vector(3) % 2', 'unknown'],
    ['time()', 'unknown'],
    ['vector({{args.least}})', 'unknown'],
  ])('%s answers %s', (query, answer) => {
    expect(answerOf(query, NO_SERIES)).toBe(answer);
  });
});

describe('a query without any request', () => {
  test.each<[string, QueryAnswer]>([
    [`${GOOD} / ${ALL}`, Number.NaN],
    [`${GOOD} / ${ALL} or vector(1)`, Number.NaN],
    [`${GOOD} / ${ALL} > 0`, 'empty'],
    [`1 - (${BAD} or vector(0)) / (${ALL} > 0)`, 'empty'],
    [`1 - ${BAD} / clamp_min(${ALL}, 1)`, 1],
    [`${BAD} / (${ALL} + 1)`, 0],
    ['histogram_quantile(0.95, sum by (le) (rate(seconds_bucket[1m])))', Number.NaN],
    [`histogram_quantile(0.95, sum by (le) (rate(seconds_bucket[1m]))) and on () (${ALL} > 0)`, 'empty'],
    ['topk(1, increase(requests[1m] offset 1h))', 0],
    ['avg(heap) / avg(limit)', 'unknown'],
    [`${ALL} / avg(limit)`, 'unknown'],
  ])('%s answers %s', (query, answer) => {
    expect(answerOf(query, NO_REQUESTS)).toBe(answer);
  });
});

describe('a share of requests', () => {
  const share = (matcher: string) => `sum(rate(requests{${matcher}}[1m])) / ${ALL}`;

  test.each<[string, QueryAnswer, QueryAnswer, QueryAnswer]>([
    ['code!~"5.."', 1, 1, 'empty'],
    ['code=~"2.."', 1, 'empty', 'empty'],
    ['status="200"', 1, 'empty', 'empty'],
    ['response_code!~"[45].*"', 1, 1, 'empty'],
    ['envoy_response_code_class="2"', 1, 'empty', 'empty'],
    ['status_class=~"2xx|3xx"', 1, 1, 'empty'],
    ['code=~`[45]..`', 'empty', 'empty', 1],
    ["outcome='SERVER_ERROR'", 'empty', 'empty', 1],
    ['classification="success"', 1, 1, 'empty'],
    ['grpc_code="OK"', 1, 1, 'empty'],
    ['grpc_status="0"', 1, 1, 'empty'],
    ['grpc_code=~"Internal|Unknown"', 'empty', 'empty', 1],
    ['grpc_code=~"2|13"', 'empty', 'empty', 1],
    ['"http_response_status_code"=~"5.."', 'empty', 'empty', 1],
    ['code=~"{{args.good}}"', 'unknown', 'unknown', 'unknown'],
    ['code=~"("', 'unknown', 'unknown', 'unknown'],
    ['path="/"', 1, 1, 1],
  ])('with %s is %s of good answers, %s of redirects and %s of failures', (matcher, good, redirect, failure) => {
    const answers = (['good', 'redirect', 'failure'] as const).map((one) =>
      answerOf(share(matcher), everyRequest(one)),
    );
    expect(answers).toEqual([good, redirect, failure]);
  });
});

test('a query that is no PromQL is no expression, and no text makes the reader fail', () => {
  expect(promqlExpression('sum(', new PromqlReader())).toBeUndefined();
  const words = fc.constantFrom(
    'sum',
    'rate',
    '(',
    ')',
    '[1m]',
    '{a="b"}',
    'x',
    '/',
    'or',
    '> bool',
    '1',
    ',',
    '{{args.x}}',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
      const expression = promqlExpression(parts.join(' '), new PromqlReader());
      expect(expression === undefined || promqlParts(expression).length > 0).toBe(true);
      if (expression !== undefined) queryAnswer(expression, NO_REQUESTS);
    }),
  );
});

function answerOf(query: string, world: QueryWorld): QueryAnswer | undefined {
  const expression = promqlExpression(query, new PromqlReader());
  return expression === undefined ? undefined : queryAnswer(expression, world);
}
