import type { ManifestPath } from '../manifest/manifest-path';
import { entriesOf, listOf, type Plain } from '../manifest/plain';

/** Stands in a pattern for each element of a list. */
const EACH = '*';

const METADATA = ['labels', 'annotations'];

// argo-rollouts pkg/apis/rollouts/v1alpha1/types.go of 1.10.2: what is no pointer there and omitted when empty.
const OF_ANALYSIS = [
  'templates',
  'args',
  'args.*.value',
  'dryRun',
  'measurementRetention',
  ...METADATA.map((key) => `analysisRunMetadata.${key}`),
];
const OF_MATCH = ['exact', 'prefix', 'regex'];

const CANARY = [
  'canaryService',
  'stableService',
  'steps',
  'dynamicStableScale',
  ...METADATA.flatMap((key) => [`canaryMetadata.${key}`, `stableMetadata.${key}`]),
  ...below('analysis', OF_ANALYSIS),
  ...below('steps.*.analysis', OF_ANALYSIS),
  'steps.*.setCanaryScale.matchTrafficWeight',
  'steps.*.setHeaderRoute.name',
  'steps.*.setHeaderRoute.match',
  ...below('steps.*.setHeaderRoute.match.*.headerValue', OF_MATCH),
  'steps.*.setMirrorRoute.match',
  ...below('steps.*.setMirrorRoute.match.*.method', OF_MATCH),
  ...below('steps.*.setMirrorRoute.match.*.path', OF_MATCH),
  'steps.*.setMirrorRoute.match.*.headers',
  ...below('steps.*.experiment', [
    'duration',
    'analyses',
    'analyses.*.args',
    'analyses.*.args.*.value',
    'analyses.*.requiredForCompletion',
    'dryRun',
    ...METADATA.flatMap((key) => [`templates.*.metadata.${key}`, `analysisRunMetadata.${key}`]),
    'templates.*.service.name',
  ]),
  ...below('trafficRouting', [
    'managedRoutes',
    'plugins',
    'istio.virtualServices',
    ...['virtualService', 'virtualServices.*'].flatMap((one) =>
      below(`istio.${one}`, [
        'routes',
        'tlsRoutes',
        'tcpRoutes',
        'tlsRoutes.*.port',
        'tlsRoutes.*.sniHosts',
        'tcpRoutes.*.port',
      ]),
    ),
    'istio.destinationRule.additionalSubsetNames',
    ...below('nginx', [
      'stableIngress',
      'stableIngresses',
      'annotationPrefix',
      'additionalIngressAnnotations',
      'canaryIngressAnnotations',
    ]),
    ...below('alb', ['ingress', 'ingresses', 'rootService', 'annotationPrefix']),
    ...below('smi', ['rootService', 'trafficSplitName']),
    'appMesh.virtualService.routes',
    'apisix.route.rules',
  ]),
];

const FIELDS = treeOf([
  'minReadySeconds',
  'paused',
  'progressDeadlineAbort',
  'rollbackWindow.revisions',
  ...below('workloadRef', ['apiVersion', 'kind', 'name', 'scaleDown']),
  ...below('template.metadata', METADATA),
  ...below('strategy.canary', CANARY),
  ...below('strategy.blueGreen', [
    'previewService',
    'autoPromotionSeconds',
    ...METADATA.flatMap((key) => [`previewMetadata.${key}`, `activeMetadata.${key}`]),
    ...below('prePromotionAnalysis', OF_ANALYSIS),
    ...below('postPromotionAnalysis', OF_ANALYSIS),
  ]),
]);

/** A value that the controller takes out of a Rollout when it writes it. */
export interface ZeroValue {
  /** The way to it in the Rollout. */
  readonly path: ManifestPath;

  /** The value: false, 0, or an empty text, list or mapping. */
  readonly value: Plain;
}

/** The values of a Rollout's spec that its controller drops, as Go leaves empty fields out. */
export function zeroValuesOf(spec: Plain): ZeroValue[] {
  const zeros: ZeroValue[] = [];
  addZeros(spec, FIELDS, ['spec'], zeros);
  return zeros;
}

function below(prefix: string, fields: readonly string[]): string[] {
  return fields.map((field) => `${prefix}.${field}`);
}

/** Fields by their first keys, so that those which are not there are passed over together. */
interface FieldTree {
  isDropped: boolean;
  readonly below: Map<string, FieldTree>;
}

function treeOf(fields: readonly string[]): FieldTree {
  const tree: FieldTree = { isDropped: false, below: new Map() };
  for (const field of fields) {
    let node = tree;
    for (const key of field.split('.')) {
      const next: FieldTree = node.below.get(key) ?? { isDropped: false, below: new Map() };
      node.below.set(key, next);
      node = next;
    }
    node.isDropped = true;
  }
  return tree;
}

function addZeros(value: Plain, tree: FieldTree, path: ManifestPath, zeros: ZeroValue[]): void {
  if (tree.isDropped && isZero(value)) zeros.push({ path, value });
  const ofEach = tree.below.get(EACH);
  if (ofEach !== undefined) {
    for (const [index, element] of listOf(value).entries()) addZeros(element, ofEach, [...path, index], zeros);
  }
  for (const [key, content] of entriesOf(value)) {
    const next = key === EACH ? undefined : tree.below.get(key);
    if (next !== undefined && content !== undefined) addZeros(content, next, [...path, key], zeros);
  }
}

function isZero(value: Plain): boolean {
  if (value === false || value === 0 || value === '') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
