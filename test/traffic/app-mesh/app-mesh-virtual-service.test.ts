import { describe, expect, test } from '@jest/globals';
import { App, Chart, Duration } from 'cdk8s';
import {
  AppMeshProtocol,
  type AppMeshVirtualServiceProps,
  NoTraffic,
  Prometheus,
  RootService,
  SuccessRateAnalysis,
} from '../../../src';
import { ENVOY_BOUNDS } from '../../../src/traffic/latency-bounds';
import { demoChart, demoRollout, demoServices, type Manifest, objectsOf, onlyObject } from '../../demo-chart';
import { demoVirtualService } from './demo-virtual-service';

/** What a whole release renders, by kind and name. */
function rendered(props: Partial<AppMeshVirtualServiceProps> = {}): Record<string, Manifest> {
  const chart = demoChart();
  const services = demoServices(chart);
  demoRollout(chart, { services, trafficRouting: [demoVirtualService(chart, services, props)], analysis: undefined });
  return Object.fromEntries(objectsOf(chart).map((object) => [`${object.kind}/${object.metadata.name}`, object]));
}

const TARGETS = [
  { virtualNodeRef: { name: 'demo-canary' }, weight: 0 },
  { virtualNodeRef: { name: 'demo-stable' }, weight: 100 },
];

describe('AppMeshVirtualService', () => {
  test('is called by the name of its root Service, and asks its VirtualRouter', () => {
    expect(rendered()['VirtualService/demo']).toEqual({
      apiVersion: 'appmesh.k8s.aws/v1beta2',
      kind: 'VirtualService',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: {
        awsName: 'demo.demo.svc.cluster.local',
        provider: { virtualRouter: { virtualRouterRef: { name: 'demo' } } },
      },
    });
  });

  test.each([
    [AppMeshProtocol.HTTP, { httpRoute: { match: { prefix: '/' }, action: { weightedTargets: TARGETS } } }],
    [AppMeshProtocol.HTTP2, { http2Route: { match: { prefix: '/' }, action: { weightedTargets: TARGETS } } }],
    [AppMeshProtocol.GRPC, { grpcRoute: { match: {}, action: { weightedTargets: TARGETS } } }],
    [AppMeshProtocol.TCP, { tcpRoute: { action: { weightedTargets: TARGETS } } }],
  ])('splits %s with the weights written out', (protocol, route) => {
    const objects = rendered({ protocol });
    expect(objects['VirtualRouter/demo']?.spec).toEqual({
      listeners: [{ portMapping: { port: 80, protocol } }],
      routes: [{ name: `${protocol}-primary`, ...route }],
    });
    expect(objects['VirtualNode/demo-canary']?.spec.listeners).toEqual([{ portMapping: { port: 8080, protocol } }]);
    expect(objects['Rollout/demo']?.spec.strategy.canary.trafficRouting.appMesh.virtualService).toEqual({
      name: 'demo',
      routes: [`${protocol}-primary`],
    });
  });

  test('has a VirtualNode for each version, which select different pods', () => {
    const objects = rendered({ backends: [{ name: 'users' }, { name: 'stock', namespace: 'warehouse' }] });
    const node = (version: string) => ({
      podSelector: {
        matchLabels: { 'app.kubernetes.io/name': 'demo', 'rollouts-pod-template-hash': `${version}-hash` },
      },
      listeners: [{ portMapping: { port: 8080, protocol: 'http' } }],
      serviceDiscovery: { dns: { hostname: `demo-${version}.demo.svc.cluster.local`, responseType: 'ENDPOINTS' } },
      backends: [
        { virtualService: { virtualServiceRef: { name: 'users' } } },
        { virtualService: { virtualServiceRef: { name: 'stock', namespace: 'warehouse' } } },
      ],
    });
    expect(objects['VirtualNode/demo-stable']?.spec).toEqual(node('stable'));
    expect(objects['VirtualNode/demo-canary']?.spec).toEqual(node('canary'));
  });

  test('gives the Rollout all its names', () => {
    const { strategy } = rendered({ name: 'mesh', routeName: 'all' })['Rollout/demo']?.spec ?? {};
    expect(strategy.canary.trafficRouting).toEqual({
      appMesh: {
        virtualService: { name: 'mesh', routes: ['all'] },
        virtualNodeGroup: {
          stableVirtualNodeRef: { name: 'demo-stable' },
          canaryVirtualNodeRef: { name: 'demo-canary' },
        },
      },
    });
  });

  test('makes the Services of the versions headless, and leaves the root Service its address', () => {
    const objects = rendered();
    const addressOf = (name: string) => objects[`Service/${name}`]?.spec.clusterIP;
    expect(['demo-stable', 'demo-canary', 'demo'].map(addressOf)).toEqual(['None', 'None', undefined]);
    expect(objects['Service/demo']?.spec.selector).toEqual({ 'app.kubernetes.io/name': 'demo' });
  });

  test.each([
    [{ name: 'De mo' }, 'name has to be a DNS-1123 subdomain'],
    [{ routeName: 'a.b' }, 'routeName has to be a DNS-1123 label'],
    [{ port: 81 }, 'port takes a port of the Services (80), got 81'],
    [{ backends: [] }, 'backends is empty: name at least one, or leave it out'],
    [{ backends: [{ name: '' }] }, 'backends[0].name has to be a DNS-1123 subdomain'],
    [{ backends: [{ name: 'users', namespace: 'a.b' }] }, 'backends[0].namespace has to be a DNS-1123 label'],
  ])('refuses %j', (props, message) => {
    const chart = demoChart();
    expect(() => demoVirtualService(chart, demoServices(chart), props)).toThrow(message);
  });

  test('needs to know the namespace', () => {
    const chart = new Chart(new App(), 'demo');
    expect(() => demoVirtualService(chart, demoServices(chart))).toThrow(
      '[demo/virtual-service] the namespace is not known, and the mesh finds pods by names such as ' +
        "demo-stable.demo.svc.cluster.local: set it on the chart, super(scope, id, { namespace: 'demo' })",
    );
  });

  test('has its root Service in the namespace of the others', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const rootService = new RootService(new Chart(chart, 'infra', { namespace: 'infra' }), 'root', {
      name: 'demo',
      ports: [{ port: 80 }],
    });
    expect(() => demoVirtualService(chart, services, { rootService })).toThrow(
      'rootService "demo" is in namespace "infra", the Services are in namespace "demo": it selects the same pods, put them ' +
        'into one',
    );
  });

  test('has its port at the root Service too', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const rootService = new RootService(chart, 'root', { name: 'demo', ports: [{ port: 8080 }] });
    expect(() => demoVirtualService(chart, services, { rootService })).toThrow(
      'rootService "demo" offers 8080, and the clients call 80: let it offer that',
    );
  });

  test('splits between the Services of its rollout', () => {
    const chart = demoChart();
    const virtualService = demoVirtualService(chart, demoServices(chart));
    const others = demoServices(new Chart(chart, 'nested', { namespace: 'demo' }), { name: 'other' });
    expect(() =>
      demoRollout(demoChart(), { services: others, trafficRouting: [virtualService], analysis: undefined }),
    ).toThrow(
      'the VirtualService splits between "demo-stable" and "demo-canary", the rollout at demo/rollout switches',
    );
  });

  test('lives in the namespace of its rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const rootService = new RootService(chart, 'root', { name: 'demo', ports: [{ port: 80 }] });
    const infra = new Chart(chart, 'infra', { namespace: 'infra' });
    const virtualService = demoVirtualService(infra, services, { rootService });
    expect(() => demoRollout(chart, { services, trafficRouting: [virtualService], analysis: undefined })).toThrow(
      'the VirtualService is in namespace "infra", the rollout at demo/rollout in namespace "demo"',
    );
  });

  test('without a rollout is an error at synth', () => {
    const chart = demoChart();
    demoVirtualService(chart, demoServices(chart));
    expect(() => objectsOf(chart)).toThrow('no rollout moves the weights of this VirtualService');
  });
});

