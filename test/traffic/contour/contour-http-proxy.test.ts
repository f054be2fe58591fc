import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import { type ContourRoute, Prometheus } from '../../../src';
import { CrdSchemas } from '../../crd/crd-schema';
import { demoChart, demoRollout, demoServices, objectsOf, onlyObject } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';
import { demoContour } from './demo-contour';

/** The routes that an HTTPProxy with the given ones renders, without their Services. */
function renderedRoutes(...routes: ContourRoute[]): unknown[] {
  const chart = demoChart();
  const services = demoServices(chart);
  demoRollout(chart, { services, trafficRouting: [demoContour(chart, services, { routes })], analysis: undefined });
  return onlyObject(chart, 'HTTPProxy').spec.routes.map(({ services: _, ...route }: Record<string, unknown>) => route);
}

const SAID: ContourRoute = {
  conditions: [
    { exact: '/orders' },
    { header: { name: 'X-Client', regex: 'app-[0-9]+', ignoreCase: true } },
    { queryParameter: { name: 'v', exact: '2' } },
  ],
  permitInsecure: true,
  enableWebsockets: true,
  timeoutPolicy: { response: '1m30s', idle: 'infinity' },
  retryPolicy: { count: 2, perTryTimeout: '150ms', retryOn: ['5xx'] },
  pathRewritePolicy: { replacePrefix: [{ replacement: '/v2' }] },
  loadBalancerPolicy: { strategy: 'Cookie' },
  requestHeadersPolicy: { set: [{ name: 'X-From', value: 'contour' }] },
  responseHeadersPolicy: { remove: ['Server'] },
};

