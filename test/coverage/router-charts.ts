import { CanaryStep, type TrafficRouting } from '../../src';
import { demoRoute, demoServices } from '../demo-chart';
import { canary, routedCanary, STEPS } from './demo-rollouts';
import type { FieldCharts } from './field-chart';

const TCP_AND_TLS = { tcpRoutes: [{ port: 5432 }], tlsRoutes: [{ port: 443, sniHosts: ['demo.example.com'] }] };
const VIRTUAL_SERVICE = { name: 'demo', routes: ['primary'], ...TCP_AND_TLS };
const INGRESS_ANNOTATIONS = { 'canary-by-header': 'X-Canary' };

/** All of what a router can say, by router. Those without a construct are made by a router of a user's own. */
const ROUTERS: { readonly [key in keyof Required<TrafficRouting>]?: TrafficRouting } = {
  alb: {
    alb: {
      ingress: 'demo',
      ingresses: ['demo', 'other'],
      rootService: 'demo-root',
      servicePort: 80,
      annotationPrefix: 'alb.ingress.kubernetes.io',
      stickinessConfig: { enabled: true, durationSeconds: 60 },
    },
  },
  ambassador: { ambassador: { mappings: ['demo'] } },
  apisix: { apisix: { route: { name: 'demo', rules: ['primary'] } } },
  appMesh: {
    appMesh: {
      virtualNodeGroup: {
        canaryVirtualNodeRef: { name: 'demo-canary' },
        stableVirtualNodeRef: { name: 'demo-stable' },
      },
      virtualService: { name: 'demo', routes: ['primary'] },
    },
  },
  istio: {
    istio: {
      virtualService: VIRTUAL_SERVICE,
      virtualServices: [VIRTUAL_SERVICE],
      destinationRule: {
        name: 'demo',
        canarySubsetName: 'canary',
        stableSubsetName: 'stable',
        additionalSubsetNames: ['other'],
      },
    },
  },

  nginx: {
    nginx: {
      stableIngress: 'demo',
      stableIngresses: ['demo', 'other'],
      annotationPrefix: 'nginx.ingress.kubernetes.io',
      additionalIngressAnnotations: INGRESS_ANNOTATIONS,
      canaryIngressAnnotations: INGRESS_ANNOTATIONS,
    },
  },
  smi: { smi: { rootService: 'demo-root', trafficSplitName: 'demo' } },
  traefik: { traefik: { weightedTraefikServiceName: 'demo' } },
};

/** The Services of a rollout and what routers write; the managed routes are written by the steps. */
export const ROUTER_CHARTS: FieldCharts = {
  'CanaryRollout.services': (chart) => {
    routedCanary(chart, {}, {});
  },
  'CanaryRollout.trafficRouting: GatewayRoute': (chart) => {
    const services = demoServices(chart);
    canary(chart, { services, trafficRouting: [demoRoute(chart, services)], steps: [...STEPS] });
  },
  ...Object.fromEntries(
    Object.entries(ROUTERS).map(([key, routing]) => [
      `CanaryRollout.trafficRouting: ITrafficRouter.bind, ${key}`,
      (chart) => routedCanary(chart, {}, routing),
    ]),
  ),
  'CanaryRollout.trafficRouting: ITrafficRouter.bind, maxTrafficWeight': (chart) =>
    routedCanary(chart, { steps: [CanaryStep.setWeight(1, 1000)] }, { nginx: {}, maxTrafficWeight: 1000 }),
};
