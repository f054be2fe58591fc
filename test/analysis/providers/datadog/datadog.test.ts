import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { Datadog, DatadogAggregator, type DatadogQueryOptions } from '../../../../src';
import { DATADOG } from '../../../../src/analysis/providers/datadog/facts';

const errors = 'sum:requests.errors{service:shop}.as_count()';
const requests = 'sum:requests{service:shop}.as_count()';

describe('Datadog', () => {
  test('asks the second version of the API for five minutes', () => {
    const query = Datadog.ofController().query(errors);
    expect(json(query)).toEqual({ datadog: { apiVersion: 'v2', interval: '5m', query: errors } });
    expect(query.window.toMinutes()).toBe(5);
    expect(query.resultType).toEqual({ is: 'optional', of: { is: 'number' } });
  });

  test('makes one value of several queries, with the keys of the rollout', () => {
    const query = Datadog.secret('datadog-shop').formula(
      'default_zero(errors) / requests',
      { errors, requests },
      { aggregator: DatadogAggregator.SUM, interval: Duration.minutes(2), requestTimeout: Duration.seconds(30) },
    );
    expect(json(query)).toEqual({
      datadog: {
        apiVersion: 'v2',
        interval: '2m',
        requestTimeout: '30s',
        aggregator: 'sum',
        formula: 'default_zero(errors) / requests',
        queries: { errors, requests },
        secretRef: { name: 'datadog-shop', namespaced: true },
      },
    });
    expect(query.window.toMinutes()).toBe(2);
    expect(query.problems({})).toEqual([]);
  });

  test('asks the first version where it is told to, with keys beside the controller', () => {
    const query = Datadog.secretOfController('datadog-eu').queryV1(errors, { interval: Duration.minutes(1) });
    expect(json(query)).toEqual({
      datadog: { apiVersion: 'v1', interval: '1m', query: errors, secretRef: { name: 'datadog-eu' } },
    });
    expect(query.problems({})).toEqual([]);
  });

  test.each<[DatadogQueryOptions, string]>([
    [{ interval: Duration.seconds(0) }, 'interval takes whole seconds, at least 1'],
    [{ requestTimeout: Duration.millis(1500) }, 'requestTimeout takes whole seconds, at least 1'],
  ])('refuses %j', (options, message) => {
    expect(() => Datadog.ofController().query(errors, options)).toThrow(message);
  });

  test('refuses what cannot be the name of a Secret', () => {
    expect(() => Datadog.secret('')).toThrow('the Secret of Datadog has to be a DNS-1123 subdomain');
    expect(() => Datadog.secretOfController('Data Dog')).toThrow(
      'the Secret of Datadog has to be a DNS-1123 subdomain',
    );
  });

  // Each of them was run through expr 1.17.7 with nil as the result, and with 0.5.
  test.each([
    ['isNil(result) || result < 0.9', true],
    ['!isNil(result) && result < 0.9', true],
    ['result != nil && result < 0.9', true],
    ['!isNil(result) && default(result, 0) < 0.9', false],
    ['isNil(result) || default(result, 0) < 0.9', false],
    ['default(result, 0) < 0.9', false],
    ['result < 0.9', false],
  ])('with %j asks for nil in vain: %s', (condition, vain) => {
    const query = Datadog.ofController().query(errors);
    const expected = vain ? [expect.stringContaining('is an error where there is no data, in spite of')] : [];
    expect(query.problems({ successCondition: condition })).toEqual(expected);
    expect(query.problems({ failureCondition: condition })).toEqual(expected);
  });
});

describe('the facts of Datadog', () => {
  test.each<[object, string]>([
    [{}, 'there is no query: give one, or several with a formula'],
    [{ query: '' }, 'there is no query'],
    [{ apiVersion: 'v2', query: ' ' }, 'the query is empty'],
    [{ apiVersion: 'v2', queries: { a: '' } }, 'the query "a" is empty'],
    [{ apiVersion: 'v2', query: errors, queries: { a: errors } }, 'there are both query and queries'],
    [{ queries: { a: errors } }, 'queries need apiVersion v2'],
    [{ query: errors, aggregator: 'sum' }, 'an aggregator needs apiVersion v2'],
    [{ apiVersion: 'v2', query: errors, formula: 'a' }, 'a formula needs queries'],
    [{ apiVersion: 'v2', queries: { a: errors, b: requests } }, '2 queries need a formula'],
    [{ apiVersion: 'v2', queries: { a: errors, b: requests }, formula: 'a' }, 'the formula does not use the query "b"'],
    [
      { apiVersion: 'v2', queries: { a: errors }, formula: 'a / requests' },
      'the formula uses "requests", and there is no such query (there is "a")',
    ],
    [{ query: 'sum:errors{*} by {host}' }, 'the query is grouped ("by {…}"), and only the first group counts'],
    [
      { apiVersion: 'v2', queries: { a: 'abs(sum:errors{*} by {host})' } },
      'the query "a" is grouped ("by {…}"), and the controller cannot read the answer of API v2',
    ],
    [{ apiVersion: 'v2', query: 'max(sum:errors{*} by {host,pod}) by {host}' }, 'the query is grouped'],
    [{ query: errors, interval: '5 minutes' }, 'interval takes a duration above 0 such as "30s", got "5 minutes"'],
    [{ query: errors, requestTimeout: '0s' }, 'requestTimeout takes a duration above 0 such as "30s", got "0s"'],
    [{ query: errors, secretRef: { namespaced: true } }, 'secretRef is namespaced and names no Secret'],
  ])('refuse %j', (config, message) => {
    expect(DATADOG.problems(config)).toEqual([expect.stringContaining(message)]);
  });

  test.each<[object]>([
    [{ query: errors }],
    [{ query: 'sum:errors{*}', interval: '{{args.window}}', secretRef: { name: 'datadog', namespaced: true } }],
    [{ apiVersion: 'v2', queries: { only: errors } }],
    [{ apiVersion: 'v2', queries: { a: errors, b: requests }, formula: "moving_rollup(a, 60, 'sum') / (b + 1e3)" }],
    [{ apiVersion: 'v2', query: 'count_nonzero(sum:errors{*}.rollup(sum, 60) by {host})' }],
    [{ apiVersion: 'v2', query: 'max(avg:cpu{*} by {host})' }],
    [{ apiVersion: 'v2', queries: { a: 'avg:cpu{*} by {host}' }, formula: 'count_nonzero(a)' }],
    [{ apiVersion: 'v2', queries: { a: errors }, formula: 'a / {{args.per}}' }],
  ])('have nothing against %j', (config) => {
    expect(DATADOG.problems(config)).toEqual([]);
  });
});

function json(provider: { toProvider(): object }): unknown {
  return JSON.parse(JSON.stringify(provider.toProvider()));
}
