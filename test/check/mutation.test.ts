import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { check } from '../../src/check/check';
import type { ManifestObject } from '../../src/manifest/manifest';
import { pathText } from '../../src/manifest/manifest-path';
import { ManifestSet } from '../../src/manifest/manifest-set';
import { readManifests } from '../../src/manifest/read-manifests';
import { mutantsOf } from './mutants';

const folder = join(__dirname, '../golden');
const files = readdirSync(folder).sort();

describe('a manifest set of an example, of which one thing is broken', () => {
  const harmless = new Set<string>();

  test.each(files)('has a finding more, whatever it is, in %s', (file) => {
    const objects = readManifests(file, readFileSync(join(folder, file))).objects.map(({ object }) => object);
    const before = new Set(findingsOf(objects));
    const mutants = mutantsOf(objects);
    expect(mutants.length).toBeGreaterThan(15);
    const survivors = mutants.filter(({ objects }) => findingsOf(objects).every((finding) => before.has(finding)));
    const unexplained = survivors.filter(({ what }) => {
      const reasons = Object.keys(HARMLESS).filter((pattern) => new RegExp(pattern).test(`${file}: ${what}`));
      for (const reason of reasons) harmless.add(reason);
      return reasons.length === 0;
    });
    expect(unexplained.map(({ what }) => what)).toEqual([]);
  });

  test('is excused only where it has to be', () => {
    expect(Object.keys(HARMLESS).filter((pattern) => !harmless.has(pattern))).toEqual([]);
  });
});

/** The mutants that nothing is found in, with the reason. */
const HARMLESS: Readonly<Record<string, string>> = {
  // What works all the same.
  'delete Rollout .*argoproj-labs/gatewayAPI"\\].namespace$': 'the plugin then takes the namespace of the Rollout',
  'delete Rollout .*smi.rootService$': 'the stable Service is then the root',
  'delete Rollout .*blueGreen.previewService$': 'a blue-green strategy needs no preview Service',
  'delete Rollout .*virtualService.routes\\[0\\]$':
    'the only route of a VirtualService or VirtualRouter need not be named',
  'delete Rollout .*ambassador.mappings\\[\\d\\]$': 'a Mapping that is not named goes on sending to the stable version',
  'rename AnalysisTemplate .*metrics\\[\\d\\].name$': 'nothing refers to these metrics',
  'rename Rollout .*experiment.(templates|analyses)\\[\\d\\].name$': 'nothing refers to these names',
  '(rename|delete) (Rollout|Service) .*ports\\[\\d\\].name$': 'ports are referred to by their numbers here',
  'rename Rollout .*containers\\[\\d\\].name$': 'nothing refers to the name of a container',
  'exchange VirtualService payments': 'ping and pong change places with each release',
  'misspell HorizontalPodAutoscaler .*scaleTargetRef.apiVersion$':
    'the target is found by its group, whatever the version',
  '(rename|delete|misspell) ReferenceGrant ': 'the grant of the other route allows the same',
  'rename HTTPRoute .*responseHeaderModifier': 'a header of an answer may have any value',
  'swap Service (tickets|payments|ratings|details|orders) |move port Service (tickets|payments|ratings|details|orders) ':
    'nothing in the set names a port of this Service',
  'move port Service (quotes|pricing|stock) .*targetPort$': 'pods may listen where no containerPort says it',
  'misspell Rollout .*workloadRef.apiVersion$':
    'the controller goes by group and kind, and of the version nothing is recorded',

  // What may stand in for something that is not among the manifests.
  '(rename|delete) \\w+Route .*parentRefs\\[0\\].(name|namespace|sectionName)$': 'the Gateway is of somebody else',
  'delete Service .*selector': 'a Service without a selector may get its endpoints from elsewhere',
  'rename Service (details|payments|quotes|ratings|orders) .*selector':
    'a Service that no Rollout names may select any pods',
  '(rename|delete) VirtualService .*hosts\\[0\\]$': 'the host may be one of the world outside',
  'delete DestinationRule .*labels': 'the controller adds the hash of the pods to a subset without labels',
  'take away Service (orders|ratings)$': 'no Rollout names it; callers are not among the manifests',
  'take away (HorizontalPodAutoscaler|PodDisruptionBudget|PodMonitor)':
    'it refers to the Rollout and nothing refers to it',
  '(rename|delete) (PodMonitor|PodDisruptionBudget) ': 'it may be for other pods',
  '(rename|delete) AnalysisTemplate .*cloudWatch.*dimensions': 'the names of dimensions are those of CloudWatch',
  '(rename|delete) AnalysisTemplate .*(kayenta.application|secretKeyRef.key)$': 'it is the name of something outside',
  'rename Rollout .*analysis.args\\[\\d\\].value$': 'the value of an argument may be anything',
  '(openshift|sample-prometheus)': 'nothing is known of this plugin',
  'other-plugin.yaml: delete Rollout .*(stableService|canaryService)$': 'nothing is known of this plugin',

  // Kinds of Kubernetes itself, of which the API server says it: there is no schema of them here.
  'misspell (Service|Deployment|HorizontalPodAutoscaler) ': 'the API server refuses the value',
  '(rename|delete|misspell) ClusterRoleBinding |take away ClusterRole':
    'the permissions of the controller are no part of a release',
  '(rename|delete) Deployment orders .*(matchLabels|labels).app$':
    'the Deployment has no pods, only its template is used',
  'AnalysisTemplate signup-load-test.*volume|take away ConfigMap':
    'the volumes of a Job are looked at by the API server',

  // App Mesh, which AWS ends in September 2026.
  'app-mesh.yaml: .* Virtual(Node|Router) ': 'only the references of the controller are looked at',
};

function findingsOf(objects: readonly ManifestObject[]): string[] {
  const set = new ManifestSet(
    objects.map((object, document) => ({ object, source: { file: 'golden.yaml', document, path: [] } })),
    { isComplete: true },
  );
  return check(set)
    .filter(({ severity }) => severity !== 'info')
    .map(({ rule, object, path, message }) => `${rule} ${object?.metadata.name} ${pathText(path)} ${message}`);
}
