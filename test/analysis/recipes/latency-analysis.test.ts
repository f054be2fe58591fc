import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { LatencyAnalysis, type LatencyAnalysisProps, NoTraffic } from '../../../src';
import { DEMO_GATE, gateMetric, OF_CANARY, OF_PODS } from './demo-gate';

const P95 = { percentile: 95, atMost: Duration.millis(300) };

function metricOf(props: Partial<LatencyAnalysisProps> = {}) {
  return gateMetric(
    (chart, requests) => new LatencyAnalysis(chart, 'latency', { ...DEMO_GATE, ...P95, requests, ...props }),
  );
}

describe('LatencyAnalysis', () => {
  test('asks for the percentile of the canary alone, where it has requests', () => {
    expect(metricOf().provider.prometheus.query).toBe(
      `(histogram_quantile(0.95, sum by (le) (rate(traefik_service_request_duration_seconds_bucket{${OF_CANARY}}[20s])))) and ` +
        `(sum(rate(traefik_service_requests_total{${OF_CANARY}}[20s])) > 0)`,
    );
  });

  test('asks for enough requests instead of any', () => {
    const { query } = metricOf({ minRequests: 20 }).provider.prometheus;
    expect(query).toMatch(/ and \(sum\(increase\(traefik_service_requests_total\{.*\}\[20s\]\)\) >= 20\)$/);
    expect(query).not.toContain('> 0');
  });

  test('is named after the percentile, so that one rollout may have several', () => {
    expect(metricOf().name).toBe('latency-p95');
    expect(metricOf({ percentile: 99.9 }).name).toBe('latency-p99.9');
    expect(metricOf({ metricName: 'quick' }).name).toBe('quick');
  });

  test.each([
    [50, 0.5],
    [99.9, 0.999],
    [1, 0.01],
  ])('writes percentile %d as %d', (percentile, quantile) => {
    expect(metricOf({ percentile }).provider.prometheus.query).toContain(`histogram_quantile(${quantile}, `);
  });

  test('compares in the unit of the source', () => {
    expect(metricOf().successCondition).toBe('len(result) > 0 && !isNaN(result[0]) && result[0] < 0.3');
    expect(metricOf({ requests: OF_PODS, atMost: Duration.millis(250) }).successCondition).toContain('result[0] < 250');
  });

  // Prometheus reads the highest bound for whatever took longer: `<= 5` would let a version pass that takes a minute.
  test.each([
    [NoTraffic.PASS, 'len(result) == 0 || isNaN(result[0]) || result[0] < 5', undefined],
    [NoTraffic.FAIL, 'len(result) > 0 && !isNaN(result[0]) && result[0] < 5', undefined],
    [
      NoTraffic.INCONCLUSIVE,
      'len(result) > 0 && !isNaN(result[0]) && result[0] < 5',
      'len(result) > 0 && !isNaN(result[0]) && result[0] >= 5',
    ],
  ])('counts what reads as the highest bound as too slow (%s)', (onNoTraffic, successCondition, failureCondition) => {
    const metric = metricOf({ onNoTraffic, atMost: Duration.seconds(5) });
    expect(metric.successCondition).toBe(successCondition);
    expect(metric.failureCondition).toBe(failureCondition);
  });

  test('takes the bounds that the source was told', () => {
    const bounds = [Duration.millis(100), Duration.millis(500)];
    expect(metricOf({ bounds, atMost: Duration.millis(500) }).successCondition).toContain('< 0.5');
    expect(() => metricOf({ bounds })).toThrow('Take one of 100ms, 500ms, or tell');
    const told = { ...OF_PODS, latency: { ...OF_PODS.latency, bounds: undefined } } as typeof OF_PODS;
    expect(metricOf({ requests: told, bounds, atMost: Duration.millis(100) }).successCondition).toContain('< 100');
  });

  test.each<[string, Partial<LatencyAnalysisProps>, string]>([
    [
      'a threshold between two bounds',
      { atMost: Duration.millis(500) },
      'atMost is 500ms, between two bounds of the buckets (requests to Service demo-canary counted by Traefik), 300ms and ' +
        '1.2s: all that is measured there is a guess, up to 900ms off. Take one of 100ms, 300ms, 1.2s, 5s, or tell the source ' +
        'to count in other buckets and say so in bounds',
    ],
    [
      'a threshold below the lowest bound',
      { atMost: Duration.millis(50) },
      '0ms and 100ms: all that is measured there',
    ],
    [
      'a threshold above the highest bound',
      { atMost: Duration.seconds(10) },
      'atMost is 10s, above the highest bound of the buckets (requests to Service demo-canary counted by Traefik), and ' +
        'nothing is ever measured there: the gate could not fail. Take one of 100ms',
    ],
    [
      'a source whose bounds are not known',
      { requests: { ...OF_PODS, latency: { buckets: 'b', unit: OF_PODS.latency?.unit } } as typeof OF_PODS },
      "atMost is 300ms, and the bounds of the buckets (requests counted by the canary's pods) are not known: say in bounds",
    ],
    [
      'a source without latency',
      { requests: { ...OF_PODS, latency: undefined } },
      "requests (requests counted by the canary's pods) have no latency: take the requests of a source that measures it",
    ],
    [
      'no bounds at all',
      { bounds: [] },
      'bounds takes at least one duration, each longer than the one before, got none',
    ],
    [
      'bounds that descend',
      { bounds: [Duration.millis(300), Duration.millis(100)] },
      'each longer than the one before, got 300ms, 100ms',
    ],
    ['percentile 0.95', { percentile: 0.95 }, 'percentile takes a number from 1 to 99.9, got 0.95'],
    ['percentile 100', { percentile: 100 }, 'percentile takes a number from 1 to 99.9, got 100'],
    ['no number', { percentile: Number.NaN }, 'got NaN'],
    ['a window with gaps', { window: Duration.seconds(10) }, 'window takes at least 4 scrape intervals (20s)'],
    ['half a request', { minRequests: 0.5 }, 'minRequests takes a whole number of at least 1, got 0.5'],
  ])('refuses %s', (_, props, message) => {
    expect(() => metricOf(props)).toThrow(message);
  });

  test('tells all problems at once', () => {
    expect(() => metricOf({ percentile: 0, minRequests: 0 })).toThrow(/2 problems:\s+- percentile .*\s+- minRequests /);
  });
});
