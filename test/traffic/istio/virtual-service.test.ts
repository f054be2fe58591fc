import { describe, expect, test } from '@jest/globals';
import { Chart, Duration } from 'cdk8s';
import {
  CanaryScale,
  CanaryStep,
  ExperimentVersion,
  HeaderMatch,
  PingPongServices,
  VirtualService,
  type VirtualServiceProps,
} from '../../../src';
import { demoChart, demoRollout, demoServices, demoSteps, objectsOf, onlyObject } from '../../demo-chart';
import { demoDestinationRule, demoSubsetRollout, demoVirtualService } from './demo-istio';

const HEADER_STEPS = [
  CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
  CanaryStep.setHeaderRoute('testers', HeaderMatch.exact('X-Canary', 'true')),
  ...demoSteps(),
];

/** What a rollout with just this VirtualService renders of it. */
function rendered(props: Partial<VirtualServiceProps> = {}, ports = [{ name: 'http', port: 80, targetPort: 8080 }]) {
  const chart = demoChart();
  const services = demoServices(chart, { ports });
  const virtualService = demoVirtualService(chart, services, props);
  demoRollout(chart, { services, trafficRouting: [virtualService], analysis: undefined });
  const { istio } = onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting;
  return { spec: onlyObject(chart, 'VirtualService').spec, istio };
}

function split(port = 80) {
  return [
    { destination: { host: 'demo-stable', port: { number: port } }, weight: 100 },
    { destination: { host: 'demo-canary', port: { number: port } }, weight: 0 },
  ];
}

describe('VirtualService', () => {
  test('sends all requests to the stable Service, by a route that the Rollout names', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const virtualService = demoVirtualService(chart, services);
    demoRollout(chart, { services, trafficRouting: [virtualService], analysis: undefined });
    expect(virtualService.name).toBe('demo');
    expect(onlyObject(chart, 'VirtualService')).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: {
        hosts: ['demo.example.com'],
        gateways: ['infra/gw'],
        http: [{ name: 'primary', route: split() }],
      },
    });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting).toEqual({
      istio: { virtualService: { name: 'demo', routes: ['primary'] } },
    });
  });

  test('keeps what HTTP routes say, and sends to their ports', () => {
    const ports = [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'http-api', port: 81, targetPort: 8080 },
    ];
    const api = {
      match: [{ uri: { prefix: '/api' }, headers: { 'x-tenant': { exact: 'a' } } }],
      retries: { attempts: 2, retryOn: '5xx' },
      rewrite: { uri: '/' },
      headers: { request: { set: { 'x-via': 'api' } } },
      corsPolicy: { allowOrigins: [{ exact: 'https://example.com' }] },
    };
    const { spec, istio } = rendered(
      {
        port: 80,
        http: [
          { name: 'api', port: 81, timeout: Duration.millis(1500), ...api },
          { name: 'rest', timeout: Duration.seconds(90) },
        ],
      },
      ports,
    );
    expect(spec.http).toEqual([
      { name: 'api', timeout: '1500ms', ...api, route: split(81) },
      { name: 'rest', timeout: '1m30s', route: split(80) },
    ]);
    expect(istio.virtualService.routes).toEqual(['api', 'rest']);
  });

  test('lists routes for TLS and TCP by what they match, and makes no HTTP route then', () => {
    const { spec, istio } = rendered({
      tls: [{ port: 443, sniHosts: ['demo.example.com'] }],
      tcp: [
        { port: 5432, servicePort: 80 },
        { port: 5433, servicePort: 80 },
      ],
    });
    expect(spec).toEqual({
      hosts: ['demo.example.com'],
      gateways: ['infra/gw'],
      tls: [{ match: [{ port: 443, sniHosts: ['demo.example.com'] }], route: split() }],
      tcp: [5432, 5433].map((port) => ({ match: [{ port }], route: split() })),
    });
    expect(istio).toEqual({
      virtualService: {
        name: 'demo',
        tlsRoutes: [{ port: 443, sniHosts: ['demo.example.com'] }],
        tcpRoutes: [{ port: 5432 }, { port: 5433 }],
      },
    });
  });

  test.each(['*', '*.example.com'])('takes SNI hosts that its host %s covers', (host) => {
    const tls = [{ port: 443, sniHosts: ['demo.example.com'] }];
    expect(rendered({ hosts: [host], tls }).istio.virtualService.tlsRoutes).toEqual(tls);
  });

  test('puts other routes first and leaves them out of the Rollout', () => {
    const login = { name: 'login', match: [{ uri: { prefix: '/login' } }], route: [{ destination: { host: 'auth' } }] };
    const { spec, istio } = rendered({ otherHttp: [login] });
    expect(spec.http).toEqual([login, { name: 'primary', route: split() }]);
    expect(istio.virtualService.routes).toEqual(['primary']);
  });

  test('splits between subsets, by the host of the one Service', () => {
    const chart = demoChart();
    const destinationRule = demoDestinationRule(chart);
    const virtualService = new VirtualService(chart, 'virtual-service', { name: 'demo', destinationRule });
    demoSubsetRollout(chart, { trafficRouting: [virtualService] });
    expect(onlyObject(chart, 'VirtualService').spec).toEqual({
      hosts: ['demo'],
      http: [
        {
          name: 'primary',
          route: [
            { destination: { host: 'demo', port: { number: 80 }, subset: 'stable' }, weight: 100 },
            { destination: { host: 'demo', port: { number: 80 }, subset: 'canary' }, weight: 0 },
          ],
        },
      ],
    });
    const { canary } = onlyObject(chart, 'Rollout').spec.strategy;
    expect([canary.stableService, canary.canaryService]).toEqual([undefined, undefined]);
    expect(canary.trafficRouting).toEqual({
      istio: {
        virtualService: { name: 'demo', routes: ['primary'] },
        destinationRule: { name: 'demo', canarySubsetName: 'canary', stableSubsetName: 'stable' },
      },
    });
  });

  test('splits between a ping and a pong Service', () => {
    const chart = demoChart();
    const pingPong = new PingPongServices(chart, 'services', { name: 'demo', ports: [{ port: 80, targetPort: 8080 }] });
    const virtualService = new VirtualService(chart, 'virtual-service', { name: 'demo', pingPong, hosts: ['demo'] });
    demoSubsetRollout(chart, { pingPong, trafficRouting: [virtualService] });
    expect(onlyObject(chart, 'VirtualService').spec.http[0].route).toEqual([
      { destination: { host: 'demo-ping', port: { number: 80 } }, weight: 100 },
      { destination: { host: 'demo-pong', port: { number: 80 } }, weight: 0 },
    ]);
  });

  test('may be one of several of a rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const trafficRouting = [
      demoVirtualService(chart, services),
      demoVirtualService(chart, services, { name: 'mesh', hosts: ['demo-stable'], gateways: undefined }, 'mesh'),
    ];
    demoRollout(chart, { services, trafficRouting, analysis: undefined });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting.istio).toEqual({
      virtualServices: [
        { name: 'demo', routes: ['primary'] },
        { name: 'mesh', routes: ['primary'] },
      ],
    });
  });

  test('may share a DestinationRule with another one of the rollout', () => {
    const chart = demoChart();
    const destinationRule = demoDestinationRule(chart);
    const trafficRouting = ['one', 'two'].map((name) => new VirtualService(chart, name, { name, destinationRule }));
    demoSubsetRollout(chart, { trafficRouting });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting.istio).toEqual({
      virtualServices: [
        { name: 'one', routes: ['primary'] },
        { name: 'two', routes: ['primary'] },
      ],
      destinationRule: { name: 'demo', canarySubsetName: 'canary', stableSubsetName: 'stable' },
    });
  });
});

