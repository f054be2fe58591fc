import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import {
  CanaryScale,
  CanaryStep,
  GatewayController,
  GatewayGrpcRoute,
  GatewayTcpRoute,
  HeaderMatch,
} from '../../../src';
import {
  demoChart,
  demoRollout,
  demoRoute,
  demoServices,
  demoSteps,
  objectsOf,
  onlyObject,
  routed,
} from '../../demo-chart';

const INFRA = { namespace: 'infra', gateways: [{ name: 'gateway' }] };

describe('a route in another namespace than the Services', () => {
  test('names theirs, and is named with its own in the Rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    demoRollout(chart, { services, trafficRouting: [demoRoute(chart, services, INFRA)], analysis: undefined });
    const { metadata, spec } = onlyObject(chart, 'HTTPRoute');
    expect(metadata).toEqual({ name: 'demo', namespace: 'infra' });
    expect(spec.rules[0].backendRefs).toEqual([
      { group: '', kind: 'Service', name: 'demo-stable', namespace: 'demo', port: 80, weight: 100 },
      { group: '', kind: 'Service', name: 'demo-canary', namespace: 'demo', port: 80, weight: 0 },
    ]);
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting.plugins).toEqual({
      'argoproj-labs/gatewayAPI': { httpRoute: 'demo', namespace: 'infra' },
    });
  });

  test('may send to these two Services, and to no others', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const routes = [
      demoRoute(chart, services, INFRA),
      new GatewayGrpcRoute(chart, 'grpc', { name: 'demo', services, ...INFRA }),
      new GatewayTcpRoute(chart, 'tcp', { name: 'demo', services, ...INFRA }),
    ];
    demoRollout(chart, { services, trafficRouting: routes, analysis: undefined });
    const grants = objectsOf(chart).filter(({ kind }) => kind === 'ReferenceGrant');
    expect(grants).toEqual(
      ['HTTPRoute', 'GRPCRoute', 'TCPRoute'].map((kind) => ({
        apiVersion: 'gateway.networking.k8s.io/v1beta1',
        kind: 'ReferenceGrant',
        metadata: { name: `${kind.toLowerCase()}-demo-from-infra`, namespace: 'demo' },
        spec: {
          from: [{ group: 'gateway.networking.k8s.io', kind, namespace: 'infra' }],
          to: [
            { group: '', kind: 'Service', name: 'demo-stable' },
            { group: '', kind: 'Service', name: 'demo-canary' },
          ],
        },
      })),
    );
  });

  test('needs no grant in the same one, nor where none is said', () => {
    for (const namespace of ['demo', '']) {
      const chart = namespace === '' ? new Chart(demoChart(), 'none', {}) : demoChart(namespace);
      demoRollout(chart, { analysis: undefined, ...routed(chart, demoServices(chart)) });
      expect(objectsOf(chart).map(({ kind }) => kind)).not.toContain('ReferenceGrant');
    }
  });

  test('is counted by the namespace of the Services', () => {
    const chart = demoChart();
    const { total } = demoRoute(chart, demoServices(chart), INFRA).requestMetrics(GatewayController.TRAEFIK);
    expect(total).toContain('demo-demo-canary');
  });

  test('has to have one that is known where theirs is', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    expect(() => demoRoute(new Chart(chart, 'none', {}), services)).toThrow(
      'the route is in no namespace, its Services in namespace "demo": whether they are in one is not known, set the namespace ' +
        'on both charts, or on neither',
    );
  });

  test('has to have a valid one', () => {
    const chart = demoChart();
    expect(() => demoRoute(chart, demoServices(chart), { namespace: 'a.b' })).toThrow(
      'namespace has to be a DNS-1123 label',
    );
  });

  test('has no header routes: the plugin leaves the namespace of the Service out of them', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const steps = [
      CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
      CanaryStep.setHeaderRoute('qa', HeaderMatch.exact('X-Canary', 'yes')),
      ...demoSteps(),
    ];
    const route = demoRoute(chart, services, INFRA);
    expect(() => demoRollout(chart, { services, trafficRouting: [route], analysis: undefined, steps })).toThrow(
      'the route is in namespace "infra", its Services in namespace "demo": the plugin looks for the Service of a header route in ' +
        'the namespace of the route, put both into one, or leave the header route out',
    );
  });

  test('is in the same one as the other routes of its rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const routes = [
      demoRoute(chart, services, INFRA),
      new GatewayGrpcRoute(chart, 'grpc', { name: 'demo', services, gateways: INFRA.gateways }),
    ];
    expect(() => demoRollout(chart, { services, trafficRouting: routes, analysis: undefined })).toThrow(
      'two routers say different things of trafficRouting.argoproj-labs/gatewayAPI.namespace, "infra" and "demo"',
    );
  });
});
