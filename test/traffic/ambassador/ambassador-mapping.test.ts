import { describe, expect, test } from '@jest/globals';
import { ApiObject, Chart, Duration } from 'cdk8s';
import {
  AmbassadorApiVersion,
  type AmbassadorMappingProps,
  NoTraffic,
  Prometheus,
  SuccessRateAnalysis,
} from '../../../src';
import { ENVOY_BOUNDS } from '../../../src/traffic/latency-bounds';
import { demoChart, demoRollout, demoServices, type Manifest, objectsOf, onlyObject } from '../../demo-chart';
import { demoMapping } from './demo-mapping';

function rendered(props: Partial<AmbassadorMappingProps>): Manifest {
  const chart = demoChart();
  const services = demoServices(chart);
  demoRollout(chart, { services, trafficRouting: [demoMapping(chart, services, props)], analysis: undefined });
  return onlyObject(chart, 'Mapping');
}

describe('AmbassadorMapping', () => {
  test('sends to the stable Service and says no weight', () => {
    expect(rendered({})).toEqual({
      apiVersion: 'getambassador.io/v2',
      kind: 'Mapping',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: { prefix: '/demo', service: 'demo-stable:80', resolver: 'endpoint' },
    });
  });

  test('keeps host, rewrite, timeout and the installation', () => {
    const { spec } = rendered({
      host: 'demo.example.com',
      rewrite: '',
      timeout: Duration.seconds(10),
      ambassadorId: 'internal',
    });
    expect(spec).toEqual({
      prefix: '/demo',
      host: 'demo.example.com',
      rewrite: '',
      service: 'demo-stable:80',
      resolver: 'endpoint',
      timeout_ms: 10000,
      ambassador_id: ['internal'],
    });
  });

  test.each([
    [undefined, '*'],
    ['*.example.com', '*.example.com'],
  ])('with v3alpha1 and host %s is for the host name %s', (host, hostname) => {
    expect(rendered({ host, apiVersion: AmbassadorApiVersion.V3ALPHA1 })).toEqual({
      apiVersion: 'getambassador.io/v3alpha1',
      kind: 'Mapping',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: { prefix: '/demo', hostname, service: 'demo-stable:80', resolver: 'endpoint' },
    });
  });

  test('has the port of Services that offer several', () => {
    const chart = demoChart();
    const services = demoServices(chart, {
      ports: [
        { name: 'a', port: 80, targetPort: 8080 },
        { name: 'b', port: 90, targetPort: 8080 },
      ],
    });
    expect(() => demoMapping(chart, services)).toThrow('port is missing: the Services offer 80, 90');
    demoRollout(chart, {
      services,
      trafficRouting: [demoMapping(chart, services, { port: 90 }, 'other')],
      analysis: undefined,
    });
    expect(onlyObject(chart, 'Mapping').spec.service).toBe('demo-stable:90');
  });

  test('is one of several that a rollout may have', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const trafficRouting = [
      demoMapping(chart, services),
      demoMapping(chart, services, { name: 'other', prefix: '/other' }, 'other'),
    ];
    demoRollout(chart, { services, trafficRouting, analysis: undefined });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting).toEqual({
      ambassador: { mappings: ['demo', 'other'] },
    });
  });

  test.each([
    [{ name: 'De mo' }, 'name has to be a DNS-1123 subdomain'],
    [
      { name: 'a'.repeat(247) },
      'name has to be at most 246 characters long, got 247: the controller cuts longer ones in the name of the Mapping for ' +
        'the canary, which may then be that of another one',
    ],
    [{ prefix: '' }, 'prefix takes a path such as "/shop/", got ""'],
    [{ prefix: 'demo/' }, 'prefix takes a path such as "/shop/", got "demo/"'],
    [{ rewrite: 'demo' }, 'rewrite takes a path such as "/shop/", got "demo"'],
    [{ host: 'https://demo.example.com' }, 'host takes a DNS name such as "shop.example.com" or "*.example.com"'],
    [{ timeout: Duration.seconds(0) }, 'timeout in milliseconds takes a whole number of at least 1, got 0'],
    [{ ambassadorId: ' ' }, 'ambassadorId takes the AMBASSADOR_ID of an installation, got " "'],
    [{ port: 81 }, 'port takes a port of the Services (80), got 81'],
  ])('refuses %j', (props, message) => {
    const chart = demoChart();
    expect(() => demoMapping(chart, demoServices(chart), props)).toThrow(message);
  });

  test('takes the longest name of which the controller keeps all', () => {
    const name = ['a', 'b', 'c'].map((letter) => letter.repeat(60)).join('.');
    expect(rendered({ name: `${name}.${'d'.repeat(63)}` }).metadata.name).toHaveLength(246);
  });

  test('leaves the name of the canary to the controller', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const mapping = demoMapping(chart, services);
    expect(mapping.canaryName).toBe('demo-canary');
    demoRollout(chart, { services, trafficRouting: [mapping], analysis: undefined });
    new ApiObject(chart, 'elsewhere', {
      apiVersion: 'getambassador.io/v2',
      kind: 'Mapping',
      metadata: { name: 'demo-canary', namespace: 'other' },
    });
    expect(objectsOf(chart)).toHaveLength(5);
    new ApiObject(chart, 'taken', {
      apiVersion: 'getambassador.io/v3alpha1',
      kind: 'Mapping',
      metadata: { name: 'demo-canary' },
    });
    expect(() => objectsOf(chart)).toThrow(
      '[demo/mapping] the Mapping at demo/taken is named "demo-canary", as the one that the controller makes for the canary ' +
        'of "demo": it would change and delete it, give one of them another name',
    );
  });

  test('is the only one for its requests', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const trafficRouting = [
      demoMapping(chart, services, { host: '*' }),
      demoMapping(chart, services, { name: 'other' }, 'other'),
    ];
    demoRollout(chart, { services, trafficRouting, analysis: undefined });
    expect(() => objectsOf(chart)).toThrow(
      '[demo/mapping] the Mapping at demo/other is for the same host and prefix: Emissary shares the requests between both, ' +
        'and the canary gets another part of them than its weight; take one away, or give them different ones',
    );
  });

  test.each([{ host: 'other.example.com' }, { prefix: '/other' }, { ambassadorId: 'other' }])(
    'goes with another one for %j',
    (props) => {
      const chart = demoChart();
      const services = demoServices(chart);
      const trafficRouting = [
        demoMapping(chart, services),
        demoMapping(chart, services, { name: 'other', ...props }, 'other'),
      ];
      demoRollout(chart, { services, trafficRouting, analysis: undefined });
      expect(objectsOf(chart).filter(({ kind }) => kind === 'Mapping')).toHaveLength(2);
    },
  );

  test('splits between the Services of its rollout', () => {
    const chart = demoChart();
    const mapping = demoMapping(chart, demoServices(chart));
    const others = demoServices(new Chart(chart, 'nested', { namespace: 'demo' }), { name: 'other' });
    expect(() =>
      demoRollout(demoChart(), { services: others, trafficRouting: [mapping], analysis: undefined }),
    ).toThrow('the Mapping splits between "demo-stable" and "demo-canary", the rollout at demo/rollout switches');
  });

  test('lives in the namespace of its rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const mapping = demoMapping(new Chart(chart, 'infra', { namespace: 'infra' }), services);
    expect(() => demoRollout(chart, { services, trafficRouting: [mapping], analysis: undefined })).toThrow(
      '[demo/infra/mapping] the Mapping is in namespace "infra", the rollout at demo/rollout in namespace "demo"',
    );
  });

  test('without a rollout is an error at synth', () => {
    const chart = demoChart();
    demoMapping(chart, demoServices(chart));
    expect(() => objectsOf(chart)).toThrow('[demo/mapping] no rollout moves the weights of this Mapping');
  });
});

