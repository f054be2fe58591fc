import { describe, expect, test } from '@jest/globals';
import { ApiObject, Chart } from 'cdk8s';
import { HttpIngressPathType } from 'cdk8s-plus-28';
import { CanaryStep, type NginxIngressProps } from '../../../src';
import { demoChart, demoRollout, demoServices, objectsOf, onlyObject } from '../../demo-chart';
import { demoIngress, ingressRelease } from './demo-nginx';

const PREFIX = 'nginx.ingress.kubernetes.io';

function routingOf(chart: Chart): unknown {
  return onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting;
}

function messageOf(call: () => unknown): string {
  try {
    call();
    return '';
  } catch (error) {
    return String(error);
  }
}

describe('NginxIngress', () => {
  test('sends every path of its hosts to the stable Service, and gives the Rollout its name', () => {
    const chart = demoChart();
    ingressRelease(chart);
    expect(onlyObject(chart, 'Ingress')).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'demo.example.com',
            http: {
              paths: [
                { path: '/', pathType: 'Prefix', backend: { service: { name: 'demo-stable', port: { number: 80 } } } },
              ],
            },
          },
        ],
      },
    });
    expect(routingOf(chart)).toEqual({ nginx: { stableIngress: 'demo' } });
  });

  test('has hosts, paths, certificates, a class and annotations as it is told', () => {
    const chart = demoChart();
    const annotations = { [`${PREFIX}/use-regex`]: 'true' };
    const tls = [{ hosts: ['a.example.com', '*.b.example.com'], secretName: 'web-tls' }, { hosts: ['a.example.com'] }];
    ingressRelease(chart, {
      annotations,
      ingressClassName: 'internal',
      tls,
      rules: [
        {
          host: 'a.example.com',
          paths: [
            { path: '/api', pathType: HttpIngressPathType.EXACT },
            { path: '/v[0-9]+', pathType: HttpIngressPathType.IMPLEMENTATION_SPECIFIC },
          ],
        },
        { host: '*.b.example.com', paths: [{ path: '/' }] },
        {},
      ],
    });
    const { metadata, spec } = onlyObject(chart, 'Ingress');
    const backend = { service: { name: 'demo-stable', port: { number: 80 } } };
    expect(metadata.annotations).toEqual(annotations);
    expect(spec).toEqual({
      ingressClassName: 'internal',
      tls,
      rules: [
        {
          host: 'a.example.com',
          http: {
            paths: [
              { path: '/api', pathType: 'Exact', backend },
              { path: '/v[0-9]+', pathType: 'ImplementationSpecific', backend },
            ],
          },
        },
        { host: '*.b.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } },
        { http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } },
      ],
    });
  });

  test('tells the controller what the Ingress of the canary has to say', () => {
    const chart = demoChart();
    ingressRelease(chart, {
      canaryByHeader: 'X-Canary',
      canaryByHeaderPattern: '^(yes|please)$',
      canaryByCookie: 'Canary',
      canaryIngressAnnotations: { 'example.com/team': 'web', [`${PREFIX}/load-balance`]: 'ewma' },
    });
    expect(routingOf(chart)).toEqual({
      nginx: {
        stableIngress: 'demo',
        additionalIngressAnnotations: {
          'canary-by-header': 'X-Canary',
          'canary-by-header-pattern': '^(yes|please)$',
          'canary-by-cookie': 'Canary',
        },
        canaryIngressAnnotations: { 'example.com/team': 'web', [`${PREFIX}/load-balance`]: 'ewma' },
      },
    });
  });

  test('writes the keys in full where there is a prefix, which may be such as the keys begin with', () => {
    const chart = demoChart();
    ingressRelease(chart, { annotationPrefix: 'canary', canaryByCookie: 'Canary' });
    expect(routingOf(chart)).toEqual({
      nginx: {
        stableIngress: 'demo',
        annotationPrefix: 'canary',
        additionalIngressAnnotations: { 'canary/canary-by-cookie': 'Canary' },
      },
    });
  });

  test('takes weights finer than per cents', () => {
    const chart = demoChart();
    const steps = [CanaryStep.setWeight(1, 1000), CanaryStep.pauseUntilPromoted('somebody looks at it')];
    ingressRelease(chart, { maxTrafficWeight: 1000 }, { steps });
    expect(routingOf(chart)).toEqual({ nginx: { stableIngress: 'demo' }, maxTrafficWeight: 1000 });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.steps[0]).toEqual({ setWeight: 1 });
    expect(() => ingressRelease(demoChart(), {}, { steps })).toThrow('step 0 (setWeight) is a part of 1000');
  });

  test.each<[string, Partial<NginxIngressProps>, string]>([
    ['a name', { name: 'De mo' }, 'name has to be a DNS-1123 subdomain'],
    ['a class', { ingressClassName: '' }, 'ingressClassName has to be a DNS-1123 subdomain'],
    ['a port', { port: 81 }, 'port takes a port of the Services (80), got 81'],
    ['no rule', { rules: [] }, 'rules is empty: an Ingress without a rule splits no request, name at least one'],
    ['no path', { rules: [{ paths: [] }] }, 'rules[0].paths is empty: name at least one, or leave it out for all'],
    [
      'a host',
      { rules: [{ host: 'https://a.example.com' }] },
      'rules[0].host takes a DNS name such as "shop.example.com"',
    ],
    [
      'a path',
      { rules: [{ paths: [{ path: 'api' }] }] },
      'rules[0].paths[0].path takes a path such as "/api", of letters, digits, ".", "_", "-" and "/" (for expressions take ' +
        'HttpIngressPathType.IMPLEMENTATION_SPECIFIC and the annotation use-regex), got "api"',
    ],
    ['an expression as prefix', { rules: [{ paths: [{ path: '/v[0-9]' }] }] }, 'got "/v[0-9]"'],
    ['a path with dots', { rules: [{ paths: [{ path: '/a/../b' }] }] }, 'got "/a/../b"'],
    [
      'an expression',
      { rules: [{ paths: [{ path: 'v.*', pathType: HttpIngressPathType.IMPLEMENTATION_SPECIFIC }] }] },
      'rules[0].paths[0].path takes a path that begins with "/", got "v.*"',
    ],
    [
      'a path that is there twice',
      { rules: [{ host: 'a.example.com' }, { host: 'a.example.com', paths: [{ path: '/' }] }] },
      'rules has the path "/" (Prefix) of a.example.com twice: ingress-nginx would take one of them, leave the other out',
    ],
    [
      'no host of a certificate',
      { tls: [{ hosts: [] }] },
      'tls[0].hosts is empty: name the hosts that the certificate is for',
    ],
    [
      'a certificate for nothing',
      { tls: [{ hosts: ['a.example.com'], secretName: 'a' }] },
      'tls[0].hosts has "a.example.com", which is the host of no rule (there are "demo.example.com"): its certificate would not be used',
    ],
    ['a Secret', { tls: [{ hosts: ['demo.example.com'], secretName: 'A' }] }, 'tls[0].secretName has to be'],
    [
      'the class twice',
      { annotations: { 'kubernetes.io/ingress.class': 'nginx' } },
      'annotations has kubernetes.io/ingress.class beside the ingressClassName "nginx": API servers up to Kubernetes 1.26 ' +
        'refuse to create that; say the class with ingressClassName alone',
    ],
    [
      'two classes',
      { annotations: { 'kubernetes.io/ingress.class': 'internal' } },
      'annotations has kubernetes.io/ingress.class "internal" beside the ingressClassName "nginx": the API server refuses to ' +
        'create that; say the class with ingressClassName alone',
    ],
    [
      'the class twice in the Ingress of the canary',
      { canaryIngressAnnotations: { 'kubernetes.io/ingress.class': 'nginx' } },
      'canaryIngressAnnotations has kubernetes.io/ingress.class beside the ingressClassName "nginx"',
    ],
    [
      'an Ingress that is a canary itself',
      { annotations: { [`${PREFIX}/canary`]: 'true' } },
      `annotations has "${PREFIX}/canary", which belongs to the Ingress of the canary, and the controller makes that one: give ` +
        'canaryByHeader, canaryByCookie or maxTrafficWeight, or leave it out',
    ],
    [
      'a canary of another prefix',
      { annotationPrefix: 'custom.io', annotations: { 'custom.io/canary-by-header': 'X' } },
      'annotations has "custom.io/canary-by-header", which belongs to the Ingress of the canary',
    ],
    [
      'a weight of its own',
      { canaryIngressAnnotations: { [`${PREFIX}/canary-weight`]: '50' } },
      `canaryIngressAnnotations has "${PREFIX}/canary-weight", which the controller writes itself, from the steps and maxTrafficWeight: leave it out`,
    ],
    [
      'a total of its own',
      { canaryIngressAnnotations: { [`${PREFIX}/canary-weight-total`]: '50' } },
      'which the controller writes itself',
    ],
    [
      'no canary',
      { canaryIngressAnnotations: { [`${PREFIX}/canary`]: 'false' } },
      'which the controller writes itself',
    ],
    [
      'a header as an annotation',
      { canaryIngressAnnotations: { [`${PREFIX}/canary-by-header`]: 'X' } },
      'for which there is canaryByHeader: take that',
    ],
    ['no weight at all', { maxTrafficWeight: 0 }, 'maxTrafficWeight takes a whole number from 1 to 2147483647, got 0'],
    [
      'a value without a header',
      { canaryByHeaderValue: 'yes' },
      'canaryByHeaderValue without canaryByHeader says nothing',
    ],
    [
      'a pattern without one',
      { canaryByHeaderPattern: 'y' },
      'canaryByHeaderPattern without canaryByHeader says nothing',
    ],
    [
      'a value and a pattern',
      { canaryByHeader: 'X', canaryByHeaderValue: 'yes', canaryByHeaderPattern: 'y.*' },
      'canaryByHeaderValue and canaryByHeaderPattern are both given, and ingress-nginx would not look at the pattern: take one',
    ],
    [
      'a header that nginx does not see',
      { canaryByHeader: 'X_Canary' },
      'canaryByHeader takes the name of a header such as "X-Canary", of letters, digits and "-", got "X_Canary"',
    ],
    [
      'a value with other characters',
      { canaryByHeader: 'X', canaryByHeaderValue: 'a;b' },
      'canaryByHeaderValue takes a value of letters, digits, spaces, "-", "_", ".", "~", "/" and ":", got "a;b"',
    ],
    [
      'a pattern with other characters',
      { canaryByHeader: 'X', canaryByHeaderPattern: '^a, b$' },
      'canaryByHeaderPattern takes a regular expression without spaces, commas and quotes, got "^a, b$"',
    ],
    ['a cookie', { canaryByCookie: '' }, 'canaryByCookie takes the name of a cookie such as "canary"'],
    ['a prefix', { annotationPrefix: 'nginx/' }, 'annotationPrefix has to be a DNS-1123 subdomain'],
  ])('refuses %s', (_, props, message) => {
    const chart = demoChart();
    expect(() => demoIngress(chart, demoServices(chart), props)).toThrow(message);
  });
});