describe('a VirtualService in another namespace', () => {
  test('is named with it, and names the Services in full', () => {
    const chart = demoChart();
    const infra = new Chart(chart, 'infra', { namespace: 'infra' });
    const services = demoServices(chart);
    const virtualService = demoVirtualService(infra, services);
    demoRollout(chart, { services, trafficRouting: [virtualService], analysis: undefined });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting.istio.virtualService.name).toBe(
      'demo.infra',
    );
    const [route] = onlyObject(infra, 'VirtualService').spec.http;
    expect(route.route.map(({ destination }: { destination: { host: string } }) => destination.host)).toEqual([
      'demo-stable.demo.svc.cluster.local',
      'demo-canary.demo.svc.cluster.local',
    ]);
  });

  test('answers to the one Service of subsets in full', () => {
    const chart = demoChart();
    const infra = new Chart(chart, 'infra', { namespace: 'infra' });
    const destinationRule = demoDestinationRule(chart);
    const virtualService = new VirtualService(infra, 'virtual-service', { name: 'demo', destinationRule });
    demoSubsetRollout(chart, { trafficRouting: [virtualService] });
    expect(onlyObject(infra, 'VirtualService').spec.hosts).toEqual(['demo.demo.svc.cluster.local']);
  });

  test('cannot have managed routes and experiments, whose hosts the controller writes without a namespace', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const virtualService = demoVirtualService(new Chart(chart, 'infra', { namespace: 'infra' }), services);
    const elsewhere = "the router Istio with a VirtualService in another namespace than the rollout's cannot";
    const release = (steps: CanaryStep[], scope = new Chart(chart, `${steps.length}`, { namespace: 'demo' })) =>
      demoRollout(scope, { services, trafficRouting: [virtualService], analysis: undefined, steps });
    expect(() => release(HEADER_STEPS)).toThrow(`${elsewhere} route by header`);
    const templates = [{ name: 'baseline', version: ExperimentVersion.STABLE, weight: 5 }];
    expect(() => release([CanaryStep.experiment({ templates }), ...demoSteps()])).toThrow(
      `${elsewhere} give the templates of an experiment a weight`,
    );
  });

  test('needs both namespaces to be known', () => {
    const app = demoChart();
    const nowhere = new Chart(app.node.root, 'nowhere');
    expect(() => demoVirtualService(nowhere, demoServices(app))).toThrow(
      '[nowhere/virtual-service] the VirtualService is in no namespace, the Services are in namespace "demo": across ' +
        'namespaces both have to be known, set the namespace of both charts',
    );
  });
});

