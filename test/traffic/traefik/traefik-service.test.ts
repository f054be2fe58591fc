import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import { Prometheus, Traefik, TraefikApiGroup, TraefikVersion } from '../../../src';
import { demoChart, demoRollout, demoServices, objectsOf, onlyObject } from '../../demo-chart';
import { demoTraefik } from './demo-traefik';

describe('TraefikService', () => {
  test('writes the weights out, stable 100 and canary 0, and gives the Rollout its name', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    demoRollout(chart, { services, trafficRouting: [demoTraefik(chart, services)], analysis: undefined });
    expect(onlyObject(chart, 'TraefikService')).toEqual({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'TraefikService',
      metadata: {
        name: 'demo',
        namespace: 'demo',
        annotations: { 'cdk8s-rollouts.dev/ignore.traefik-empty-service': 'Traefik runs with allowEmptyServices=true' },
      },
      spec: {
        weighted: {
          services: [
            { name: 'demo-stable', port: 80, weight: 100 },
            { name: 'demo-canary', port: 80, weight: 0 },
          ],
        },
      },
    });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting).toEqual({
      traefik: { weightedTraefikServiceName: 'demo' },
    });
  });

  test('keeps a client at its version by a cookie', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const stickyCookie = { name: 'version', secure: true, httpOnly: true, sameSite: 'lax' as const };
    demoRollout(chart, {
      services,
      trafficRouting: [demoTraefik(chart, services, { stickyCookie })],
      analysis: undefined,
    });
    expect(onlyObject(chart, 'TraefikService').spec.weighted.sticky).toEqual({ cookie: stickyCookie });
  });

  test.each([
    [{ name: 'De mo' }, 'name has to be a DNS-1123 subdomain'],
    [{ port: 81 }, 'port takes a port of the Services (80), got 81'],
    [{ stickyCookie: { name: 'a b' } }, 'stickyCookie.name takes the name of a cookie such as "version", got "a b"'],
  ])('refuses %j', (props, message) => {
    const chart = demoChart();
    expect(() => demoTraefik(chart, demoServices(chart), props)).toThrow(message);
  });

  test('splits between the Services of its rollout', () => {
    const chart = demoChart();
    const traefik = demoTraefik(chart, demoServices(chart));
    const others = demoServices(new Chart(chart, 'nested', { namespace: 'demo' }), { name: 'other' });
    expect(() =>
      demoRollout(demoChart(), { services: others, trafficRouting: [traefik], analysis: undefined }),
    ).toThrow(
      'the TraefikService splits between "demo-stable" and "demo-canary", the rollout at demo/rollout switches "other-stable" ' +
        'and "other-canary": give both the same `services`',
    );
  });

  test('lives in the namespace of its rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const traefik = demoTraefik(new Chart(chart, 'infra', { namespace: 'infra' }), services);
    expect(() => demoRollout(chart, { services, trafficRouting: [traefik], analysis: undefined })).toThrow(
      '[demo/infra/weighted] the TraefikService is in namespace "infra", the rollout at demo/rollout in namespace "demo": the ' +
        "controller looks for it in the rollout's namespace, put both into one",
    );
  });

  test('belongs to one rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const traefik = demoTraefik(chart, services);
    const bound = {
      rolloutName: 'a',
      namespace: 'demo',
      services,
      managedRoutes: [],
      routers: [],
      podLabels: () => ({}),
    };
    traefik.bind({ ...bound, path: 'demo/a' });
    traefik.bind({ ...bound, path: 'demo/a' });
    expect(() => traefik.bind({ ...bound, path: 'demo/b' })).toThrow(
      'the rollouts at demo/a and demo/b both move the weights of this TraefikService: make one for each',
    );
  });

  test('without a rollout is an error at synth', () => {
    const chart = demoChart();
    demoTraefik(chart, demoServices(chart));
    expect(() => objectsOf(chart)).toThrow(
      '[demo/weighted] no rollout moves the weights of this TraefikService: give it to a CanaryRollout in `trafficRouting`',
    );
  });

  test('counts the requests of the canary by the name that Traefik makes of namespace, Service and port', () => {
    const chart = demoChart('my.space');
    const metrics = demoTraefik(chart, demoServices(chart)).requestMetrics();
    expect(metrics).toEqual({
      source: 'requests to Service demo-canary counted by Traefik',
      total: 'traefik_service_requests_total{service="my-space-demo-canary-80@kubernetescrd"}',
      errors: 'traefik_service_requests_total{service="my-space-demo-canary-80@kubernetescrd",code=~"5.."}',
      latency: {
        buckets: 'traefik_service_request_duration_seconds_bucket{service="my-space-demo-canary-80@kubernetescrd"}',
        unit: 's',
        bounds: [0.1, 0.3, 1.2, 5],
      },
    });
    for (const selector of [metrics.total, metrics.errors, metrics.latency?.buckets]) {
      expect(() => Prometheus.at('http://prometheus:9090').query(`rate(${selector}[1m])`)).not.toThrow();
    }
  });

  test('has to know the namespace to count requests', () => {
    const chart = new Chart(demoChart(), 'nowhere', { namespace: undefined });
    const parent = new Chart(chart, 'inner');
    expect(() => demoTraefik(parent, demoServices(parent)).requestMetrics()).toThrow(
      'requestMetrics has to know the namespace',
    );
  });
});

describe('Traefik', () => {
  test('is Traefik 3 with its one group, and says the flags that every Argo Rollouts writes it with', () => {
    const traefik = Traefik.of({ allowEmptyServices: true });
    expect(traefik.apiVersion).toBe('traefik.io/v1alpha1');
    expect(traefik.controllerFlags).toEqual([
      '--traefik-api-group=traefik.io',
      '--traefik-api-version=traefik.io/v1alpha1',
    ]);
  });

  test('is Traefik 2 with the old group, or with the new one', () => {
    const old = Traefik.of({ allowEmptyServices: true, version: TraefikVersion.V2 });
    expect(old.apiVersion).toBe('traefik.containo.us/v1alpha1');
    expect(old.controllerFlags).toEqual([
      '--traefik-api-group=traefik.containo.us',
      '--traefik-api-version=traefik.containo.us/v1alpha1',
    ]);
    const both = { allowEmptyServices: true, version: TraefikVersion.V2, apiGroup: TraefikApiGroup.TRAEFIK_IO };
    expect(Traefik.of(both).apiVersion).toBe('traefik.io/v1alpha1');
  });

  test('refuses the old group with Traefik 3', () => {
    expect(() => Traefik.of({ allowEmptyServices: true, apiGroup: TraefikApiGroup.TRAEFIK_CONTAINO_US })).toThrow(
      'Traefik 3 has no API group traefik.containo.us: take traefik.io, or version TraefikVersion.V2',
    );
  });

  test('refuses to be run without empty Services', () => {
    expect(() => Traefik.of({ allowEmptyServices: false })).toThrow(
      'allowEmptyServices is false, and with it one unready pod of the canary takes the whole route down (404 for every request',
    );
  });

  test('is one for an app', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    demoTraefik(chart, services);
    const old = Traefik.of({ allowEmptyServices: true, version: TraefikVersion.V2 });
    expect(() => demoTraefik(chart, services, { name: 'old', traefik: old }, 'old')).toThrow(
      '[demo/old] apiGroup is traefik.containo.us, and the app has objects of traefik.io: the controller writes one group only',
    );
    demoTraefik(chart, services, { name: 'new', traefik: Traefik.of({ allowEmptyServices: true }) }, 'new');
  });
});
