import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { missingBinaries, testWithPrometheus } from './available';
import { openMetrics } from './open-metrics';
import { PrometheusServer } from './prometheus-server';

const TIME = Date.UTC(2025, 0, 1) / 1000;
const sample = { metric: 'requests_total', labels: { code: '200', path: 'a "b" \\ c' }, value: 7, time: TIME };

describe('a Prometheus server', () => {
  let server: PrometheusServer;
  beforeAll(async () => {
    if (missingBinaries().length === 0) server = await PrometheusServer.start(openMetrics([sample]));
  }, 30_000);
  afterAll(() => server?.stop());

  testWithPrometheus('hands over vectors, scalars and their special numbers as the conditions get them', async () => {
    expect(await server.query('requests_total', TIME)).toEqual([7]);
    expect(await server.query('no_such_metric', TIME)).toEqual([]);
    expect(await server.query('vector(0) / 0', TIME)).toEqual([Number.NaN]);
    expect(await server.query('1 / 0', TIME)).toBe(Number.POSITIVE_INFINITY);
    expect(await server.query('vector(-1) / 0', TIME)).toEqual([Number.NEGATIVE_INFINITY]);
  });

  testWithPrometheus('knows nothing before the first sample and five minutes after the last', async () => {
    expect(await server.query('requests_total', TIME - 1)).toEqual([]);
    expect(await server.query('requests_total', TIME + 301)).toEqual([]);
  });

  testWithPrometheus('refuses a query in its own words', async () => {
    await expect(server.query('sum(rate(', TIME)).rejects.toThrow('parse error');
    await expect(server.query('requests_total[1m]', TIME)).rejects.toThrow('the query returns a matrix');
  });

  testWithPrometheus('refuses samples that are no OpenMetrics', async () => {
    await expect(PrometheusServer.start('requests_total 1')).rejects.toThrow('create-blocks-from');
  });

  testWithPrometheus('answers nothing any more once it is stopped', async () => {
    const other = await PrometheusServer.start(openMetrics([sample]));
    await other.stop();
    await other.stop();
    await expect(other.query('requests_total', TIME)).rejects.toThrow('fetch failed');
  });
});

test('binaries that are not on the PATH are named', () => {
  expect(missingBinaries('')).toEqual(['prometheus', 'promtool']);
});
