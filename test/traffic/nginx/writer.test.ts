import { describe, expect, test } from '@jest/globals';
import type { ManifestObject } from '../../../src/manifest/manifest';
import { NGINX } from '../../../src/traffic/nginx/facts';
import { canaryIngressName } from '../../../src/traffic/nginx/writer';
import type { RoutedRollout } from '../../../src/traffic/router-model';

const PREFIX = 'nginx.ingress.kubernetes.io';

function rollout(nginx: object, more: object = {}): RoutedRollout {
  return {
    name: 'demo',
    namespace: 'demo',
    stableService: 'demo-stable',
    canaryService: 'demo-canary',
    routing: { nginx: { stableIngress: 'web', ...nginx }, ...more },
  };
}

function path(name: string): object {
  return { path: `/${name}`, pathType: 'Prefix', backend: { service: { name, port: { name: 'http' } } } };
}

function ingress(name: string, spec: object, annotations?: Record<string, string>): ManifestObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: 'demo', labels: { team: 'web' }, annotations },
    spec,
  };
}

const SPEC = { rules: [{ host: 'a.example.com', http: { paths: [path('demo-stable')] } }] };

function canaryOf(release: RoutedRollout, stable: ManifestObject, weight = 20): ManifestObject | undefined {
  return NGINX.writer.setWeight([stable], release, weight).find(({ metadata }) => metadata.name === 'demo-web-canary');
}

describe('what the controller writes beside an Ingress', () => {
  test('is a copy of its class, its certificates and the rules with the stable Service, those whole', () => {
    const tls = [{ hosts: ['a.example.com'], secretName: 'a' }];
    const rules = [
      { host: 'a.example.com', http: { paths: [path('demo-stable'), path('other')] } },
      { host: 'b.example.com', http: { paths: [path('other')] } },
    ];
    const defaultBackend = { service: { name: 'other', port: { number: 80 } } };
    const annotations = { 'kubernetes.io/ingress.class': 'internal', [`${PREFIX}/rewrite-target`]: '/' };
    const stable = ingress('web', { ingressClassName: 'internal', tls, rules, defaultBackend }, annotations);
    const copied = { path: '/demo-stable', pathType: 'Prefix' };
    expect(canaryOf(rollout({}), stable)).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        name: 'demo-web-canary',
        namespace: 'demo',
        annotations: {
          'kubernetes.io/ingress.class': 'internal',
          [`${PREFIX}/canary`]: 'true',
          [`${PREFIX}/canary-weight`]: '20',
        },
        ownerReferences: [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'demo' }],
      },
      spec: {
        ingressClassName: 'internal',
        tls,
        rules: [
          {
            host: 'a.example.com',
            http: {
              paths: [
                { ...copied, backend: { service: { name: 'demo-canary', port: { name: 'http' } } } },
                path('other'),
              ],
            },
          },
        ],
      },
    });
  });

  test('has annotations with the prefix, unless they begin with it, then those that are taken as they are, and over all the weight', () => {
    const release = rollout(
      {
        annotationPrefix: 'custom.io',
        additionalIngressAnnotations: {
          'canary-by-header': 'X',
          'custom.io/canary-by-cookie': 'C',
          'canary-weight': '7',
        },
        canaryIngressAnnotations: { 'example.com/team': 'web', 'custom.io/canary-weight': '99' },
      },
      { maxTrafficWeight: 1000 },
    );
    expect(canaryOf(release, ingress('web', SPEC), 5)?.metadata.annotations).toEqual({
      'custom.io/canary': 'true',
      'custom.io/canary-by-header': 'X',
      'custom.io/canary-by-cookie': 'C',
      'custom.io/canary-weight': '5',
      'custom.io/canary-weight-total': '1000',
      'example.com/team': 'web',
    });
  });

  test('is one for each of several Ingresses', () => {
    const release = rollout({ stableIngress: undefined, stableIngresses: ['web', 'internal'] });
    const after = NGINX.writer.setWeight([ingress('web', SPEC), ingress('internal', SPEC)], release, 20);
    const names = ['web', 'internal', 'demo-web-canary', 'demo-internal-canary'];
    expect(after.map(({ metadata }) => metadata.name)).toEqual(names);
    expect(NGINX.routes(release).map(({ name, madeBy }) => [name, madeBy])).toEqual(
      names.map((name) => [name, name.startsWith('demo-') ? 'controller' : 'git']),
    );
  });

  test('keeps annotations of an earlier version of the Rollout', () => {
    const before = rollout({ additionalIngressAnnotations: { 'canary-by-cookie': 'Canary' } });
    const objects = NGINX.writer.setWeight([ingress('web', SPEC)], before, 0);
    const [, canary] = NGINX.writer.setWeight(objects, rollout({}), 20);
    expect(canary?.metadata.annotations).toEqual({
      [`${PREFIX}/canary`]: 'true',
      [`${PREFIX}/canary-by-cookie`]: 'Canary',
      [`${PREFIX}/canary-weight`]: '20',
    });
  });

  test('has a name that is cut to 253 characters', () => {
    expect(canaryIngressName('demo', 'web')).toBe('demo-web-canary');
    const name = canaryIngressName('demo', 'w'.repeat(250));
    expect(name).toHaveLength(253);
    expect(name).toMatch(/^demo-w+-canary$/);
  });

  test('is nothing where an Ingress is missing, has no rule for the stable Service, or somebody else made the other one', () => {
    expect(() => canaryOf(rollout({}), ingress('other', SPEC))).toThrow(
      'error retrieving stableIngress `web` from cache: ingress.networking.k8s.io "web" not found',
    );
    const others = { rules: [{ http: { paths: [path('other')] } }] };
    expect(() => canaryOf(rollout({}), ingress('web', others))).toThrow(
      'ingress `web` has no rules using service demo-stable backend',
    );
    const taken = [ingress('web', SPEC), ingress('demo-web-canary', SPEC)];
    expect(() => NGINX.writer.setWeight(taken, rollout({}), 20)).toThrow(
      'canary ingress `demo-web-canary` controlled by different object',
    );
  });

  test.each([
    ['a rule without paths', { host: 'b.example.com' }],
    ['a path to something else than a Service', { http: { paths: [{ path: '/', backend: { resource: {} } }] } }],
  ])('is nothing with %s, at which the controller panics', (_, rule) => {
    expect(() => canaryOf(rollout({}), ingress('web', { rules: [...SPEC.rules, rule] }))).toThrow(
      'nil pointer dereference',
    );
  });
});

test('the backends are those of the rollout, and the canary has to offer the same ports', () => {
  const rules = [{ http: { paths: [path('demo-stable'), path('other')] } }];
  expect(NGINX.backends([ingress('web', { rules })], rollout({}))).toEqual([
    { service: 'demo-stable', port: 'http' },
    { service: 'demo-canary', port: 'http' },
  ]);
});
