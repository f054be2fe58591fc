import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App, type Chart, Duration, Testing } from 'cdk8s';
import { NginxBackgroundAnalysis } from '../../examples/nginx';
import { NginxHeader } from '../../examples/nginx-header';
import {
  Analysis,
  CanaryRollout,
  CanaryStep,
  HeaderMatch,
  NoTraffic,
  Prometheus,
  Ramp,
  type RequestMetrics,
  SuccessRateAnalysis,
} from '../../src';
import { NGINX } from '../../src/traffic/nginx/facts';
import { demoChart, demoRollout, demoServices, type Manifest } from '../demo-chart';
import { demoIngress } from '../traffic/nginx/demo-nginx';

/**
 * Scenarios C and D as they were published: each of their traps cannot be written with the constructs, or fails with a
 * message that names it.
 */
const prometheus = Prometheus.at('http://kps-prometheus.monitoring.svc:9090', { scrapeInterval: Duration.seconds(15) });
const IMAGE = 'argoproj/rollouts-demo:blue';

function exampleOf(kind: string, chart: Chart): Manifest {
  const found = (Testing.synth(chart) as Manifest[]).find((object) => object.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
}

describe('scenario C as published', () => {
  // The ratio of the whole Ingress, at 40, 60 and 80 % for two minutes each.
  function published(pause: Duration, requests: (canary: RequestMetrics) => RequestMetrics): CanaryRollout {
    const chart = demoChart();
    const services = demoServices(chart);
    const ingress = demoIngress(chart, services);
    const gate = new SuccessRateAnalysis(chart, 'success-rate', {
      provider: prometheus,
      requests: requests(ingress.requestMetrics({ clientErrorsFail: true })),
      atLeast: 0.9,
      window: Duration.seconds(60),
      interval: Duration.seconds(10),
      failureLimit: 3,
      onNoTraffic: NoTraffic.FAIL,
    });
    return demoRollout(chart, {
      services,
      trafficRouting: [ingress],
      analysis: { templates: [gate], startingStep: 2 },
      steps: Ramp.linear({ from: 20, to: 80, weights: 4, pause }),
    });
  }

  test('failureLimit 3 is four failures in all: a pause in which they do not fit is refused', () => {
    expect(() => published(Duration.seconds(100), (canary) => canary)).toThrow(
      'cannot judge 60 %: it needs 1m41s there to take the 4 failed measurements that abort, and the pause is 1m40s',
    );
    expect(() => published(Duration.minutes(2), (canary) => canary)).not.toThrow();
  });

  test('failureLimit 3 with three measurements, to mean all three of them, can never fail', () => {
    const metric = {
      name: 'success-rate',
      provider: prometheus.query('sum(rate(nginx_ingress_controller_requests{canary="demo-demo-canary-80"}[1m]))'),
      successCondition: 'result[0] > 0.90',
      interval: Duration.seconds(10),
      count: 3,
      failureLimit: 3,
    };
    expect(() => new Analysis(demoChart(), 'gate', { metrics: [metric] })).toThrow(
      'it can never fail: of 3 measurements (count) 3 may fail (failureLimit), and only failure number 4 would abort',
    );
  });

  test('a ratio over the stable version and the canary is refused', () => {
    const total = 'nginx_ingress_controller_requests{ingress="demo"}';
    const successes = 'nginx_ingress_controller_requests{ingress="demo",status!~"[4-5].*"}';
    expect(() => published(Duration.minutes(2), () => ({ source: 'all requests', total, successes }))).toThrow(
      'metric "success-rate" measures the stable and the new version of demo/rollout together: at a low weight the stable ' +
        'version hides the faults of the canary',
    );
  });

  test('the class annotation beside ingressClassName is refused', () => {
    const chart = demoChart();
    const annotations = { 'kubernetes.io/ingress.class': 'internal' };
    expect(() => demoIngress(chart, demoServices(chart), { annotations })).toThrow(
      'annotations has kubernetes.io/ingress.class "internal" beside the ingressClassName "nginx": the API server refuses',
    );
  });

  test('a window of 60 s over a scrape of 30 s, the default of the ServiceMonitor, has gaps and is refused', () => {
    const chart = demoChart();
    const requests = demoIngress(chart, demoServices(chart)).requestMetrics();
    const provider = Prometheus.at('http://kps-prometheus:9090', { scrapeInterval: Duration.seconds(30) });
    const props = { provider, requests, atLeast: 0.9, window: Duration.seconds(60), onNoTraffic: NoTraffic.FAIL };
    expect(() => new SuccessRateAnalysis(chart, 'success-rate', props)).toThrow(
      'window takes at least 4 scrape intervals (2m), or the rate has gaps, got 1m',
    );
  });

  test('put right it watches from the second weight on, and the canary alone', () => {
    const chart = new NginxBackgroundAnalysis(new App(), 'nginx', { image: IMAGE });
    const { analysis } = exampleOf('Rollout', chart).spec.strategy.canary;
    expect(analysis).toEqual({ startingStep: 2, templates: [{ templateName: 'success-rate' }] });
    const { query } = exampleOf('AnalysisTemplate', chart).spec.metrics[0].provider.prometheus;
    expect(query.match(/\{[^}]*\}/g)).toEqual([
      '{ingress="canary-demo",canary="canary-demo-canary-demo-canary-80",status=~"[45].."}',
      '{ingress="canary-demo",canary="canary-demo-canary-demo-canary-80"}',
    ]);
  });
});

