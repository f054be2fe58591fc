import { describe, expect, test } from '@jest/globals';
import { ANY, NUMBER, NUMBERS, type ResultType } from '../../../../src/analysis/conditions/result-type';
import { PROMETHEUS } from '../../../../src/analysis/providers/prometheus/facts';

const address = 'http://prometheus:9090';
const range = { start: 'now() - duration("5m")', end: 'now()', step: '1m' };

describe('the facts of Prometheus', () => {
  test.each<[object, ResultType]>([
    [{ query: 'sum(x)' }, NUMBERS],
    [{ query: 'scalar(x)' }, NUMBER],
    [{ query: '1 - 2 * scalar(x{a="{{args.a}}"})' }, NUMBER],
    [{ query: 'x[5m]' }, NUMBERS],
    [{ query: 'scalar(x)', rangeQuery: range }, NUMBERS],
    [{ query: '{{args.query}}' }, ANY],
    [{ query: '{{args.a}} / {{args.b}}' }, ANY],
    [{ query: 'x / {{args.b}}' }, NUMBERS],
    [{ query: 'sum(' }, NUMBERS],
    [{}, NUMBERS],
  ])('of %j the result is known', (config, type) => {
    expect(PROMETHEUS.resultOf({ address, ...config })).toEqual(type);
  });

  test.each<[object, string]>([
    [{ query: ' ' }, 'the query is empty'],
    [{}, 'the query is empty'],
    [{ query: 'sum(' }, 'the query is no PromQL from character 5 on: ""'],
    [{ query: '"x"' }, 'the query answers with a text'],
    [{ query: 'x[5m]', rangeQuery: range }, 'the query selects a range itself'],
    [{ query: 'x', rangeQuery: { ...range, end: '' } }, 'rangeQuery.end is missing'],
    [
      { query: 'x', rangeQuery: { ...range, step: '1d' } },
      'rangeQuery.step takes a duration above 0 such as "30s", got "1d"',
    ],
    [{ query: 'x', rangeQuery: { ...range, step: '0s' } }, 'got "0s"'],
    [{ query: 'x', timeout: 0 }, 'timeout takes whole seconds, at least 1, got 0'],
    [
      { query: 'x', authentication: { oauth2: { tokenUrl: 'https://login.example.com' } } },
      'authentication.oauth2 has no clientId and no clientSecret',
    ],
    [
      { query: 'x', authentication: { sigv4: { region: 'eu-central-1' } } },
      'authentication.sigv4 is used for an address with "aps-workspaces" only',
    ],
  ])('refuse %j', (config, message) => {
    expect(PROMETHEUS.problems({ address, ...config })).toEqual([expect.stringContaining(message)]);
  });

  test.each<[object]>([
    [{ query: 'x', timeout: 40 }],
    [{ query: 'x[5m]' }],
    [{ query: 'x', rangeQuery: { ...range, step: '{{args.step}}' } }],
    [{ query: 'x', address: undefined, authentication: { sigv4: { region: 'eu-central-1' } } }],
    [{ query: 'x', authentication: { sigv4: {} } }],
    [{ query: 'x', authentication: { oauth2: { tokenUrl: 'a', clientId: 'b', clientSecret: '{{args.c}}' } } }],
  ])('have nothing against %j', (config) => {
    expect(PROMETHEUS.problems({ address, ...config })).toEqual([]);
  });
});
