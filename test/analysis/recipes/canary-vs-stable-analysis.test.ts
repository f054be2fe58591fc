import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryVsStableAnalysis, type CanaryVsStableAnalysisProps, NoTraffic } from '../../../src';
import { onlyObject } from '../../demo-chart';
import { DEMO_GATE, gateMetric, OF_PODS, rolloutWith } from './demo-gate';

const TWICE = { ...DEMO_GATE, canary: OF_PODS, atMostTimes: 2 };

function metricOf(props: Partial<CanaryVsStableAnalysisProps> = {}) {
  return gateMetric((chart) => new CanaryVsStableAnalysis(chart, 'gate', { ...TWICE, ...props }));
}

const hash = (version: string) => `rollouts_pod_template_hash="{{args.${version}-hash}}"`;
const total = (version: string) => `http_requests_total{${hash(version)}}`;
const errors = (version: string) => `http_requests_total{${hash(version)},code=~"5.."}`;

describe('CanaryVsStableAnalysis', () => {
  test('asks how many times the errors of the stable pods the canary has, both by their hash', () => {
    const ratio = (version: string) =>
      `(sum(rate(${errors(version)}[20s])) or vector(0)) / (sum(rate(${total(version)}[20s])) > 0)`;
    const { name, provider } = metricOf();
    expect(name).toBe('canary-vs-stable');
    expect(provider.prometheus.query).toBe(`(${ratio('canary')}) / clamp_min(${ratio('stable')}, 0.01)`);
  });

  test('has both hashes from the Rollout', () => {
    const chart = rolloutWith((scope) => new CanaryVsStableAnalysis(scope, 'gate', TWICE));
    expect(onlyObject(chart, 'AnalysisTemplate').spec.args).toEqual([{ name: 'canary-hash' }, { name: 'stable-hash' }]);
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.analysis.args).toEqual([
      { name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
      { name: 'stable-hash', valueFrom: { podTemplateHashValue: 'Stable' } },
    ]);
  });

  test('takes the requests of the stable version that it is given, such as those of its Service', () => {
    const stable = { source: 's', total: 'requests{service="demo-stable"}', errors: 'errors{service="demo-stable"}' };
    const { query } = metricOf({ stable }).provider.prometheus;
    expect(query).toContain('clamp_min((sum(rate(errors{service="demo-stable"}[20s])) or vector(0)) / ');
    expect(query).not.toContain('stable-hash');
  });

  test('compares the share of slow requests if told which are slow, exactly and in every spelling of a bound', () => {
    const slow = (version: string, le: string) =>
      `1 - sum(rate(http_duration_bucket{${hash(version)},le=~"${le}"}[20s])) / ` +
      `(sum(rate(http_duration_bucket{${hash(version)},le="+Inf"}[20s])) > 0)`;
    expect(metricOf({ slowerThan: Duration.millis(250) }).provider.prometheus.query).toBe(
      `(${slow('canary', '250([.]0)?')}) / clamp_min(${slow('stable', '250([.]0)?')}, 0.01)`,
    );
    const bounds = [Duration.millis(0.5)];
    expect(metricOf({ slowerThan: Duration.millis(0.5), bounds }).provider.prometheus.query).toContain('le=~"0[.]5"');
  });

  test('wants enough requests of both', () => {
    const { query } = metricOf({ minRequests: 30 }).provider.prometheus;
    for (const version of ['canary', 'stable']) {
      expect(query).toContain(`and (sum(increase(${total(version)}[20s])) >= 30)`);
    }
  });

  test.each([
    [NoTraffic.PASS, 'len(result) == 0 || isNaN(result[0]) || result[0] <= 2', undefined],
    [NoTraffic.FAIL, 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 2', undefined],
    [
      NoTraffic.INCONCLUSIVE,
      'len(result) > 0 && !isNaN(result[0]) && result[0] <= 2',
      'len(result) > 0 && !isNaN(result[0]) && result[0] > 2',
    ],
  ])('says what no traffic of one of them means: %s', (onNoTraffic, successCondition, failureCondition) => {
    const metric = metricOf({ onNoTraffic });
    expect(metric.successCondition).toBe(successCondition);
    expect(metric.failureCondition).toBe(failureCondition);
  });

  test.each<[string, Partial<CanaryVsStableAnalysisProps>, string]>([
    [
      'requests of the canary that say nothing of the stable version',
      { canary: { source: 'requests to a Service', total: 'a{service="demo-canary"}', errors: 'b' } },
      'the requests of the stable version are not known: those of the canary (requests to a Service) are not selected by ' +
        'the hash of their pods, so that the others do not follow from them; give them in stable',
    ],
    [
      'one version twice',
      { stable: OF_PODS },
      `canary and stable are the same requests (${OF_PODS.total}), so the gate could not fail`,
    ],
    [
      'less than as good',
      { atMostTimes: 0.5 },
      'atMostTimes takes a number of at least 1 (1 is as good as stable), got 0.5',
    ],
    ['no number', { atMostTimes: Number.NaN }, 'got NaN'],
    ['a floor in per cent', { noiseFloor: 5 }, 'noiseFloor takes a share above 0 and at most 1'],
    ['no floor', { noiseFloor: 0 }, 'noiseFloor takes a share above 0'],
    [
      'what no canary reaches',
      { noiseFloor: 0.5 },
      'atMostTimes 2 times the noiseFloor 0.5 is more than every request failing: the gate could not fail while the stable',
    ],
    ['slow in between two buckets', { slowerThan: Duration.millis(500) }, 'slowerThan is 500ms, between two bounds'],
    [
      'requests of which nobody knows how they went',
      { canary: { ...OF_PODS, errors: undefined } },
      'take a selector of errors or one of successes, got neither',
    ],
  ])('refuses %s', (_, props, message) => {
    expect(() => metricOf(props)).toThrow(message);
  });
});
