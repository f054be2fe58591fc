import { type Chart, Duration } from 'cdk8s';
import {
  AlbIngress,
  type AlbIngressProps,
  AmbassadorMapping,
  ApisixRoute,
  AppMeshVirtualService,
  CanaryStep,
  DestinationRule,
  type ITrafficRouter,
  NginxIngress,
  type NginxIngressProps,
  RootService,
  SmiTrafficSplit,
  type StableCanaryServices,
  VirtualService,
} from '../../src';
import { demoRoute, demoServices } from '../demo-chart';
import { demoTraefik } from '../traffic/traefik/demo-traefik';
import { canary, routedCanary, STEPS } from './demo-rollouts';
import type { FieldCharts } from './field-chart';

type Routers = (chart: Chart, services: StableCanaryServices) => ITrafficRouter[];

const PORTS = [{ name: 'http', port: 80, targetPort: 8080 }];
const HOST = 'demo.example.com';

/** Routers by the property whose fields they show. */
const ROUTERS: Readonly<Record<string, Routers>> = {
  GatewayRoute: (chart, services) => [demoRoute(chart, services)],
  TraefikService: (chart, services) => [demoTraefik(chart, services)],
  NginxIngress: (chart, services) => [nginx(chart, services, {})],
  'NginxIngress, several': (chart, services) => [
    nginx(chart, services, { name: 'one' }),
    nginx(chart, services, { name: 'two', rules: [{ host: 'two.example.com' }] }),
  ],
  'NginxIngress.annotationPrefix': (chart, services) => [nginx(chart, services, { annotationPrefix: 'example.com' })],
  'NginxIngress.canaryByHeader': (chart, services) => [nginx(chart, services, { canaryByHeader: 'X-Canary' })],
  'NginxIngress.canaryIngressAnnotations': (chart, services) => [
    nginx(chart, services, { canaryIngressAnnotations: { 'example.com/team': 'shop' } }),
  ],
  AlbIngress: (chart, services) => [alb(chart, services, {})],
  'AlbIngress, several': (chart, services) => [
    alb(chart, services, { name: 'one' }),
    alb(chart, services, { name: 'two' }),
  ],
  'AlbIngress.rootService': (chart, services) => [alb(chart, services, { rootService: root(chart) })],
  'AlbIngress.stickiness': (chart, services) => [alb(chart, services, { stickiness: Duration.minutes(1) })],
  'AlbIngress.annotationPrefix': (chart, services) => [alb(chart, services, { annotationPrefix: 'example.com' })],
  ApisixRoute: (chart, services) => [
    new ApisixRoute(chart, 'router', { name: 'demo', services, rules: [{ name: 'main', hosts: [HOST] }] }),
  ],
  SmiTrafficSplit: (chart, services) => [
    new SmiTrafficSplit(chart, 'router', { services, name: 'demo', rootService: root(chart) }),
  ],
  AmbassadorMapping: (chart, services) => [
    new AmbassadorMapping(chart, 'router', { name: 'demo', services, prefix: '/demo/' }),
  ],
  AppMeshVirtualService: (chart, services) => [
    new AppMeshVirtualService(chart, 'router', { name: 'demo', services, rootService: root(chart) }),
  ],
  VirtualService: (chart, services) => [new VirtualService(chart, 'router', { name: 'demo', services, hosts: [HOST] })],
  'VirtualService.tls, .tcp': (chart, services) => [connections(chart, services, 'one')],
  'VirtualService, several': (chart, services) => [
    connections(chart, services, 'one'),
    connections(chart, services, 'two'),
  ],
};

/** The Services of a rollout and what routers write; the managed routes are written by the steps. */
export const ROUTER_CHARTS: FieldCharts = {
  'CanaryRollout.services': (chart) => {
    routedCanary(chart, {}, {});
  },
  ...Object.fromEntries(
    Object.entries(ROUTERS).map(([property, routers]) => [
      `CanaryRollout.trafficRouting: ${property}`,
      (chart: Chart) => {
        const services = demoServices(chart);
        canary(chart, { services, trafficRouting: routers(chart, services), steps: [...STEPS] });
      },
    ]),
  ),
  'CanaryRollout.trafficRouting: NginxIngress.maxTrafficWeight': (chart) => {
    const services = demoServices(chart);
    const trafficRouting = [nginx(chart, services, { maxTrafficWeight: 1000 })];
    canary(chart, { services, trafficRouting, steps: [CanaryStep.setWeight(1, 1000)] });
  },
  'CanaryRollout.trafficRouting: DestinationRule': (chart) => {
    const destinationRule = new DestinationRule(chart, 'rule', { name: 'demo', service: root(chart) });
    const router = new VirtualService(chart, 'router', { name: 'demo', destinationRule });
    canary(chart, { trafficRouting: [router], steps: [...STEPS] });
  },
};

function nginx(chart: Chart, services: StableCanaryServices, props: Partial<NginxIngressProps>): NginxIngress {
  const name = props.name ?? 'demo';
  return new NginxIngress(chart, name, { name, services, rules: [{ host: HOST }], ...props });
}

function alb(chart: Chart, services: StableCanaryServices, props: Partial<AlbIngressProps>): AlbIngress {
  const name = props.name ?? 'demo';
  return new AlbIngress(chart, name, { name, services, ...props });
}

function connections(chart: Chart, services: StableCanaryServices, name: string): VirtualService {
  const tls = [{ port: 443, sniHosts: [HOST] }];
  return new VirtualService(chart, name, {
    name,
    services,
    hosts: [HOST],
    http: [{ name }],
    tls,
    tcp: [{ port: 5432 }],
  });
}

function root(chart: Chart): RootService {
  return new RootService(chart, 'root', { name: 'demo-root', ports: PORTS });
}