describe('requestMetrics of an AmbassadorMapping', () => {
  test('select what Emissary counts for the Service of the canary, in its own namespace and in another one', () => {
    const chart = demoChart('my-shop');
    const services = demoServices(chart);
    const matcher = 'envoy_cluster_name=~"demo_canary(_my_shop)?_80"';
    expect(demoMapping(chart, services).requestMetrics()).toEqual({
      source: 'requests to Service demo-canary counted by Emissary',
      total: `envoy_cluster_upstream_rq{${matcher}}`,
      errors: `envoy_cluster_upstream_rq{${matcher},envoy_response_code=~"5.."}`,
      latency: { buckets: `envoy_cluster_upstream_rq_time_bucket{${matcher}}`, unit: 'ms', bounds: [...ENVOY_BOUNDS] },
    });
    const names = /^(demo_canary(_my_shop)?_80)$/;
    expect(['demo_canary_80', 'demo_canary_my_shop_80'].filter((name) => names.test(name))).toHaveLength(2);
    expect(['demo_stable_80', 'demo_canary_8080', 'demo_canary_other_80'].filter((name) => names.test(name))).toEqual(
      [],
    );
  });

  test('are a question that Prometheus takes, about the canary', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const mapping = demoMapping(chart, services);
    const gate = new SuccessRateAnalysis(chart, 'success-rate', {
      provider: Prometheus.at('http://prometheus:9090', { scrapeInterval: Duration.seconds(5) }),
      requests: mapping.requestMetrics(),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.FAIL,
    });
    demoRollout(chart, { services, trafficRouting: [mapping], analysis: { templates: [gate] } });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.analysis.templates).toHaveLength(1);
  });

  test('need to know the namespace', () => {
    const chart = new Chart(demoChart(), 'nowhere', { namespace: undefined });
    expect(() => demoMapping(chart, demoServices(chart)).requestMetrics()).toThrow(
      '[demo/nowhere/mapping] requestMetrics has to know the namespace',
    );
  });
});
