import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import { type GatewayRouteProps, ParentService, RootService } from '../../../src';
import { demoChart, demoRollout, demoRoute, demoServices, objectsOf, onlyObject } from '../../demo-chart';

function parentRefsOf(chart: Chart, props: Partial<GatewayRouteProps>): unknown {
  const services = demoServices(chart);
  demoRollout(chart, { services, trafficRouting: [demoRoute(chart, services, props)], analysis: undefined });
  return onlyObject(chart, 'HTTPRoute').spec.parentRefs;
}

function root(chart: Chart): RootService {
  return new RootService(chart, 'root', { name: 'demo', ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
}

describe('the parents of a route', () => {
  test('are Services of a mesh in the core group, which is the empty text', () => {
    const chart = demoChart();
    const parentServices = [ParentService.of(root(chart), 80), ParentService.named('demo-stable')];
    expect(parentRefsOf(chart, { gateways: undefined, parentServices })).toEqual([
      { group: '', kind: 'Service', name: 'demo', port: 80 },
      { group: '', kind: 'Service', name: 'demo-stable' },
    ]);
  });

  test('are Gateways and Services together', () => {
    const chart = demoChart();
    expect(parentRefsOf(chart, { parentServices: [ParentService.named('demo-stable')] })).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'gateway', namespace: 'infra' },
      { group: '', kind: 'Service', name: 'demo-stable' },
    ]);
  });

  test('are two listeners of one Gateway', () => {
    const gateways = [
      { name: 'gateway', sectionName: 'http' },
      { name: 'gateway', sectionName: 'https' },
    ];
    expect(parentRefsOf(demoChart(), { gateways })).toHaveLength(2);
  });

  test('make a Service over both versions select the pods of the rollout', () => {
    const chart = demoChart();
    parentRefsOf(chart, { parentServices: [ParentService.of(root(chart))] });
    const service = objectsOf(chart).find(({ kind, metadata }) => kind === 'Service' && metadata.name === 'demo');
    expect(service?.spec.selector).toEqual({ 'app.kubernetes.io/name': 'demo' });
  });

  test.each<[Partial<GatewayRouteProps>, string]>([
    [{ gateways: undefined }, 'name at least one, or a Service of a mesh in parentServices'],
    [{ gateways: [], parentServices: [] }, 'gateways is empty: a route that is attached to no Gateway gets no request'],
    [{ parentServices: [ParentService.named('1st')] }, 'the name of parentServices[0] has to begin with a letter'],
    [
      { parentServices: [ParentService.named('demo', 0)] },
      'the port of parentServices[0] takes a whole number from 1 to 65535, got 0',
    ],
    [
      { parentServices: [ParentService.named('demo', 80), ParentService.named('demo', 90)] },
      'parentServices names "demo" twice, which the API refuses: name it once, without a port for all of its ports',
    ],
    [
      { gateways: [{ name: 'gateway' }, { name: 'gateway', sectionName: 'https' }] },
      'gateways names "gateway" 2 times, which needs a different sectionName each',
    ],
    [
      {
        gateways: [
          { name: 'gateway', sectionName: 'https' },
          { name: 'gateway', sectionName: 'https' },
        ],
      },
      'gateways names "gateway" 2 times',
    ],
    [
      { gateways: Array.from({ length: 33 }, (_, index) => ({ name: `gateway-${index}` })) },
      'gateways and parentServices together take at most 32 parents, got 33',
    ],
  ])('refuses %#', (props, message) => {
    const chart = demoChart();
    expect(() => demoRoute(chart, demoServices(chart), props)).toThrow(message);
  });

  test('are known by their ports where the Service is made here', () => {
    const chart = demoChart();
    const parentServices = [ParentService.of(root(chart), 81)];
    expect(() => demoRoute(chart, demoServices(chart), { parentServices })).toThrow(
      'the port of parentServices[0] takes a port of the Service "demo" (80), got 81',
    );
  });

  test('are in the namespace of the route where they are Services', () => {
    const chart = demoChart();
    const parentServices = [ParentService.of(root(new Chart(chart, 'other', { namespace: 'other' })))];
    expect(() => demoRoute(chart, demoServices(chart), { parentServices })).toThrow(
      'parentServices[0] is the Service "demo" in namespace "other", and the route is in namespace "demo": a mesh splits the ' +
        'requests to a Service by routes of its own namespace only, put both into one',
    );
  });
});
