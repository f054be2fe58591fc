import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { isRecord } from '../../crd/json-schema';
import { readManifests } from '../../examples/manifests';
import { sharedFolder, testWithShared } from '../../shared-folder';
import { schemaProblemsOf } from './checked';

/** What the API server refuses, and this rule says nothing of. */
const NOT_OURS: Readonly<Record<string, string>> = {
  'argocd-application/argoproj__argo-rollouts__docs-features-traffic-management-istio.md-yaml-17.yaml Application guestbook':
    'the CRDs of Argo CD are not imported',
  'flagger-canary/fluxcd__flagger__artifacts-examples-istio-abtest.yaml Canary podinfo': 'nor are those of Flagger',
  'flagger-canary/fluxcd__flagger__artifacts-examples-linkerd-canary-steps.yaml Canary podinfo':
    'nor are those of Flagger',
  'gateway-api/argoproj-labs__rollouts-plugin-trafficrouter-gatewayapi__examples-kong-rollout.yaml Rollout rollouts-demo':
    'a key stands there twice, which is a problem of the YAML',
  'kustomize-golden/argoproj__argo-rollouts__test-kustomize-rollout-rollout.yaml HorizontalPodAutoscaler hpa':
    'kinds of the core have no CRD, and their old versions are not known',
  'kustomize-golden/argoproj__argo-rollouts__test-kustomize-rollout-rollout.yaml Ingress extensions-ingress':
    'kinds of the core have no CRD, and their old versions are not known',
  'kustomize-golden/argoproj__argo-rollouts__test-kustomize-rollout-rollout.yaml Ingress networking-ingress':
    'kinds of the core have no CRD: the pathType is missing',
  'smi/argoproj__argo-rollouts__pkg-kubectl-argo-rollouts-cmd-lint-testdata-invalid-ingress-smi-multi.yaml Ingress rollout-smi-experiment-stable-1':
    'kinds of the core have no CRD: the pathType is missing',
  'unparsable/argoproj__argo-rollouts__docs-features-traffic-management-istio.md-yaml-11.yaml  ': 'it is no YAML',
  'unparsable/argoproj__argo-rollouts__docs-features-traffic-management-traefik.md-yaml-2.yaml  ': 'it is no YAML',
};

describe('of the real manifests', () => {
  testWithShared('corpus')('exactly those carry a finding that the real API server refuses', () => {
    const { refused, found } = verdicts();
    expect(found).toEqual(refused.filter((object) => !Object.hasOwn(NOT_OURS, object)));
    expect(Object.keys(NOT_OURS).filter((object) => !refused.includes(object))).toEqual([]);
  });

  testWithShared('minimal')('the smallest ones for each router carry none', () => {
    const objects = readManifests(sharedFolder('minimal')).map(({ object }) => Object(object));
    expect(schemaProblemsOf(objects).map(({ message }) => message)).toEqual([]);
    expect(objects.length).toBeGreaterThan(50);
  });
});

/** The objects that a server-side dry run refuses with unknown fields refused, and those with a finding. */
function verdicts(): { refused: string[]; found: string[] } {
  const folder = sharedFolder('corpus');
  const rows = readFileSync(path.join(folder, 'VERDICTS.tsv'), 'utf8').trim().split('\n').slice(1);
  const refused = rows
    .map((row) => row.split('\t'))
    .filter(([, , , , strict]) => strict !== 'ok')
    .map(([file, kind, name]) => `${file} ${kind} ${name}`);
  const found = filesIn(folder).flatMap((file) =>
    schemaProblemsOf(objectsIn(path.join(folder, file))).map(
      ({ object }) => `${file} ${object.kind} ${object.metadata.name}`,
    ),
  );
  return { refused: [...new Set(refused)].sort(), found: [...new Set(found)].sort() };
}

function filesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.ya?ml$/.test(file)).map((file) => file.replaceAll(path.sep, '/'));
}

function objectsIn(file: string): object[] {
  return parseAllDocuments(readFileSync(file, 'utf8'), { uniqueKeys: false })
    .filter(({ errors }) => errors.length === 0)
    .map((document) => document.toJS())
    .flatMap((object) => (Array.isArray(object?.items) ? object.items : [object]))
    .filter(isRecord)
    .filter(({ apiVersion, kind }) => typeof apiVersion === 'string' && typeof kind === 'string')
    .map((object) => ({ ...object, metadata: { name: '', ...Object(object.metadata) } }));
}