describe('ContourHttpProxy', () => {
  test('writes the weights of each route out, stable 100 and canary 0', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const proxy = demoContour(chart, services, {
      routes: [{ conditions: [{ prefix: '/api' }] }, {}],
      tls: { secretName: 'infra/demo', minimumProtocolVersion: '1.3' },
      ingressClassName: 'public',
    });
    demoRollout(chart, { services, trafficRouting: [proxy], analysis: undefined });
    const both = [
      { name: 'demo-stable', port: 80, weight: 100 },
      { name: 'demo-canary', port: 80, weight: 0 },
    ];
    expect(onlyObject(chart, 'HTTPProxy')).toEqual({
      apiVersion: 'projectcontour.io/v1',
      kind: 'HTTPProxy',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: {
        ingressClassName: 'public',
        virtualhost: { fqdn: 'demo.example.com', tls: { secretName: 'infra/demo', minimumProtocolVersion: '1.3' } },
        routes: [
          { conditions: [{ prefix: '/api' }], services: both },
          { conditions: [{ prefix: '/' }], services: both },
        ],
      },
    });
  });

  test('may be one of several of a rollout, and the plugin gets a list in any case', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const one = demoContour(chart, services);
    const other = demoContour(chart, services, { name: 'other', fqdn: 'other.example.com' }, 'other');
    demoRollout(chart, { services, trafficRouting: [one, other], analysis: undefined });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting).toEqual({
      plugins: { 'argoproj-labs/contour': { httpProxies: ['demo', 'other'] } },
    });
  });

  test('says of a route what is said of it', () => {
    expect(renderedRoutes(SAID)).toEqual([SAID]);
  });

  testWithShared('crds')('is taken whole by the API server', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const proxy = demoContour(chart, services, { routes: [SAID] });
    demoRollout(chart, { services, trafficRouting: [proxy], analysis: undefined });
    expect(new CrdSchemas().problems(onlyObject(chart, 'HTTPProxy'))).toEqual([]);
  });

  test('leaves out of a route what the plugin leaves out when it writes', () => {
    expect(
      renderedRoutes({
        conditions: [{ header: { name: 'X-Client', exact: 'app', present: false, ignoreCase: false } }],
        permitInsecure: false,
        enableWebsockets: false,
        timeoutPolicy: {},
        requestHeadersPolicy: { remove: [], set: [{ name: 'X-From', value: 'contour' }] },
      }),
    ).toEqual([
      {
        conditions: [{ header: { name: 'X-Client', exact: 'app' } }],
        requestHeadersPolicy: { set: [{ name: 'X-From', value: 'contour' }] },
      },
    ]);
  });

  test.each([
    [{ name: 'De mo' }, 'name has to be a DNS-1123 subdomain'],
    [{ fqdn: '10.0.0.1' }, 'fqdn takes a DNS name such as'],
    [{ port: 81 }, 'port takes a port of the Services (80), got 81'],
    [{ ingressClassName: '' }, 'ingressClassName has to be a DNS-1123 subdomain'],
    [{ tls: { secretName: 'De mo' } }, 'tls.secretName has to be a DNS-1123 subdomain'],
    [{ tls: { secretName: 'in.fra/demo' } }, 'the namespace in tls.secretName has to be a DNS-1123 label'],
    [{ tls: { secretName: 'a/b/c' } }, 'tls.secretName takes the name of a Secret, or <namespace>/<name>, got "a/b/c"'],
    [
      { tls: { secretName: 'demo', minimumProtocolVersion: '1.1' } },
      'tls.minimumProtocolVersion takes "1.2" or "1.3", got "1.1"',
    ],
    [{ routes: [] }, 'routes is empty: name at least one, or leave it out for every path'],
    [
      { routes: [{ conditions: [] }] },
      'routes[0].conditions is empty: name at least one, or leave it out for every path',
    ],
    [
      { routes: [{ conditions: [{ prefix: '/a' }, { exact: '/b' }] }] },
      'routes[0].conditions takes one path (prefix, exact or regex), got "/a", "/b": make a route of each',
    ],
    [
      { routes: [{ conditions: [{ prefix: 'api' }] }] },
      'routes[0].conditions takes paths that begin with "/", got "api"',
    ],
    [
      { routes: [{ conditions: [{ header: { name: 'A', exact: '1' } }, { header: { name: 'a', exact: '2' } }] }] },
      'routes[0].conditions compares the header "a" with two exact values, which no request has: take a regex',
    ],
    [
      { routes: [{ conditions: [{}] }] },
      'routes[0].conditions[0] says nothing: take prefix, exact, regex, header or queryParameter',
    ],
    [
      { routes: [{ conditions: [{ header: { name: 'A', present: false } }] }] },
      'routes[0].conditions[0].header says nothing of "A": take one of present, notpresent, contains, notcontains, exact, ' +
        'notexact, regex',
    ],
    [
      { routes: [{ conditions: [{ queryParameter: { name: 'v' } }] }] },
      'routes[0].conditions[0].queryParameter says nothing of "v": take one of present, contains, exact, prefix, suffix, regex',
    ],
    [
      { routes: [{}, { conditions: [{ prefix: '/' }] }] },
      'two routes have the conditions [{"prefix":"/"}], and Contour takes one of them: leave one out',
    ],
    [
      { routes: [{ timeoutPolicy: { response: '30' } }] },
      'routes[0].timeoutPolicy.response takes a duration such as "30s" or "1m30s", or "infinity", got "30"',
    ],
    [
      { routes: [{ retryPolicy: { perTryTimeout: '1 s' } }] },
      'routes[0].retryPolicy.perTryTimeout takes a duration such as "30s" or "1m30s", or "infinity", got "1 s"',
    ],
  ])('refuses %j', (props, message) => {
    const chart = demoChart();
    expect(() => demoContour(chart, demoServices(chart), props)).toThrow(message);
  });

  test('has its host name alone among those of a rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const one = demoContour(chart, services);
    const other = demoContour(chart, services, { name: 'other' }, 'other');
    expect(() => demoRollout(chart, { services, trafficRouting: [one, other], analysis: undefined })).toThrow(
      '[demo/http-proxy] two HTTPProxies of the rollout at demo/rollout have the fqdn "demo.example.com", and Contour then ' +
        'takes neither: make one with the routes of both',
    );
  });

  test('splits between the Services of its rollout, in its namespace', () => {
    const chart = demoChart();
    const proxy = demoContour(new Chart(chart, 'infra', { namespace: 'infra' }), demoServices(chart));
    const others = demoServices(new Chart(chart, 'nested', { namespace: 'demo' }), { name: 'other' });
    expect(() => demoRollout(chart, { services: others, trafficRouting: [proxy], analysis: undefined })).toThrow(
      /the HTTPProxy splits between "demo-stable" and "demo-canary", the rollout at demo\/rollout switches .*\n.*the HTTPProxy is in namespace "infra", the rollout at demo\/rollout in namespace "demo"/,
    );
  });

  test('without a rollout is an error at synth', () => {
    const chart = demoChart();
    demoContour(chart, demoServices(chart));
    expect(() => objectsOf(chart)).toThrow(
      '[demo/http-proxy] no rollout moves the weights of this HTTPProxy: give it to a CanaryRollout in `trafficRouting`',
    );
  });

  test("counts the requests of the canary by Envoy's name of it, and the time they took in milliseconds", () => {
    const chart = demoChart('my-space');
    const { source, total, errors, latency } = demoContour(chart, demoServices(chart)).requestMetrics();
    const matcher = 'envoy_cluster_name=~"my-space_demo-canary_[0-9a-zA-Z-]+"';
    expect({ source, total, errors }).toEqual({
      source: "requests to Service demo-canary counted by Contour's Envoy",
      total: `envoy_cluster_upstream_rq{${matcher}}`,
      errors: `envoy_cluster_upstream_rq{${matcher},envoy_response_code=~"5.."}`,
    });
    expect(latency).toMatchObject({ buckets: `envoy_cluster_upstream_rq_time_bucket{${matcher}}`, unit: 'ms' });
    for (const selector of [total, errors, latency?.buckets]) {
      expect(Prometheus.at('http://prometheus:9090').query(`sum(rate(${selector}[1m]))`).problems({})).toEqual([]);
    }
  });

  test('counts neither the stable version nor a Service whose name is longer or shorter', () => {
    const chart = demoChart();
    const services = demoServices(chart, { canaryName: 'demo', stableName: 'demo-canary' });
    const { total } = demoContour(chart, services).requestMetrics();
    // Prometheus takes a label as a whole, as if the expression were between ^ and $.
    const cluster = new RegExp(`^(?:${/"(.*)"/.exec(total)?.[1]})$`);
    const names = ['demo_demo_80', 'demo_demo_http', 'demo_demo-canary_80', 'my-demo_demo_80', 'demo_my-demo_80'];
    expect(names.filter((name) => cluster.test(name))).toEqual(['demo_demo_80', 'demo_demo_http']);
  });

  test('has to know the namespace to count requests', () => {
    const parent = new Chart(new Chart(demoChart(), 'nowhere', { namespace: undefined }), 'inner');
    expect(() => demoContour(parent, demoServices(parent)).requestMetrics()).toThrow(
      'requestMetrics has to know the namespace',
    );
  });
});
