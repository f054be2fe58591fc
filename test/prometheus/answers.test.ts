import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { type PromqlAnswer, promqlFacts } from '../../src/analysis/providers/prometheus/promql';
import { missingBinaries, testWithPrometheus } from './available';
import { openMetrics } from './open-metrics';
import { PrometheusServer } from './prometheus-server';

const TIME = Date.UTC(2025, 0, 1) / 1000;

const QUERIES = [
  'x',
  '1',
  '-1',
  '-x',
  '(1 + 2) * 3',
  'x * 2',
  '2 * x',
  '1 > bool 2',
  'x > 1',
  'time()',
  'time() - 5 * scalar(x)',
  'scalar(x)',
  'pi()',
  'vector(1)',
  'sum(x)',
  'sum(x) or vector(0)',
  'x offset 1m',
  'x @ 1735689600',
  'x[5m]',
  'x[5m] offset 1m',
  'rate(x[5m])',
  'rate(x[5m])[10m:1m]',
  'max_over_time(rate(x[5m])[10m:1m])',
  '"x"',
  '# nothing else\n(x)',
];

describe('what a query answers with', () => {
  let server: PrometheusServer;
  beforeAll(async () => {
    const sample = { metric: 'x', labels: {}, value: 7, time: TIME };
    if (missingBinaries().length === 0) server = await PrometheusServer.start(openMetrics([sample]));
  }, 30_000);
  afterAll(() => server?.stop());

  testWithPrometheus('is what Prometheus itself says', async () => {
    const told = await Promise.all(QUERIES.map(async (query) => [query, await answerOf(server, query)]));
    expect(QUERIES.map((query) => [query, promqlFacts(query).answer])).toEqual(told);
  });
});

async function answerOf(server: PrometheusServer, query: string): Promise<PromqlAnswer> {
  try {
    return typeof (await server.query(query, TIME)) === 'number' ? 'number' : 'series';
  } catch (error) {
    if (String(error).endsWith('a matrix')) return 'range';
    if (String(error).endsWith('a string')) return 'text';
    throw error;
  }
}
