import { describe, expect, test } from '@jest/globals';
import { canary, schemaLines } from './checked';

const withMetadata = (metadata: object) => ({ ...canary({}), metadata });

describe('the name of an object', () => {
  test.each(['', null, undefined])('is missed where it is %j, whatever the kind', (name) => {
    expect(schemaLines({ ...canary({}), metadata: { name } })).toEqual([
      'metadata.name: the Rollout has no metadata.name',
    ]);
    expect(schemaLines({ apiVersion: 'example.com/v1', kind: 'Shop', metadata: { name } })).toEqual([
      'metadata.name: the Shop has no metadata.name',
    ]);
  });

  test('is not missed where the API server makes one, and in files that no cluster gets', () => {
    expect(schemaLines(withMetadata({ name: '', generateName: 'demo-' }))).toEqual([]);
    for (const apiVersion of [
      'kustomize.config.k8s.io/v1beta1',
      'kubelet.config.k8s.io/v1',
      'kind.x-k8s.io/v1alpha4',
    ]) {
      expect(schemaLines({ apiVersion, kind: 'Kustomization', metadata: { name: '' } })).toEqual([]);
    }
    expect(schemaLines({ apiVersion: 'v1', kind: 'Config', metadata: { name: '' } })).toEqual([]);
  });

  test.each([
    ['argoproj.io/v1alpha1', 'AnalysisTemplate', 'a.b-c', 'Demo'],
    ['v1', 'Service', 'demo', '1demo'],
    ['v1', 'Namespace', '1demo', 'demo.example'],
    ['networking.k8s.io/v1', 'Ingress', 'demo.example', '$$name$$'],
  ])('is what Kubernetes takes: %s %s', (apiVersion, kind, good, bad) => {
    const spec = { metrics: [] };
    expect(schemaLines({ apiVersion, kind, metadata: { name: good }, spec })).toEqual([]);
    expect(schemaLines({ apiVersion, kind, metadata: { name: bad }, spec })).toEqual([
      expect.stringMatching(/^metadata\.name: metadata\.name takes a-z, 0-9.*, got "/),
    ]);
  });

  test('is free where Kubernetes lets it be, or nothing is known of the kind', () => {
    for (const apiVersion of ['rbac.authorization.k8s.io/v1', 'example.com/v1']) {
      expect(schemaLines({ apiVersion, kind: 'ClusterRole', metadata: { name: 'system:Demo' } })).toEqual([]);
    }
  });
});

describe('the metadata of an object', () => {
  test.each(['labels', 'annotations'])('takes texts as %s, of every kind', (field) => {
    for (const [apiVersion, kind] of [
      ['argoproj.io/v1alpha1', 'Experiment'],
      ['networking.k8s.io/v1', 'Ingress'],
      ['example.com/v1', 'Shop'],
    ] as const) {
      const object = {
        apiVersion,
        kind,
        metadata: { name: 'demo', [field]: { 'a.b/c': true } },
        spec: { templates: [] },
      };
      expect(schemaLines(object)).toEqual([
        `metadata.${field}["a.b/c"]: a.b/c takes a text, got true: it needs quotes`,
      ]);
    }
  });

  test('takes labels of the letters and the length that Kubernetes takes', () => {
    expect(schemaLines(withMetadata({ name: 'demo', labels: { app: 'a b' } }))).toEqual([
      expect.stringMatching(/^metadata\.labels\.app: metadata takes labels whose value .*, got app="a b"$/),
    ]);
    expect(schemaLines(withMetadata({ name: 'demo', labels: { 'a.b/c': '' } }))).toEqual([]);
    expect(schemaLines(withMetadata({ name: 'demo', annotations: { 'a.b/c': 'a b' } }))).toEqual([]);
  });

  test('has no other fields than Kubernetes has, where the kind is known or of the core', () => {
    const metadata = { name: 'demo', label: { app: 'demo' } };
    const line = 'metadata.label: unknown field label, did you mean labels';
    expect(schemaLines(withMetadata(metadata))).toEqual([line]);
    expect(schemaLines({ apiVersion: 'v1', kind: 'ConfigMap', metadata })).toEqual([line]);
    expect(schemaLines({ apiVersion: 'example.com/v1', kind: 'Shop', metadata })).toEqual([]);
  });

  test('is that of a live object too', () => {
    const ownerReferences = [{ apiVersion: 'v1', kind: 'Node', name: 'a', uid: 'b', controller: true }];
    const live = {
      creationTimestamp: '2026-01-31T10:00:00Z',
      finalizers: ['a/b'],
      generation: 3,
      managedFields: [{ manager: 'kubectl', fieldsV1: { 'f:spec': {} } }],
      ownerReferences,
      resourceVersion: '4711',
      uid: 'c',
    };
    expect(schemaLines(withMetadata({ name: 'demo', namespace: 'shop', ...live }))).toEqual([]);
  });
});

describe('the version of an object', () => {
  const metadata = { name: 'demo' };

  test('is one that the CRD serves', () => {
    expect(schemaLines({ apiVersion: 'argoproj.io/v1beta1', kind: 'Rollout', metadata })).toEqual([
      'apiVersion: version v1beta1 of Rollout is not served by Argo Rollouts v1.10.2, which has v1alpha1',
    ]);
    expect(schemaLines({ apiVersion: 'gateway.networking.k8s.io/v1alpha2', kind: 'HTTPRoute', metadata })).toEqual([
      expect.stringMatching(
        /^apiVersion: version v1alpha2 of HTTPRoute is not served by .*, which has v1 and v1beta1$/,
      ),
    ]);
  });

  test('is looked at by the schema that it has', () => {
    for (const version of ['v1', 'v1beta1', 'v1alpha3']) {
      const object = { apiVersion: `networking.istio.io/${version}`, kind: 'VirtualService', metadata };
      expect(schemaLines({ ...object, spec: { hosts: ['shop'] } })).toEqual([]);
      expect(schemaLines({ ...object, spec: { hosts: 'shop' } })).toHaveLength(1);
    }
  });

  test.each([
    ['traefik.containo.us/v1alpha1', 'TraefikService'],
    ['argoproj.io/v1alpha1', 'Application'],
    ['gateway.networking.k8s.io/v1alpha2', 'BackendLBPolicy'],
    ['constructor/v1', 'toString'],
    ['', ''],
  ])('is no matter where the kind is not imported: %s %s', (apiVersion, kind) => {
    expect(schemaLines({ apiVersion, kind, metadata, spec: { anything: 1 } })).toEqual([]);
  });
});