describe('a VirtualService is refused', () => {
  const match = [{ uri: { prefix: '/a' } }];

  test.each<[Partial<VirtualServiceProps>, string]>([
    [{ name: 'de.mo' }, 'name has to be a DNS-1123 label'],
    [
      { services: undefined },
      'it splits between one thing, services, pingPong or destinationRule, got none of them: give it just one',
    ],
    [{ hosts: undefined }, 'hosts is missing: name the hosts whose requests are split, such as "shop.example.com"'],
    [{ hosts: [] }, 'hosts is empty: name at least one'],
    [{ hosts: ['http://a'] }, 'hosts[0] takes a DNS name such as'],
    [{ hosts: ['*'], gateways: undefined }, 'hosts[0] is "*", which Istio takes at Gateways only'],
    [{ hosts: ['*'], gateways: ['gw', 'mesh'] }, 'hosts[0] is "*", which Istio takes at Gateways only'],
    [{ gateways: [] }, 'gateways is empty: name at least one, or leave it out for the sidecars'],
    [{ gateways: ['a/b/c'] }, 'gateways[0] takes "name" or "namespace/name", got "a/b/c"'],
    [{ gateways: ['A'] }, 'gateways[0] has to be a DNS-1123 subdomain'],
    [{ gateways: ['a.b/gw'] }, 'the namespace of gateways[0] has to be a DNS-1123 label'],
    [{ port: 81 }, 'port takes a port of the Services (80), got 81'],
    [{ http: [{ name: 'a', port: 81 }] }, 'http[0].port takes a port of the Services (80), got 81'],
    [{ tcp: [{ port: 1, servicePort: 81 }] }, 'tcp[0].servicePort takes a port of the Services (80), got 81'],
    [{ http: [] }, 'http is empty: name a route, or leave it out for one that is named "primary"'],
    [{ http: [{ name: ' ' }] }, 'http[0].name is empty: the controller finds a route by its name, give it one'],
    [{ http: [{ name: 'a', match: [] }] }, 'http[0].match is empty: say what fits, or leave it out for all requests'],
    [
      { http: [{ name: 'a', match }, { name: 'a' }] },
      'two HTTP routes are named "a": the controller would find the first',
    ],
    [{ http: [{ name: 'a' }, { name: 'b' }] }, 'http[0] has no match, so those behind it get no request'],
    [
      { http: [{ name: 'a', timeout: Duration.millis(0) }] },
      'http[0].timeout takes whole milliseconds, at least 1, got 0ms',
    ],
    [{ otherHttp: [] }, 'otherHttp is empty: leave it out'],
    [{ otherHttp: [{ match }] }, 'otherHttp[0].name is missing: the controller doubles routes without one'],
    [{ otherHttp: [{ name: 'b' }] }, 'otherHttp[0] has no match, so it takes all requests before those of http'],
    [{ otherHttp: [{ name: 'primary', match }] }, 'two HTTP routes are named "primary"'],
    [
      { otherHttp: [{ name: 'b', match, route: [{ destination: { host: 'demo-stable.demo.svc.cluster.local' } }] }] },
      'otherHttp[0] sends to "demo-stable.demo.svc.cluster.local", and its weights would stay as they are through every release',
    ],
    [{ tls: [] }, 'tls is empty: name a route, or leave it out'],
    [{ tls: [{ port: 0, sniHosts: ['demo.example.com'] }] }, 'tls[0].port takes a whole number from 1 to 65535, got 0'],
    [{ tls: [{ port: 443, sniHosts: [] }] }, 'tls[0].sniHosts is empty: name at least one host'],
    [
      { tls: [{ port: 443, sniHosts: ['demo.example.com', 'demo.example.com'] }] },
      'tls[0].sniHosts has "demo.example.com" twice: the controller would not find the route again',
    ],
    [
      { tls: [1, 2].map(() => ({ port: 443, sniHosts: ['demo.example.com'] })) },
      'two routes of tls are for "demo.example.com" on port 443: Istio takes the first alone',
    ],
    [
      { tls: [{ port: 443, sniHosts: ['other.example.com'] }] },
      'tls[0].sniHosts has "other.example.com", which is none of the hosts (demo.example.com): add it there',
    ],
    [{ tcp: [] }, 'tcp is empty: name a route, or leave it out'],
    [{ tcp: [{ port: 70000 }] }, 'tcp[0].port takes a whole number from 1 to 65535, got 70000'],
    [{ tcp: [{ port: 1 }, { port: 1 }] }, 'two routes of tcp are for port 1: Istio takes the first alone'],
  ])('with %j', (props, message) => {
    const chart = demoChart();
    expect(() => demoVirtualService(chart, demoServices(chart), props)).toThrow(message);
  });

  test('where it could split between two things', () => {
    const chart = demoChart();
    const destinationRule = demoDestinationRule(chart);
    expect(() => demoVirtualService(chart, demoServices(chart), { destinationRule })).toThrow(
      'it splits between one thing, services, pingPong or destinationRule, got services and destinationRule: give it just one',
    );
  });

  test('where the port of several is not said', () => {
    const ports = [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'admin', port: 81, targetPort: 8080 },
    ];
    expect(() => rendered({}, ports)).toThrow('port is missing: the Services offer 80, 81, say which one is meant');
    expect(() => rendered({ tcp: [{ port: 9 }] }, ports)).toThrow('tcp[0].servicePort is missing: the Services offer');
  });

  test('by a step whose managed route has the name of one of its routes', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const trafficRouting = [demoVirtualService(chart, services, { http: [{ name: 'testers' }] })];
    expect(() => demoRollout(chart, { services, trafficRouting, analysis: undefined, steps: HEADER_STEPS })).toThrow(
      '[demo/virtual-service] an HTTP route is named "testers", as the managed route of a step: the controller deletes it at ' +
        'the first reconcile, give one of them another name',
    );
  });

  test('by a step with a managed route where it has no HTTP routes', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const trafficRouting = [demoVirtualService(chart, services, { tcp: [{ port: 5432 }] })];
    expect(() => demoRollout(chart, { services, trafficRouting, analysis: undefined, steps: HEADER_STEPS })).toThrow(
      'the steps set the managed routes "testers", and the VirtualService has no HTTP routes beside which they could be',
    );
  });

  test('beside one that splits otherwise', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const destinationRule = demoDestinationRule(chart);
    const trafficRouting = [
      demoVirtualService(chart, services),
      new VirtualService(chart, 'mesh', { name: 'mesh', destinationRule }),
    ];
    expect(() => demoRollout(chart, { services, trafficRouting, analysis: undefined })).toThrow(
      'the VirtualServices of the rollout do not all have the same destinationRule',
    );
  });

  test('by a rollout of other Services', () => {
    const chart = demoChart();
    const others = demoServices(new Chart(chart, 'nested', { namespace: 'demo' }), { name: 'other' });
    const trafficRouting = [demoVirtualService(chart, demoServices(chart))];
    expect(() => demoRollout(chart, { services: others, trafficRouting, analysis: undefined })).toThrow(
      'the VirtualService splits between "demo-stable" and "demo-canary", the rollout at demo/rollout switches "other-stable"',
    );
  });

  test('by a rollout without Services, unless subsets are the versions', () => {
    const chart = demoChart();
    const trafficRouting = [demoVirtualService(chart, demoServices(chart))];
    expect(() => demoSubsetRollout(chart, { trafficRouting })).toThrow(
      'trafficRouting needs services, the two Services that the requests are split between',
    );
  });

  test('by a second rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const virtualService = demoVirtualService(chart, services);
    const binding = { rolloutName: 'a', namespace: 'demo', services, managedRoutes: [], podLabels: () => ({}) };
    virtualService.bind({ ...binding, routers: [virtualService], path: 'demo/a' });
    expect(() => virtualService.bind({ ...binding, routers: [virtualService], path: 'demo/b' })).toThrow(
      'the rollouts at demo/a and demo/b both move the weights of this VirtualService: make one for each',
    );
  });

  test('at synth without a rollout', () => {
    const chart = demoChart();
    demoVirtualService(chart, demoServices(chart));
    expect(() => objectsOf(chart)).toThrow('no rollout moves the weights of this VirtualService: give it to a');
  });
});
