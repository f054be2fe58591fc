import { describe, expect, test } from '@jest/globals';
import {
  GatewayGrpcRoute,
  type GatewayGrpcRouteProps,
  GrpcMethodMatch,
  RouteFilter,
  RouteValueMatch,
} from '../../../src';
import { demoChart, demoRollout, demoServices, demoSteps, onlyObject } from '../../demo-chart';

const STABLE = { group: '', kind: 'Service', name: 'demo-stable', port: 80, weight: 100 };
const CANARY = { group: '', kind: 'Service', name: 'demo-canary', port: 80, weight: 0 };

function release(props: Partial<GatewayGrpcRouteProps> = {}) {
  const chart = demoChart();
  const services = demoServices(chart);
  const route = new GatewayGrpcRoute(chart, 'route', {
    name: 'demo',
    services,
    gateways: [{ name: 'gateway' }],
    ...props,
  });
  demoRollout(chart, { services, trafficRouting: [route], analysis: undefined, steps: demoSteps() });
  return { chart, route };
}

describe('GatewayGrpcRoute', () => {
  test('has one rule of every call unless it is told others', () => {
    const { chart, route } = release({ hostnames: ['api.example.com'] });
    expect(route.name).toBe('demo');
    expect(onlyObject(chart, 'GRPCRoute')).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GRPCRoute',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: {
        parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'gateway' }],
        hostnames: ['api.example.com'],
        rules: [{ backendRefs: [STABLE, CANARY] }],
      },
    });
  });

  test('has rules with matches and filters', () => {
    const { chart } = release({
      rules: [
        {
          name: 'orders',
          matches: [
            { method: GrpcMethodMatch.exact({ service: 'shop.Orders', method: 'Create' }) },
            { headers: [RouteValueMatch.exact('tenant', 'acme')] },
          ],
          filters: [RouteFilter.requestHeaderModifier({ set: { 'x-a': '1' } })],
          canaryFilters: [RouteFilter.responseHeaderModifier({ set: { 'x-version': 'canary' } })],
        },
      ],
    });
    expect(onlyObject(chart, 'GRPCRoute').spec.rules).toEqual([
      {
        name: 'orders',
        matches: [
          { method: { type: 'Exact', service: 'shop.Orders', method: 'Create' } },
          { headers: [{ name: 'tenant', type: 'Exact', value: 'acme' }] },
        ],
        filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x-a', value: '1' }] } }],
        backendRefs: [
          STABLE,
          {
            ...CANARY,
            filters: [
              {
                type: 'ResponseHeaderModifier',
                responseHeaderModifier: { set: [{ name: 'x-version', value: 'canary' }] },
              },
            ],
          },
        ],
      },
    ]);
  });

  test.each<[Partial<GatewayGrpcRouteProps>, string]>([
    [{ gateways: [] }, 'gateways is empty'],
    [{ hostnames: [] }, 'hostnames is empty: name at least one, or leave it out for all'],
    [{ rules: [] }, 'rules is empty: name at least one, or leave it out for one of every request'],
    [{ rules: [{ matches: [] }] }, 'rules[0].matches is empty'],
    [{ rules: [{ matches: [{ headers: [] }] }] }, 'rules[0].matches[0].headers is empty'],
    [{ rules: [{ filters: [] }] }, 'rules[0].filters is empty'],
    [
      { rules: [{ filters: [RouteFilter.urlRewrite({ replaceFullPath: '/' })] }] },
      'rules[0] has the filter "URLRewrite", which is for HTTP only: leave it out',
    ],
    [
      { rules: [{ canaryFilters: [RouteFilter.cors({ allowOrigins: ['*'] })] }] },
      'rules[0] has the filter "CORS", which is for HTTP only: leave it out',
    ],
  ])('refuses %#', (props, message) => {
    expect(() => release(props)).toThrow(message);
  });
});