describe('several Ingresses of a rollout', () => {
  function released(one: Partial<NginxIngressProps>, other: Partial<NginxIngressProps>): Chart {
    const chart = demoChart();
    const services = demoServices(chart);
    const trafficRouting = [
      demoIngress(chart, services, one),
      demoIngress(chart, services, { name: 'internal', ingressClassName: 'internal', ...other }, 'internal'),
    ];
    demoRollout(chart, { services, trafficRouting, analysis: undefined });
    return chart;
  }

  test('have one canary in common', () => {
    const header = { canaryByHeader: 'X-Canary', canaryIngressAnnotations: { a: '1', b: '2' } };
    expect(routingOf(released(header, { ...header, canaryIngressAnnotations: { b: '2', a: '1' } }))).toEqual({
      nginx: {
        stableIngresses: ['demo', 'internal'],
        additionalIngressAnnotations: { 'canary-by-header': 'X-Canary' },
        canaryIngressAnnotations: { a: '1', b: '2' },
      },
    });
  });

  test.each<[Partial<NginxIngressProps>, Partial<NginxIngressProps>, string]>([
    [
      { canaryByHeader: 'X-Canary' },
      {},
      'canaryByHeader is "X-Canary" in "demo" and none in "internal": a Rollout has one for all of its Ingresses, give both the same',
    ],
    [{}, { maxTrafficWeight: 1000 }, 'maxTrafficWeight is none in "demo" and 1000 in "internal"'],
    [
      { canaryIngressAnnotations: { a: '1' } },
      { canaryIngressAnnotations: { a: '2' } },
      'canaryIngressAnnotations is {"a":"1"} in "demo" and {"a":"2"} in "internal"',
    ],
  ])('may not differ in it: %j and %j', (one, other, message) => {
    expect(() => released(one, other)).toThrow(message);
  });

  test('are each there once', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const ingress = demoIngress(chart, services);
    expect(() => demoRollout(chart, { services, trafficRouting: [ingress, ingress], analysis: undefined })).toThrow(
      'trafficRouting has the Ingress "demo" twice: name it once',
    );
  });
});

