import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryRollout, NoTraffic, Prometheus, type SuccessRateAnalysisProps } from '../../../src';
import { demoChart, demoRoute, demoServices, demoSteps, demoSuccessRate, onlyObject } from '../../demo-chart';

function metricOf(props: Partial<SuccessRateAnalysisProps> = {}) {
  const chart = demoChart();
  const services = demoServices(chart);
  const route = demoRoute(chart, services);
  new CanaryRollout(chart, 'rollout', {
    metadata: { name: 'demo' },
    containers: [{ image: 'a:1', portNumber: 8080 }],
    services,
    trafficRouting: [route],
    analysis: { templates: [demoSuccessRate(chart, route, props)] },
    steps: demoSteps(),
  });
  return onlyObject(chart, 'AnalysisTemplate').spec.metrics[0];
}

const canary = 'service=~"(demo-demo-canary(-http)?-80|.+-svc-demo-demo-canary-[0-9]+)@kubernetesgateway"';

describe('SuccessRateAnalysis', () => {
  test('asks for one minus errors over all, of the canary alone, over four scrapes', () => {
    expect(metricOf().provider.prometheus).toEqual({
      address: 'http://prometheus:9090',
      query:
        `1 - (sum(rate(traefik_service_requests_total{${canary},code=~"5.."}[20s])) or vector(0)) / ` +
        `(sum(rate(traefik_service_requests_total{${canary}}[20s])) > 0)`,
    });
  });

  test('waits one window, measures every ten seconds and tolerates one failure unless told otherwise', () => {
    const { initialDelay, interval, failureLimit, count } = metricOf();
    expect({ initialDelay, interval, failureLimit, count }).toEqual({
      initialDelay: '20s',
      interval: '10s',
      failureLimit: 1,
      count: undefined,
    });
  });

  test('measures no more often than Prometheus scrapes', () => {
    const provider = Prometheus.at('https://prometheus', { scrapeInterval: Duration.seconds(12) });
    expect(metricOf({ provider })).toMatchObject({ interval: '12s', initialDelay: '48s' });
  });

  test('takes what it is told', () => {
    const told = {
      window: Duration.seconds(30),
      initialDelay: Duration.seconds(25),
      interval: Duration.seconds(5),
      failureLimit: 2,
      consecutiveErrorLimit: 10,
    };
    expect(metricOf(told)).toMatchObject({
      initialDelay: '25s',
      interval: '5s',
      failureLimit: 2,
      consecutiveErrorLimit: 10,
    });
    expect(metricOf(told).provider.prometheus.query).toContain('[30s]');
  });

  test('takes less than enough requests for none', () => {
    expect(metricOf({ minRequests: 20 }).provider.prometheus.query).toBe(
      `(${metricOf().provider.prometheus.query}) and (sum(increase(traefik_service_requests_total{${canary}}[20s])) >= 20)`,
    );
  });

  test('may be named otherwise, so that one rollout can have two', () => {
    expect(metricOf({ metricName: 'checkout-success-rate' }).name).toBe('checkout-success-rate');
  });

  test.each([
    [NoTraffic.PASS, { successCondition: 'len(result) == 0 || isNaN(result[0]) || result[0] >= 0.99' }],
    [NoTraffic.FAIL, { successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.99' }],
    [
      NoTraffic.INCONCLUSIVE,
      {
        successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.99',
        failureCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] < 0.99',
        inconclusiveLimit: 1,
      },
    ],
  ])('says what no traffic means: %s', (onNoTraffic, conditions) => {
    const { successCondition, failureCondition, inconclusiveLimit } = metricOf({ onNoTraffic });
    expect({ successCondition, failureCondition, inconclusiveLimit }).toEqual({
      failureCondition: undefined,
      inconclusiveLimit: undefined,
      ...conditions,
    });
  });

  test.each<[string, Partial<SuccessRateAnalysisProps>, string]>([
    ['a threshold of 0', { atLeast: 0 }, 'atLeast takes a share above 0 and at most 1 (0.99 is 99 %), got 0'],
    ['a threshold in per cent', { atLeast: 99 }, 'got 99: write 0.99'],
    ['a negative threshold', { atLeast: -0.1 }, 'got -0.1'],
    ['no number', { atLeast: Number.NaN }, 'got NaN'],
    [
      'a number of seconds, as JavaScript lets pass',
      { window: 30 as unknown as Duration },
      'window takes a Duration such as Duration.seconds(30), got 30',
    ],
    ['an interval of zero', { interval: Duration.seconds(0) }, 'interval takes whole seconds, at least 1'],
    ['a window with gaps', { window: Duration.seconds(10) }, 'window takes at least 4 scrape intervals (20s)'],
    ['a delay that sees nothing', { initialDelay: Duration.seconds(12) }, 'two scrape intervals and 3s (13s)'],
    ['half a request', { minRequests: 0.5 }, 'minRequests takes a whole number of at least 1, got 0.5'],
    [
      'requests of which nobody knows how they went',
      { requests: { source: 'nobody', total: 'requests{service="demo-canary"}' } },
      'requests (nobody) take a selector of errors or one of successes, got neither',
    ],
    ['a negative limit', { failureLimit: -1 }, 'failureLimit takes a whole number of at least 0, got -1'],
  ])('refuses %s', (_, props, message) => {
    expect(() => metricOf(props)).toThrow(message);
  });
});

describe('Prometheus.at', () => {
  test.each(['', 'prometheus', 'prometheus:9090', 'ftp://prometheus', 'http://', '//prometheus'])(
    'refuses %j',
    (address) => {
      expect(() => Prometheus.at(address)).toThrow(
        `the address of Prometheus takes an http or https URL such as "http://prometheus.monitoring.svc:9090", got "${address}"`,
      );
    },
  );

  test('refuses a scrape interval of zero', () => {
    expect(() => Prometheus.at('http://p', { scrapeInterval: Duration.seconds(0) })).toThrow(
      'scrapeInterval takes whole seconds',
    );
  });
});
