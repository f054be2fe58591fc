import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import { CanaryRollout, GatewayRoute } from '../../../src';
import { demoChart, demoRollout, demoRoute, demoServices, demoSteps, objectsOf, onlyObject } from '../../demo-chart';

describe('GatewayRoute', () => {
  test('writes the weights out, stable 100 and canary 0, and every default of the API', () => {
    const chart = demoChart();
    demoRollout(chart);
    expect(onlyObject(chart, 'HTTPRoute')).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: {
        parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'gateway', namespace: 'infra' }],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            backendRefs: [
              { group: '', kind: 'Service', name: 'demo-stable', port: 80, weight: 100 },
              { group: '', kind: 'Service', name: 'demo-canary', port: 80, weight: 0 },
            ],
          },
        ],
      },
    });
  });

  test('gives the Rollout the plugin by the name the controller knows, with the route and its namespace', () => {
    const chart = demoChart();
    demoRollout(chart);
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting).toEqual({
      plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'demo', namespace: 'demo' } },
    });
  });

  test('says what the plugin can do', () => {
    const chart = demoChart();
    const { facts } = demoRoute(chart, demoServices(chart));
    expect(facts).toMatchObject({
      name: 'Gateway API',
      setHeaderRoute: true,
      headerRoutesAtOnce: 1,
      headerMatches: 'all',
      headerOncePerRoute: true,
      setMirrorRoute: false,
      experimentWeight: false,
      maxTrafficWeight: false,
      pingPong: false,
    });
  });

  test('keeps host names, listener and port', () => {
    const chart = demoChart();
    const services = demoServices(chart, {
      ports: [
        { name: 'http', port: 80, targetPort: 8080 },
        { name: 'admin', port: 90, targetPort: 8080 },
      ],
    });
    const route = demoRoute(chart, services, {
      hostnames: ['shop.example.com', '*.shop.example.com'],
      gateways: [{ name: 'gateway', sectionName: 'web' }],
      port: 90,
    });
    new CanaryRollout(chart, 'rollout', {
      metadata: { name: 'demo' },
      containers: [{ image: 'a:1', portNumber: 8080 }],
      services,
      trafficRouting: [route],
      steps: demoSteps(),
      ungatedBecause: 'the test is about something else',
    });
    const { spec } = onlyObject(chart, 'HTTPRoute');
    expect(spec.hostnames).toEqual(['shop.example.com', '*.shop.example.com']);
    expect(spec.parentRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'gateway', sectionName: 'web' },
    ]);
    expect(spec.rules[0].backendRefs.map(({ port }: { port: number }) => port)).toEqual([90, 90]);
  });

  test.each([
    [{ name: 'Not_a_name' }, 'name has to be a DNS-1123 subdomain'],
    [{ gateways: [] }, 'gateways is empty: a route that is attached to no Gateway gets no request'],
    [{ gateways: [{ name: '' }] }, 'gateways[0].name has to be a DNS-1123 subdomain'],
    [{ gateways: [{ name: 'g', namespace: 'a.b' }] }, 'gateways[0].namespace has to be a DNS-1123 label'],
    [{ hostnames: [] }, 'hostnames is empty: name at least one, or leave it out for all'],
    [{ hostnames: [''] }, 'hostnames[0] takes a DNS name such as "shop.example.com"'],
    [{ hostnames: ['https://shop.example.com'] }, 'got "https://shop.example.com"'],
    [{ hostnames: ['shop.example.com:8080'] }, 'without scheme, port or path, got "shop.example.com:8080"'],
    [{ hostnames: ['Shop.example.com'] }, 'got "Shop.example.com"'],
    [{ hostnames: ['shop.*.com'] }, 'got "shop.*.com"'],
    [{ hostnames: ['*shop.example.com'] }, 'got "*shop.example.com"'],
    [{ hostnames: ['ok.example.com', '10.0.0.1'] }, 'hostnames[1] takes a DNS name'],
    [
      { hostnames: Array.from({ length: 17 }, (_, index) => `h${index}.example.com`) },
      'hostnames takes at most 16, got 17',
    ],
    [{ port: 81 }, 'port takes a port of the Services (80), got 81'],
    [{ port: 0 }, 'port takes a whole number from 1 to 65535, got 0'],
  ])('refuses %j', (props, message) => {
    const chart = demoChart();
    expect(() => demoRoute(chart, demoServices(chart), props)).toThrow(message);
  });

  test('has to be told the port of Services that offer several', () => {
    const chart = demoChart();
    const services = demoServices(chart, {
      ports: [
        { name: 'a', port: 80 },
        { name: 'b', port: 90 },
      ],
    });
    expect(() => demoRoute(chart, services)).toThrow(
      'port is missing: the Services offer 80, 90, say which one is meant',
    );
  });

  test('splits between the Services of its rollout', () => {
    const chart = demoChart();
    const route = demoRoute(chart, demoServices(chart));
    const others = demoServices(new Chart(chart, 'nested', { namespace: 'demo' }), { name: 'other' });
    expect(() => demoRollout(demoChart(), { services: others, trafficRouting: [route], analysis: undefined })).toThrow(
      'the route splits between "demo-stable" and "demo-canary", the rollout at demo/rollout switches "other-stable" and ' +
        '"other-canary": give both the same `services`',
    );
  });

  test('joins others in one rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const route = demoRoute(chart, services);
    const other = new GatewayRoute(chart, 'other', { name: 'other', services, gateways: [{ name: 'internal' }] });
    demoRollout(chart, { services, trafficRouting: [route, other], analysis: undefined });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting).toEqual({
      plugins: { 'argoproj-labs/gatewayAPI': { httpRoutes: [{ name: 'demo' }, { name: 'other' }], namespace: 'demo' } },
    });
  });

  test('belongs to one rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const route = demoRoute(chart, services);
    demoRollout(chart, { services, trafficRouting: [route], analysis: undefined });
    expect(() => route.bind({ path: 'demo/second', services } as never)).toThrow('make one for each');
  });

  test('without a rollout is an error at synth', () => {
    const chart = demoChart();
    demoRoute(chart, demoServices(chart));
    expect(() => objectsOf(chart)).toThrow('[demo/route] no rollout moves the weights of this route');
  });
});