describe('an NginxIngress and its rollout', () => {
  test('have the same Services, and are in one namespace', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const others = demoServices(new Chart(chart, 'nested', { namespace: 'demo' }), { name: 'other' });
    const ingress = demoIngress(chart, services);
    expect(() =>
      demoRollout(demoChart(), { services: others, trafficRouting: [ingress], analysis: undefined }),
    ).toThrow('the Ingress splits between "demo-stable" and "demo-canary"');
    const elsewhere = demoIngress(new Chart(chart, 'infra', { namespace: 'infra' }), services);
    expect(() => demoRollout(chart, { services, trafficRouting: [elsewhere], analysis: undefined })).toThrow(
      'the Ingress is in namespace "infra", the rollout at demo/rollout in namespace "demo"',
    );
  });

  test('need one another', () => {
    const chart = demoChart();
    demoIngress(chart, demoServices(chart));
    expect(() => objectsOf(chart)).toThrow('no rollout moves the weights of this Ingress');
  });

  test('have names that are short enough together', () => {
    const longest = 'w'.repeat(253 - 'demo--canary'.length);
    const labels = longest.replace(/(w{60})w/g, '$1.');
    expect(() => ingressRelease(demoChart(), { name: labels })).not.toThrow();
    expect(() => ingressRelease(demoChart(), { name: `${labels}w` })).toThrow(
      `the controller would cut "demo-${labels}w-canary", the name of the Ingress of the canary, which has 254 characters, to 253: ` +
        'take a shorter name',
    );
  });

  test('leave the Ingress of the canary to the controller', () => {
    const chart = demoChart();
    ingressRelease(chart);
    new ApiObject(chart, 'mine', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'demo-demo-canary' },
    });
    expect(() => objectsOf(chart)).toThrow(
      '[demo/ingress] the Ingress at demo/mine has the name of the one that the controller makes for the canary, ' +
        '"demo-demo-canary": it would not touch it, and move no weight; leave it out',
    );
  });

  test.each([
    ['demo.example.com', 'demo', true],
    ['other.example.com', 'demo', false],
    ['demo.example.com', 'elsewhere', false],
  ])('are the only canary of a host and path: %s in %s', (host, namespace, isRefused) => {
    const chart = demoChart();
    ingressRelease(chart);
    new ApiObject(chart, 'mine', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'mine', namespace, annotations: { [`${PREFIX}/canary`]: 'true' } },
      spec: { rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix' }] } }] },
    });
    const problem =
      '[demo/ingress] the Ingress at demo/mine is a canary of demo.example.com/, and the controller makes one of that: ' +
      'ingress-nginx refuses the second, leave it out';
    expect(messageOf(() => objectsOf(chart)).includes(problem)).toBe(isRefused);
  });
});
