import { describe, expect, test } from '@jest/globals';
import { CoreKinds } from '../crd/core-kinds';
import { CrdSchemas } from '../crd/crd-schema';
import { testWithShared } from '../shared-folder';
import { manifestProblems } from './manifest-problems';
import { readManifests } from './manifests';

const crds = new CrdSchemas();
const core = new CoreKinds();

describe('the manifests of the examples', () => {
  test('are in dist/', () => {
    expect(readManifests()).not.toEqual([]);
  });

  testWithShared('crds')('are taken whole by the API server', () => {
    expect(manifestProblems(readManifests(), crds, core)).toEqual([]);
  });
});

describe('manifestProblems', () => {
  const metadata = { name: 'demo' };
  const service = (spec: object) => ({
    file: 'demo.k8s.yaml',
    object: { apiVersion: 'v1', kind: 'Service', metadata, spec },
  });
  const rollout = (spec: object) => ({
    file: 'demo.k8s.yaml',
    object: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata, spec },
  });

  test('names the file, the kind and the object of a core kind', () => {
    expect(manifestProblems([service({ ports: [{ port: 80 }] })], crds, core)).toEqual([]);
    expect(manifestProblems([service({ port: 80 })], crds, core)).toEqual([
      'dist/demo.k8s.yaml Service demo: spec.port: unknown field',
    ]);
  });

  testWithShared('crds')('names the file, the kind and the object of a CRD', () => {
    expect(manifestProblems([rollout({ replicas: 4 })], crds, core)).toEqual([]);
    expect(manifestProblems([rollout({ replica: 4 })], crds, core)).toEqual([
      'dist/demo.k8s.yaml Rollout demo: spec.replica: unknown field',
    ]);
  });

  testWithShared('crds')('says which kind has no schema', () => {
    const file = 'demo.k8s.yaml';
    expect(manifestProblems([{ file, object: { apiVersion: 'v9', kind: 'Demo', metadata } }], crds, core)).toEqual([
      expect.stringMatching(/^dist\/demo\.k8s\.yaml Demo demo: \(the object\): no CRD for v9 Demo in /),
    ]);
  });
});
