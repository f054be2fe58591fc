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

// Some have two hundred mutants, on a machine that may be busy.
const LONGEST_MS = 60_000;

describe('a manifest set of an example, of which one thing is broken', () => {
  const harmless = new Set<string>();

  test.each(files)(
    'has a finding more, whatever it is, in %s',
    (file) => {
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
    },
    LONGEST_MS,
  );

  test('is excused only where it has to be', () => {
    expect(Object.keys(HARMLESS).filter((pattern) => !harmless.has(pattern))).toEqual([]);
  });
});

/** The mutants that nothing is found in, with the reason. */
const HARMLESS: Readonly<Record<string, string>> = {
  // What works all the same.
  'delete Rollout .*argoproj-labs/gatewayAPI"\\].namespace$': 'the plugin then takes the namespace of the Rollout',
  'blue-green.yaml: delete Rollout .*blueGreen.previewService$':
    'a blue-green strategy needs no preview Service, and this analysis selects the new pods by their hash',
  'delete Rollout .*(virtualService|appMesh.virtualService).routes\\[0\\]$':
    'the only route of a VirtualService or VirtualRouter need not be named',
  'delete Rollout .*ambassador.mappings\\[\\d\\]$':
    'a Mapping that is not named goes on sending to the stable Service, as a route to that one alone does with any router',
  'rename AnalysisTemplate .*metrics\\[\\d\\].name$': 'nothing refers to these metrics',
  'rename Rollout .*experiment.(templates|analyses)\\[\\d\\].name$': 'nothing refers to these names',
  '(rename|delete) Service .*ports\\[\\d\\].name$': 'the ports of this Service are referred to by their numbers',
  '(gateway-grpc-tcp-tls|nginx).yaml: (rename|delete) Rollout .*ports\\[\\d\\].name$':
    'nothing refers to the names of these ports',
  'rename Rollout .*containers\\[\\d\\].name$': 'nothing refers to the name of a container',
  'exchange VirtualService payments': 'ping and pong change places with each release',
  'misspell HorizontalPodAutoscaler .*scaleTargetRef.apiVersion$':
    'the target is found by its group, whatever the version',
  'delete ReferenceGrant .*to\\[\\d\\].name$': 'without a name the grant is for every Service of the namespace',
  'rename HTTPRoute .*responseHeaderModifier': 'a header of an answer may have any value',
  'swap Service (tickets|payments|orders) |move port Service (tickets|payments|orders) .*\\.port$':
    'nothing in the set names a port of this Service',
  'move port Service (quotes|pricing|stock|tickets|payments|orders|ratings|details) .*targetPort$':
    'pods may listen where no containerPort says it',
  'delete DestinationRule .*labels': 'the controller adds the hash of the pods to a subset without labels',
  'delete (PodMonitor|PodDisruptionBudget) .*matchLabels': 'a selector without labels takes every pod',
  'delete PodMonitor .*port$': 'an endpoint without a port takes every port of the pods',
  '(rename|delete) VirtualNode .*rollouts-pod-template-hash': 'the controller writes the hash itself',
  'delete VirtualNode .*matchLabels\\["app': 'the hash that the controller writes is enough',
  'negate AnalysisTemplate .*web.timeoutSeconds$': 'the controller takes 10 seconds instead',
  'negate .*measurementRetention\\[0\\].limit$': 'how many measurements are kept decides nothing',
  'negate ApisixRoute .*priority$': 'a priority may be any number',
  'repeat (ReferenceGrant|ClusterRoleBinding) ': 'it allows the same once more',
  'repeat Rollout .*httpRoutes\\[\\d\\]$': 'the plugin writes the same weights once more',
  'repeat VirtualRouter ratings .*routes\\[0\\]$': 'the controller weighs both alike',
  'repeat IngressRoute .*services\\[0\\]$': 'each of the two shares its requests out alike',
  'misspell key Deployment .*metadata.addr': 'nothing selects by this label',

  // What may stand in for something that is not among the manifests.
  '(rename|delete) \\w+Route .*parentRefs\\[0\\].(name|namespace|sectionName)$': 'the Gateway is of somebody else',
  'delete Service .*selector':
    'the controller gives a Service of the Rollout the hash, and any other one may get its endpoints from elsewhere',
  '(rename|misspell key) Service (tickets|payments|pricing|stock) .*selector':
    'a root Service needs no pods of its own',
  '(misspell key|move object) ServiceMonitor ': 'the Service of ingress-nginx is not among the manifests',
  'move object ConfigMap ': 'the namespace of the controller is not among the manifests',
  'take away Service orders$': 'no Rollout names it; callers are not among the manifests',
  'take away (HorizontalPodAutoscaler|PodDisruptionBudget|PodMonitor)':
    'it refers to the Rollout and nothing refers to it',
  '(rename|delete) VirtualNode .*backends': 'what the pods call is of somebody else',
  '(rename|delete|repeat) AnalysisTemplate .*cloudWatch.*dimensions': 'the names of dimensions are those of CloudWatch',
  '(rename|delete) AnalysisTemplate .*(kayenta.application|secretKeyRef.key)$': 'it is the name of something outside',
  'rename Rollout .*analysis.args\\[\\d\\].value$': 'the value of an argument may be anything',
  '(openshift|sample-prometheus)': 'nothing is known of this plugin',
  '(negate|repeat) ApisixRoute .*plugins\\[0\\]': 'nothing is known of the plugins of APISIX',
  'negate Mapping .*timeout_ms$': 'the CRD of Ambassador has no limits for it',
  'other-plugin.yaml: delete Rollout .*(stableService|canaryService)$': 'nothing is known of this plugin',
  'swap AnalysisTemplate payouts-error-budget ': 'a budget may be what is left, or what is used up',
  'nginx.yaml: ask the old version ':
    'ingress-nginx has the label canary for requests to the canary only, under whatever name',
  '(rename|delete) ClusterRoleBinding argo-rollouts-apisix-header-routes subjects\\[0\\].(name|namespace)$':
    'it may be for somebody else, as no Rollout of these files has header routes of APISIX',
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