describe('scenario D as published', () => {
  test('two replicas without a router cannot reach 20, 40, 60 and 80 %: it is refused with what they really are', () => {
    const rollout = () =>
      new CanaryRollout(demoChart(), 'rollout', {
        metadata: { name: 'user-profile' },
        replicas: 2,
        containers: [{ image: IMAGE, portNumber: 8080 }],
        steps: Ramp.linear({ from: 20, to: 80, weights: 4, pause: Duration.minutes(2) }),
      });
    expect(rollout).toThrow(
      /20 % is really 33 % .*, 40 % is really 33 % .*, 60 % is really 67 % .*, 80 % is really 67 % .*: take 4 replicas/,
    );
  });

  test('header, cookie and weight are all in the one Ingress of the canary, at weight 0 too', () => {
    const objects = Testing.synth(new NginxHeader(new App(), 'nginx-header', { image: IMAGE })) as Manifest[];
    const { stableService, canaryService, trafficRouting } =
      objects.find(({ kind }) => kind === 'Rollout')?.spec.strategy.canary ?? {};
    const rollout = {
      name: 'user-profile',
      namespace: 'user-profile',
      stableService,
      canaryService,
      routing: trafficRouting,
    };
    const canary = NGINX.writer.setWeight(objects, rollout, 0).at(-1);
    expect(canary?.metadata).toMatchObject({
      name: 'user-profile-user-profile-ingress-canary',
      annotations: {
        'nginx.ingress.kubernetes.io/canary': 'true',
        'nginx.ingress.kubernetes.io/canary-by-header': 'X-Canary',
        'nginx.ingress.kubernetes.io/canary-by-header-value': 'iwantsit',
        'nginx.ingress.kubernetes.io/canary-by-cookie': 'Canary',
        'nginx.ingress.kubernetes.io/canary-weight': '0',
      },
    });
  });

  test('a header route as a step is refused: with NGINX the header is an option of the Ingress', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const testers = CanaryStep.setHeaderRoute('testers', HeaderMatch.exact('X-Canary', 'iwantsit'));
    const trafficRouting = [demoIngress(chart, services)];
    const steps = [CanaryStep.setWeight(20), testers];
    expect(() => demoRollout(chart, { services, trafficRouting, analysis: undefined, steps })).toThrow(
      'step 1 (setHeaderRoute "testers"): the router NGINX cannot route by header',
    );
  });

  test('that an abort leaves the bad version in Git is said in the README and in the reason of the pause', () => {
    expect(readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8')).toContain(
      'After an abort the Application is Synced and Degraded: Git still has the bad version. Revert the commit',
    );
    const { metadata } = exampleOf('Rollout', new NginxHeader(new App(), 'nginx-header', { image: IMAGE }));
    expect(metadata.annotations).toEqual({
      'cdk8s-rollouts/step-1-waits-for': expect.stringContaining('to take it back, revert it in Git'),
    });
  });

  test('the images transformer of kustomize finds the image, by the name before the tag', () => {
    const { spec } = exampleOf('Rollout', new NginxHeader(new App(), 'nginx-header', { image: IMAGE }));
    const images = spec.template.spec.containers.map(({ image }: { image: string }) => image.split(':'));
    expect(images).toEqual([['argoproj/rollouts-demo', 'blue']]);
  });
});
