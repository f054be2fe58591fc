import { describe, expect, test } from '@jest/globals';
import { InfluxDb } from '../../../../src';

const flux = 'from(bucket: "shop") |> range(start: -5m) |> mean()';

describe('InfluxDB', () => {
  test('asks with the keys of the controller, or those of another Secret beside it', () => {
    const query = InfluxDb.profile('influxdb-platform').query(flux);
    expect(query.toProvider()).toEqual({ influxdb: { profile: 'influxdb-platform', query: flux } });
    expect(query.resultType).toEqual({ is: 'list', of: { is: 'any' } });
    expect(query.problems()).toEqual([]);
    expect(InfluxDb.ofController().query(flux).toProvider()).toEqual({ influxdb: { query: flux } });
  });

  test.each([
    [flux, 300],
    ['from(bucket: "a") |> range( start : -1h30m, stop: -1m)', 5400],
    [`${flux} join(from(bucket: "b") |> range(start: -2h))`, 7200],
    ['from(bucket: "a") |> range(start: 2025-01-01T00:00:00Z)', undefined],
    ['from(bucket: "a") |> range(start: -{{args.window}})', undefined],
  ])('of %s knows how far it looks back', (query, seconds) => {
    expect(InfluxDb.ofController().query(query).window?.toSeconds()).toBe(seconds);
  });

  test('refuses what it cannot ask with', () => {
    expect(() => InfluxDb.profile('Influx DB')).toThrow('the profile of InfluxDB, a Secret, has to be a DNS-1123');
    expect(InfluxDb.ofController().query('\n').problems()).toEqual(['the query is empty']);
    expect(InfluxDb.ofController().query('from(bucket: "shop") |> mean()').problems()).toEqual([
      expect.stringContaining('the query reads a bucket without a range'),
    ]);
  });

  test('takes a query that reads something else than a bucket', () => {
    expect(InfluxDb.ofController().query('{{args.query}}').problems()).toEqual([]);
  });
});
