import { describe, expect, test } from '@jest/globals';
import { CoreKinds } from './core-kinds';

describe('CoreKinds', () => {
  const kinds = new CoreKinds();

  const service = (spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'demo' }, spec });

  test.each([
    service({ clusterIP: 'None', selector: { app: 'demo' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] }),
    service({ ports: [{ port: 80, targetPort: 'http' }] }),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'demo' }, data: { 'a.b/c': 'text' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo', labels: { 'a.b/c': 'd' } } },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'demo', annotations: { 'nginx.ingress.kubernetes.io/canary': 'true' } },
      spec: {
        rules: [
          {
            host: 'demo.example.com',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'demo', port: { name: 'use-annotation' } } },
                },
              ],
            },
          },
        ],
      },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'demo' },
      spec: {
        maxReplicas: 4,
        scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'demo' },
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '500m' } } },
        ],
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'demo' },
      spec: { maxUnavailable: '25%', selector: { matchLabels: { app: 'demo' } } },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'demo' },
      spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 53 }] }] },
    },
    { apiVersion: 'v1', kind: 'ConfigMapList', items: [{ apiVersion: 'v1', kind: 'ConfigMap' }] },
  ])('stays quiet on a $kind as users write it ($#)', (object) => {
    expect(kinds.problems(object)).toEqual([]);
  });

  test('fires on a field that cdk8s-plus calls so, but Kubernetes does not', () => {
    expect(kinds.problems(service({ clusterIp: 'None' }))).toEqual(['spec.clusterIp: unknown field']);
  });

  test('fires on an unknown field in a list, and on one of the object itself', () => {
    expect(kinds.problems({ ...service({ ports: [{ port: 80 }, { port: 81, target: 8080 }] }), status: {} })).toEqual([
      'spec.ports[1].target: unknown field',
      'status: unknown field',
    ]);
  });

  test('fires on wrong types, each with its place and the value', () => {
    const spec = {
      ports: [{ port: '80', targetPort: { value: 8080 } }],
      selector: { 'app.kubernetes.io/name': 1 },
      publishNotReadyAddresses: 'true',
      externalIPs: '10.0.0.1',
      sessionAffinityConfig: null,
    };
    expect(kinds.problems(service(spec))).toEqual([
      'spec.ports[0].port: has to be a number, got "80"',
      'spec.ports[0].targetPort: has to be a number or a string, got {"value":8080}',
      'spec.selector["app.kubernetes.io/name"]: has to be a string, got 1',
      'spec.publishNotReadyAddresses: has to be a boolean, got "true"',
      'spec.externalIPs: has to be a list, got "10.0.0.1"',
      'spec.sessionAffinityConfig: has to be an object, got null',
    ]);
  });

  test('fires on a required field that is missing', () => {
    expect(kinds.problems(service({ ports: [{ name: 'http' }] }))).toEqual([
      'spec.ports[0].port: required, but missing',
    ]);
  });

  test('fires on a value outside of an enum', () => {
    const eviction = (kind: string) => ({ apiVersion: 'policy/v1', kind: 'Eviction', deleteOptions: { kind } });
    expect(kinds.problems(eviction('DeleteOptions'))).toEqual([]);
    expect(kinds.problems(eviction('Delete'))).toEqual([
      'deleteOptions.kind: has to be one of DeleteOptions, got "Delete"',
    ]);
  });

  test('fires on a kind that it does not know, and on what is no object', () => {
    expect(kinds.problems({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' })).toEqual([
      '(the object): cdk8s-plus has no type for argoproj.io/v1alpha1 Rollout',
    ]);
    expect(kinds.problems({ kind: 'Service' })).toEqual(['(the object): has no apiVersion and kind']);
    expect(kinds.problems(null)).toEqual(['(the object): has no apiVersion and kind']);
  });

  test('knows its kinds by apiVersion and kind together', () => {
    expect(kinds.knows('v1', 'Service')).toBe(true);
    expect(kinds.knows('v2', 'Service')).toBe(false);
  });
});
