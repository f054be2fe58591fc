import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { SkyWalking } from '../../../../src';
import { SKYWALKING } from '../../../../src/analysis/providers/skywalking/facts';

const server = SkyWalking.at('http://skywalking-oap:12800');
const GRAPHQL =
  'query ($duration: Duration!) { sla: readMetricsValues(duration: $duration) { values { values { value } } } }';

describe('SkyWalking', () => {
  test('is asked a GraphQL query over an interval that is always said', () => {
    const query = server.query(GRAPHQL, Duration.minutes(3));
    expect(query.toProvider()).toEqual({
      skywalking: { address: 'http://skywalking-oap:12800', interval: '3m', query: GRAPHQL },
    });
    expect(query.window.toMinutes()).toBe(3);
    expect(query.resultType).toEqual({ is: 'object' });
    expect(query.problems()).toEqual([]);
  });

  test.each([
    ['skywalking-oap:12800', 'the address of SkyWalking takes an http or https URL'],
    ['http://skywalking-oap:12800/graphql', 'the address of SkyWalking takes neither "/graphql" nor "/" at its end'],
    ['http://skywalking-oap:12800/', 'the address of SkyWalking takes neither "/graphql" nor "/" at its end'],
  ])('refuses the address %s', (address, message) => {
    expect(() => SkyWalking.at(address)).toThrow(message);
  });

  test('takes an address that is an argument', () => {
    expect(SkyWalking.at('http://{{args.host}}:{{args.port}}').address).toBe('http://{{args.host}}:{{args.port}}');
  });

  test.each<[string, string, Duration, string]>([
    ['an empty query', ' ', Duration.minutes(3), 'the query is empty'],
    [
      'a query with a time of its own',
      '{ sla(duration: { step: DAY }) }',
      Duration.minutes(3),
      'the query has no $duration',
    ],
    ['a window of half a minute', GRAPHQL, Duration.seconds(30), 'window takes whole minutes'],
    ['a window of none', GRAPHQL, Duration.seconds(0), 'window takes whole seconds, at least 1'],
  ])('refuses %s', (_, graphql, window, message) => {
    const problems = () => {
      const found = server.query(graphql, window).problems();
      if (found.length > 0) throw new Error(found.join());
    };
    expect(problems).toThrow(message);
  });
});

describe('the facts of SkyWalking', () => {
  test('miss what has no default', () => {
    expect(SKYWALKING.problems({})).toEqual([
      'address is missing: the controller has no other one for SkyWalking',
      'query is missing: there is nothing to ask SkyWalking',
      'interval is missing: it has no default, and each measurement is an error without it',
    ]);
    const asked = { address: 'http://oap', query: 'a' };
    expect(SKYWALKING.problems({ ...asked, interval: '3 minutes' }).join()).toContain('interval takes a duration');
    expect(SKYWALKING.problems({ ...asked, interval: '3m' })).toEqual([]);
  });
});
