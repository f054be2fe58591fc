import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { NewRelic } from '../../../../src';
import { ANY, type ResultType } from '../../../../src/analysis/conditions/result-type';
import { NEW_RELIC } from '../../../../src/analysis/providers/new-relic/facts';

const nrql = "SELECT percentage(count(*), WHERE error IS true) AS errors FROM Transaction WHERE appName = 'shop'";

describe('New Relic', () => {
  test('asks with the keys of the controller, or those of another Secret beside it', () => {
    expect(json(NewRelic.ofController().query(nrql))).toEqual({ newRelic: { query: nrql } });
    expect(json(NewRelic.profile('newrelic-eu').query(nrql, { timeout: Duration.seconds(10) }))).toEqual({
      newRelic: { profile: 'newrelic-eu', query: nrql, timeout: 10 },
    });
  });

  test.each([
    [`${nrql} SINCE 3 minutes ago`, 180],
    [`${nrql} since 30 SECONDS AGO until 10 seconds ago`, 30],
    [nrql, 3600],
    [`${nrql} SINCE today`, undefined],
    [`${nrql} SINCE {{args.window}}`, undefined],
    ['{{args.query}}', undefined],
  ])('of %s knows how far it looks back', (query, seconds) => {
    expect(NewRelic.ofController().query(query).window?.toSeconds()).toBe(seconds);
  });

  test.each<[string, ResultType]>([
    [nrql, { is: 'object' }],
    ['FROM Transaction SELECT average(duration), count(*)', { is: 'object' }],
    [`${nrql} FACET host`, ANY],
    [`${nrql} TIMESERIES 1 minute`, ANY],
    [`${nrql} COMPARE  WITH 1 day ago`, ANY],
    ['SELECT duration FROM Transaction', ANY],
    ['{{args.query}}', ANY],
  ])('of %s knows whether it has one row', (query, type) => {
    expect(NewRelic.ofController().query(query).resultType).toEqual(type);
  });

  test('refuses what it cannot ask with', () => {
    expect(() => NewRelic.profile('New Relic')).toThrow('the profile of New Relic, a Secret, has to be a DNS-1123');
    expect(() => NewRelic.ofController().query(nrql, { timeout: Duration.millis(10) })).toThrow(
      'timeout takes whole seconds, at least 1',
    );
  });

  test.each<[object, string]>([
    [{ query: '' }, 'the query is empty'],
    [{ query: 'error rate of shop' }, 'the query is no NRQL that measures something, it has no SELECT and no FROM'],
    [{ query: nrql, timeout: 0 }, 'timeout takes whole seconds, at least 1, got 0'],
  ])('knows what is wrong with %j', (config, message) => {
    expect(NEW_RELIC.problems(config)).toEqual([expect.stringContaining(message)]);
  });

  test.each([nrql, '{{args.query}}', 'select count(*) from Transaction'])('finds nothing wrong with %s', (query) => {
    expect(NewRelic.ofController().query(query).problems()).toEqual([]);
  });
});

function json(provider: { toProvider(): object }): unknown {
  return JSON.parse(JSON.stringify(provider.toProvider()));
}
