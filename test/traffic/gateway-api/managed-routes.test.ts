import { describe, expect, test } from '@jest/globals';
import {
  CanaryScale,
  CanaryStep,
  GatewayGrpcRoute,
  GatewayRoute,
  GatewayTcpRoute,
  HeaderMatch,
  type HttpRouteRule,
  RoutePathMatch,
} from '../../../src';
import { demoChart, demoRollout, demoRoute, demoServices, onlyObject } from '../../demo-chart';

const STEPS = [
  CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
  CanaryStep.setHeaderRoute('qa', HeaderMatch.exact('X-Canary', 'qa')),
  CanaryStep.pauseUntilPromoted('QA has tried it'),
];
const TWICE = [
  ...STEPS,
  CanaryStep.removeHeaderRoute('qa'),
  CanaryStep.setHeaderRoute('beta', HeaderMatch.exact('X-Canary', 'beta')),
  CanaryStep.pauseUntilPromoted('the friends have tried it'),
];

function release(rules: HttpRouteRule[], steps = STEPS) {
  const chart = demoChart();
  const services = demoServices(chart);
  const route = demoRoute(chart, services, { rules });
  return demoRollout(chart, { services, trafficRouting: [route], analysis: undefined, steps });
}

describe('header routes', () => {
  test('are added to each HTTPRoute and GRPCRoute of the rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const gateways = [{ name: 'gateway' }];
    const routes = [
      demoRoute(chart, services),
      new GatewayRoute(chart, 'other', { name: 'other', services, gateways }),
      new GatewayGrpcRoute(chart, 'grpc', { name: 'calls', services, gateways }),
      new GatewayGrpcRoute(chart, 'other-grpc', { name: 'others', services, gateways }),
    ];
    demoRollout(chart, { services, trafficRouting: routes, analysis: undefined, steps: STEPS });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting).toEqual({
      managedRoutes: [{ name: 'qa' }],
      plugins: {
        'argoproj-labs/gatewayAPI': {
          namespace: 'demo',
          httpRoutes: [
            { name: 'demo', useHeaderRoutes: true },
            { name: 'other', useHeaderRoutes: true },
          ],
          grpcRoutes: [
            { name: 'calls', useHeaderRoutes: true },
            { name: 'others', useHeaderRoutes: true },
          ],
        },
      },
    });
  });

  test('are never said of a TCPRoute', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const route = new GatewayTcpRoute(chart, 'tcp', { name: 'demo', services, gateways: [{ name: 'gateway' }] });
    const binding = { path: 'demo/rollout', rolloutName: 'demo', namespace: 'demo', services };
    expect(route.bind({ ...binding, managedRoutes: ['qa'], routers: [route], podLabels: () => ({}) })).toEqual({
      plugins: { 'argoproj-labs/gatewayAPI': { tcpRoutes: [{ name: 'demo' }], namespace: 'demo' } },
    });
  });

  const rules = (count: number): HttpRouteRule[] =>
    Array.from({ length: count }, (_, index) => ({ matches: [{ path: RoutePathMatch.prefix(`/${index}`) }] }));

  test('need room for one rule for each rule', () => {
    expect(() => release(rules(9))).toThrow(
      'the route has 9 rules, a header route ("qa") adds as many, and a route holds 16: the plugin\'s update would be refused, make ' +
        'a second route of some',
    );
    expect(() => release(rules(8))).not.toThrow();
    expect(() =>
      release(rules(9), [CanaryStep.setWeight(20), CanaryStep.pauseUntilPromoted('all is well')]),
    ).not.toThrow();
  });

  test('need room for the matches of each rule', () => {
    const matches = (count: number) => [{ matches: Array(count).fill({ path: RoutePathMatch.prefix('/') }) }];
    expect(() => release([...matches(64), ...matches(1)])).toThrow(
      'the route has 65 matches, a header route ("qa") adds as many, and a route holds 128',
    );
    expect(() => release(matches(64))).not.toThrow();
  });

  test('need it once, however many there are: there is one at a time', () => {
    expect(() => release(rules(8), TWICE)).not.toThrow();
  });

  test.each(['qa', 'qa-1', 'qa-12'])('do not take the name of the rule %s', (name) => {
    expect(() => release([{ name }])).toThrow(
      `the rule "${name}" has the name of the header route "qa", and the plugin would delete it as its own: give one of them another name`,
    );
  });

  test.each(['q', 'qa-b', 'qa-1x', 'qa1', 'qa.1'])('leave a rule alone that is named %s', (name) => {
    expect(() => release([{ name }])).not.toThrow();
  });
});
