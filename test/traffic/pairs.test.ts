import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import {
  AlbIngress,
  AmbassadorMapping,
  ApisixRoute,
  AppMeshVirtualService,
  CanaryRollout,
  CanaryStep,
  ContourHttpProxy,
  HeaderMatch,
  type ITrafficRouter,
  NginxIngress,
  PluginRouter,
  RootService,
  SmiTrafficSplit,
  type StableCanaryServices,
  VirtualService,
} from '../../src';
import { ROUTERS } from '../../src/traffic/routers';
import { demoChart, demoRoute, demoServices, onlyObject } from '../demo-chart';
import { demoTraefik } from './traefik/demo-traefik';

type Make = (chart: Chart, services: StableCanaryServices) => ITrafficRouter;

const HOST = 'demo.example.com';
const PORTS = [{ name: 'http', port: 80, targetPort: 8080 }];

/** A router of each kind, by its folder. */
const ROUTER_OF: Readonly<Record<string, Make>> = {
  'gateway-api': (chart, services) => demoRoute(chart, services),
  traefik: (chart, services) => demoTraefik(chart, services),
  nginx: (chart, services) =>
    new NginxIngress(chart, 'nginx', { name: 'demo-nginx', services, rules: [{ host: HOST }] }),
  alb: (chart, services) => new AlbIngress(chart, 'alb', { name: 'demo-alb', services }),
  apisix: (chart, services) =>
    new ApisixRoute(chart, 'apisix', { name: 'demo', services, rules: [{ name: 'main', hosts: [HOST] }] }),
  istio: (chart, services) => new VirtualService(chart, 'istio', { name: 'demo', services, hosts: [HOST] }),
  smi: (chart, services) => new SmiTrafficSplit(chart, 'smi', { services, rootService: root(chart, 'demo-smi') }),
  ambassador: (chart, services) => new AmbassadorMapping(chart, 'mapping', { name: 'demo', services, prefix: '/' }),
  'app-mesh': (chart, services) =>
    new AppMeshVirtualService(chart, 'mesh', { name: 'demo', services, rootService: root(chart, 'demo-mesh') }),
  contour: (chart, services) =>
    new ContourHttpProxy(chart, 'contour', { name: 'demo', services, fqdn: HOST, routes: [{}] }),
  plugin: (chart, services) =>
    new PluginRouter(chart, 'plugin', { name: 'acme/router', services, config: { route: 'demo' } }),
};

const FOLDERS = ROUTERS.map(({ folder }) => folder);
const PAIRS = FOLDERS.flatMap((one, index) => FOLDERS.slice(index + 1).map((other): [string, string] => [one, other]));

function release(chart: Chart, folders: readonly string[], steps: CanaryStep[]): CanaryRollout {
  const services = demoServices(chart);
  const trafficRouting = folders.map((folder) => {
    const make = ROUTER_OF[folder];
    if (make === undefined) throw new Error(`no router of ${folder}`);
    return make(chart, services);
  });
  return new CanaryRollout(chart, 'rollout', {
    metadata: { name: 'demo' },
    containers: [{ image: 'example/app:1', portNumber: 8080 }],
    services,
    trafficRouting,
    steps,
  });
}

function root(chart: Chart, name: string): RootService {
  return new RootService(chart, `root-${name}`, { name, ports: PORTS });
}

/** What is thrown; nothing where nothing is. */
function messageOf(make: () => unknown): string {
  try {
    make();
    return '';
  } catch (error) {
    return String(error);
  }
}

const weights = () => [CanaryStep.setWeight(20), CanaryStep.pauseUntilPromoted('QA promotes')];
const header = (match: HeaderMatch) => [
  CanaryStep.setWeight(20),
  CanaryStep.setHeaderRoute('qa', match),
  CanaryStep.pauseUntilPromoted('QA promotes'),
];

describe('two routers of one rollout', () => {
  test('are all pairs of routers', () => {
    expect(Object.keys(ROUTER_OF).sort()).toEqual([...FOLDERS].sort());
  });

  test.each(PAIRS)('can be %s and %s: both stand in the Rollout', (one, other) => {
    const chart = demoChart();
    release(chart, [one, other], weights());
    const { trafficRouting } = onlyObject(chart, 'Rollout').spec.strategy.canary;
    const known = ROUTERS.filter((router) => router.isIn(trafficRouting)).map(({ folder }) => folder);
    expect(known.sort()).toEqual([one, other].sort());
  });

  test.each(PAIRS)('take a header route only where both can: %s and %s', (one, other) => {
    const facts = [one, other].flatMap((folder) => ROUTERS.filter((router) => router.folder === folder));
    const refusal = (match: HeaderMatch) => messageOf(() => release(demoChart(), [one, other], header(match)));
    const canRoute = facts.every((router) => router.facts.setHeaderRoute);
    const takesAll = canRoute && facts.every((router) => router.facts.headerMatches !== 'exact');
    const others = 'cannot route by header, others can (Gateway API, AWS ALB, Apache APISIX and Istio)';
    expect(refusal(HeaderMatch.exact('X-Canary', 'yes'))).toEqual(canRoute ? '' : expect.stringContaining(others));
    expect(refusal(HeaderMatch.prefix('X-Canary', 'y'))).toMatch(
      takesAll ? /^$/ : /cannot route by header|compares headers with HeaderMatch.exact only/,
    );
  });

  test('can be three', () => {
    const chart = demoChart();
    release(chart, ['gateway-api', 'nginx', 'istio'], weights());
    const { plugins, nginx, istio } = onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting;
    expect([Object.keys(plugins), nginx, istio.virtualService.name]).toEqual([
      ['argoproj-labs/gatewayAPI'],
      { stableIngress: 'demo-nginx' },
      'demo',
    ]);
  });

  test('that are twice the same are refused', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const trafficRouting = ['one', 'two'].map((id) => demoTraefik(chart, services, { name: id }, id));
    const steps = [CanaryStep.setWeight(20), CanaryStep.pause(Duration.minutes(1))];
    expect(
      () =>
        new CanaryRollout(chart, 'rollout', {
          metadata: { name: 'demo' },
          containers: [{ image: 'example/app:1', portNumber: 8080 }],
          services,
          trafficRouting,
          steps,
          ungatedBecause: 'the test is about something else',
        }),
    ).toThrow('trafficRouting has two routers that both fill in "traefik": give the rollout one of them');
  });
});
