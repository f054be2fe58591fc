import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import {
  Analysis,
  AnalysisArgument,
  type CanaryRollout,
  CanaryStep,
  type Metric,
  NoTraffic,
  Prometheus,
} from '../../src';
import { demoChart, demoRollout, demoRoute, demoServices, demoSuccessRate, objectsOf, onlyObject } from '../demo-chart';

/**
 * Scenario A as it was published: each of its traps cannot be written with the constructs, or fails with a message
 * that names it.
 */
const prometheus = Prometheus.at('http://prometheus-server.prometheus-system.svc.cluster.local:80');

const publishedQuery =
  '(sum(rate(http_requests_total{status!~"5.*", app="demo"}[1m])) / (sum(rate(http_requests_total{app="demo"}[1m])) > 0)) or vector(1)';

// The query put right, so that each test below has one trap only.
const canaryQuery =
  '1 - (sum(rate(http_requests_total{service="demo-canary",status=~"5.."}[1m])) or vector(0)) / ' +
  '(sum(rate(http_requests_total{service="demo-canary"}[1m])) > 0)';

const everyMinute: Metric = {
  name: 'success-rate',
  provider: prometheus.query(canaryQuery),
  successCondition: 'result[0] >= 0.99',
  interval: Duration.minutes(1),
  initialDelay: Duration.minutes(1),
};

function release(chart: Chart, metric: Metric, pause: Duration, args: AnalysisArgument[] = []): CanaryRollout {
  return demoRollout(chart, {
    analysis: { templates: [new Analysis(chart, 'gate', { metrics: [metric], args })] },
    steps: [CanaryStep.setWeight(20), CanaryStep.pause(pause), CanaryStep.setWeight(50), CanaryStep.pause(pause)],
  });
}

describe('scenario A as published, in the repository', () => {
  test('count 2 with failureLimit 2 can never fail', () => {
    expect(() => release(demoChart(), { ...everyMinute, count: 2, failureLimit: 2 }, Duration.minutes(5))).toThrow(
      'metric "success-rate": it can never fail: of 2 measurements (count) 2 may fail (failureLimit), and only failure number 3 ' +
        'would abort; take a failureLimit below 2',
    );
  });

  test('a background analysis that ends after two measurements leaves the rest unwatched', () => {
    expect(() => release(demoChart(), { ...everyMinute, count: 2 }, Duration.minutes(5))).toThrow(
      'metric "success-rate" ends Successful after 2 measurements (2m), and nothing watches the rest of the 10m: leave count out',
    );
  });

  test('an analysis that starts with the release measures before the first request of the canary', () => {
    const chart = demoChart();
    const templates = [new Analysis(chart, 'gate', { metrics: [everyMinute] })];
    expect(() => demoRollout(chart, { analysis: { templates, startingStep: 0 } })).toThrow(
      'analysis.startingStep 0 starts before the canary gets a request (setWeight is step 0): the first measurement would be ' +
        'good whatever the new version does; take 1 or leave it out',
    );
  });

  test('a first measurement at 0 s sees no request of the canary either', () => {
    expect(() => release(demoChart(), { ...everyMinute, initialDelay: undefined }, Duration.minutes(5))).toThrow(
      'metric "success-rate" is first measured 0 s after the analysis starts, before the first request of the canary',
    );
  });

  test('a query over both versions hides the canary', () => {
    const both = { ...everyMinute, provider: prometheus.query('sum(rate(http_requests_total{app="demo"}[1m]))') };
    expect(() => release(demoChart(), both, Duration.minutes(5))).toThrow(
      'metric "success-rate" measures the stable and the new version of demo/rollout together: at a low weight the stable ' +
        'version hides the faults of the canary',
    );
  });

  test('"or vector(1)" promotes a version that nobody could call', () => {
    const metric = { ...everyMinute, provider: prometheus.query(publishedQuery) };
    expect(() => release(demoChart(), metric, Duration.minutes(5))).toThrow(
      'the query ends in "or vector(1)", so without any request it answers 1 and the measurement is successful: a version that ' +
        'nobody could call would be promoted',
    );
  });

  test('an argument that no metric uses selects nothing', () => {
    const args = [AnalysisArgument.value('service-name', 'demo-canary')];
    expect(() => release(demoChart(), everyMinute, Duration.minutes(5), args)).toThrow(
      'the argument "service-name" is used by no metric: what it was meant to select is measured without it',
    );
  });

  test('an image tag that follows the commit starts a release with every commit', () => {
    const containers = [{ image: 'ghcr.io/fullstackjam/canary-deployment:$ARGOCD_APP_REVISION', portNumber: 8080 }];
    expect(() => demoRollout(demoChart(), { containers })).toThrow(
      'image takes a reference such as "ghcr.io/acme/shop:1.2.3", got "ghcr.io/fullstackjam/canary-deployment:$ARGOCD_APP_REVISION": ' +
        'a tag that follows the commit starts a release with every commit, name the version',
    );
  });

  test('weights that are left out cannot be written: Argo CD resets them to 100/0, the safe side', () => {
    const chart = demoChart();
    demoRollout(chart);
    const [rule] = onlyObject(chart, 'HTTPRoute').spec.rules;
    expect(rule.backendRefs.map(({ weight }: { weight: number }) => weight)).toEqual([100, 0]);
  });
});

describe('scenario A as published, in the article', () => {
  test('the plugin name is not typed, so it cannot be argoproj-labs/gatewayapi, and there is no serviceName', () => {
    const chart = demoChart();
    demoRollout(chart);
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting.plugins).toEqual({
      'argoproj-labs/gatewayAPI': { httpRoute: 'demo', namespace: 'demo' },
    });
  });

  test('a last setWeight(100) is redundant', () => {
    const steps = [CanaryStep.setWeight(20), CanaryStep.pause(Duration.minutes(5)), CanaryStep.setWeight(100)];
    expect(() => demoRollout(demoChart(), { steps, analysis: undefined })).toThrow(
      'the last step setWeight(100) is redundant: after the last step the controller moves all requests by itself, leave it out',
    );
  });

  test('an analysis that the Rollout does not refer to gates nothing', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const route = demoRoute(chart, services);
    demoSuccessRate(chart, route);
    demoRollout(chart, { services, trafficRouting: [route], analysis: undefined });
    expect(() => objectsOf(chart)).toThrow('no rollout refers to this analysis, so it gates nothing');
  });

  test('pauses of 30 seconds are too short for a window and an interval of a minute', () => {
    expect(() => release(demoChart(), everyMinute, Duration.seconds(30))).toThrow(
      /metric "success-rate" cannot judge 20 %: it needs 1m1s there to take the failed measurement that aborts, and the pause is 30s/,
    );
  });
});

test('the gate put right has a verdict on each weight, and says what no traffic means', () => {
  const chart = demoChart();
  const services = demoServices(chart);
  const route = demoRoute(chart, services);
  const gate = demoSuccessRate(chart, route, { onNoTraffic: NoTraffic.FAIL });
  demoRollout(chart, { services, trafficRouting: [route], analysis: { templates: [gate] } });
  expect(objectsOf(chart).map(({ kind }) => kind)).toEqual([
    'Service',
    'Service',
    'HTTPRoute',
    'AnalysisTemplate',
    'Rollout',
  ]);
});