describe('requestMetrics of an AppMeshVirtualService', () => {
  test.each([AppMeshProtocol.HTTP, AppMeshProtocol.HTTP2])(
    'select what the Envoys of the pods of the canary count of %s',
    (protocol) => {
      const chart = demoChart();
      const matcher =
        'namespace="demo",rollouts_pod_template_hash="{{args.canary-hash}}",envoy_cluster_name=~"cds_ingress_.+"';
      expect(demoVirtualService(chart, demoServices(chart), { protocol }).requestMetrics()).toEqual({
        source: 'requests to the pods of the canary counted by their Envoys',
        total: `envoy_cluster_upstream_rq{${matcher}}`,
        errors: `envoy_cluster_upstream_rq{${matcher},envoy_response_code=~"5.."}`,
        latency: {
          buckets: `envoy_cluster_upstream_rq_time_bucket{${matcher}}`,
          unit: 'ms',
          bounds: [...ENVOY_BOUNDS],
        },
        args: [expect.objectContaining({ name: 'canary-hash', isCanaryHash: true })],
      });
    },
  );

  test('are a question that Prometheus takes, about the pods of the new version', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const virtualService = demoVirtualService(chart, services);
    const gate = new SuccessRateAnalysis(chart, 'success-rate', {
      provider: Prometheus.at('http://prometheus:9090', { scrapeInterval: Duration.seconds(5) }),
      requests: virtualService.requestMetrics(),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.FAIL,
    });
    demoRollout(chart, { services, trafficRouting: [virtualService], analysis: { templates: [gate] } });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.analysis.args).toEqual([
      { name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
    ]);
  });

  test.each([AppMeshProtocol.TCP, AppMeshProtocol.GRPC])('are none for %s', (protocol) => {
    const chart = demoChart();
    const virtualService = demoVirtualService(chart, demoServices(chart), { protocol });
    expect(() => virtualService.requestMetrics()).toThrow(
      `[demo/virtual-service] the Envoy of App Mesh counts no failed requests of ${protocol} (of TCP it knows connections ` +
        "only, and a failed call of gRPC has HTTP status 200): take the requests that the canary's pods count " +
        '(PodRequests.ofCanary)',
    );
  });
});
