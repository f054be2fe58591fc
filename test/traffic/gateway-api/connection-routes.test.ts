import { describe, expect, test } from '@jest/globals';
import { CanaryScale, CanaryStep, GatewayTcpRoute, GatewayTlsRoute, HeaderMatch } from '../../../src';
import { demoChart, demoRollout, demoServices, demoSteps, onlyObject } from '../../demo-chart';

const GATEWAYS = [{ name: 'gateway', namespace: 'infra', sectionName: 'tcp' }];
const PARENT = { group: 'gateway.networking.k8s.io', kind: 'Gateway', ...GATEWAYS[0] };
const BACKENDS = [
  { group: '', kind: 'Service', name: 'demo-stable', port: 80, weight: 100 },
  { group: '', kind: 'Service', name: 'demo-canary', port: 80, weight: 0 },
];

describe.each([
  { kind: 'TCPRoute', Route: GatewayTcpRoute, spec: {} },
  { kind: 'TLSRoute', Route: GatewayTlsRoute, spec: { hostnames: ['demo.example.com'] } },
])('the construct of a $kind', ({ kind, Route, spec }) => {
  function release(given: object = {}, steps = demoSteps()) {
    const chart = demoChart();
    const services = demoServices(chart);
    const all = { name: 'demo', services, gateways: GATEWAYS, hostnames: ['demo.example.com'], ...given };
    const route = new Route(chart, 'route', all);
    demoRollout(chart, { services, trafficRouting: [route], analysis: undefined, steps });
    return { chart, route };
  }

  test('makes the version that the plugin reads, with one rule', () => {
    const { chart, route } = release();
    expect(route.name).toBe('demo');
    expect(onlyObject(chart, kind)).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1alpha2',
      kind,
      metadata: { name: 'demo', namespace: 'demo' },
      spec: { parentRefs: [PARENT], ...spec, rules: [{ backendRefs: BACKENDS }] },
    });
  });

  test('gives the Rollout its name', () => {
    const { chart } = release();
    const key = kind === 'TCPRoute' ? 'tcpRoute' : 'tlsRoute';
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting.plugins).toEqual({
      'argoproj-labs/gatewayAPI': { [key]: 'demo', namespace: 'demo' },
    });
  });

  test('has no header routes', () => {
    const steps = [
      CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
      CanaryStep.setHeaderRoute('qa', HeaderMatch.exact('X-Canary', 'yes')),
      ...demoSteps(),
    ];
    expect(() => release({}, steps)).toThrow('the router Gateway API (TCPRoute, TLSRoute) cannot route by header');
  });

  test.each([
    [{ name: '' }, 'name has to be a DNS-1123 subdomain'],
    [{ gateways: [] }, 'gateways is empty: a route that is attached to no Gateway gets no request'],
    [{ port: 81 }, 'port takes a port of the Services (80), got 81'],
  ])('refuses %j', (given, message) => {
    expect(() => release(given)).toThrow(message);
  });
});

describe('GatewayTlsRoute', () => {
  const make = (hostnames: string[]) => {
    const chart = demoChart();
    return new GatewayTlsRoute(chart, 'route', {
      name: 'demo',
      services: demoServices(chart),
      gateways: GATEWAYS,
      hostnames,
    });
  };

  test.each([
    [[], 'hostnames is empty: name at least one, by which the route is found'],
    [['10.0.0.1'], 'hostnames[0] takes a DNS name'],
    [Array(1025).fill('a.example.com'), 'hostnames takes at most 1024, got 1025'],
  ])('refuses the names %#', (hostnames, message) => {
    expect(() => make(hostnames)).toThrow(message);
  });

  test('takes a wildcard', () => {
    expect(make(['*.example.com']).name).toBe('demo');
  });
});
