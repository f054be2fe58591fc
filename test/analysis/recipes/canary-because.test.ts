import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import {
  ErrorBudgetAnalysis,
  GrpcCodeStyle,
  GrpcSuccessRateAnalysis,
  type IAnalysis,
  LatencyAnalysis,
  LatencyUnit,
  type RequestMetrics,
  SuccessRateAnalysis,
} from '../../../src';
import { DEMO_GATE, gateMetric } from './demo-gate';

/** Requests whose selector names neither the Service nor the pods of the canary. */
const UNNAMED: RequestMetrics = {
  source: 'requests counted by an Envoy',
  total: 'requests{cluster="backend/1"}',
  errors: 'requests{cluster="backend/1",code=~"5.."}',
  latency: { buckets: 'buckets{cluster="backend/1"}', unit: LatencyUnit.SECONDS, bounds: [0.5] },
  grpcStatus: { label: 'code', style: GrpcCodeStyle.NUMBER },
};

type Chart = Parameters<Parameters<typeof gateMetric>[0]>[0];

describe.each<[string, (chart: Chart, requests: RequestMetrics) => IAnalysis]>([
  [
    'SuccessRateAnalysis',
    (chart, requests) => new SuccessRateAnalysis(chart, 'gate', { ...DEMO_GATE, requests, atLeast: 0.99 }),
  ],
  [
    'GrpcSuccessRateAnalysis',
    (chart, requests) => new GrpcSuccessRateAnalysis(chart, 'gate', { ...DEMO_GATE, requests, atLeast: 0.99 }),
  ],
  [
    'LatencyAnalysis',
    (chart, requests) =>
      new LatencyAnalysis(chart, 'gate', { ...DEMO_GATE, requests, percentile: 95, atMost: Duration.millis(500) }),
  ],
  [
    'ErrorBudgetAnalysis',
    (chart, requests) => new ErrorBudgetAnalysis(chart, 'gate', { ...DEMO_GATE, requests, objective: 0.999 }),
  ],
])('%s on requests that do not name the canary', (_, gate) => {
  test('is refused', () => {
    expect(() => gateMetric((chart) => gate(chart, UNNAMED))).toThrow('measures the stable and the new version');
  });

  test('is taken where they say why they are the canary’s', () => {
    const canaryBecause = 'the canary is the second backend';
    expect(gateMetric((chart) => gate(chart, { ...UNNAMED, canaryBecause })).name).toBeDefined();
  });
});
