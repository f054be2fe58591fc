import type { ManifestPath } from '../manifest/manifest-path';
import { at, listOf, type Plain } from '../manifest/plain';

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

const FIELDS: readonly (readonly string[])[] = [
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
].map((field) => field.split('.'));

/** A value that the controller takes out of a Rollout when it writes it. */
export interface ZeroValue {
  /** The way to it in the Rollout. */
  readonly path: ManifestPath;

  /** The value: false, 0, or an empty text, list or mapping. */
  readonly value: Plain;
}

/** The values of a Rollout's spec that its controller drops, as Go leaves empty fields out. */
export function zeroValuesOf(spec: Plain): ZeroValue[] {
  return FIELDS.flatMap((field) => zerosAt(spec, field, ['spec']));
}

function below(prefix: string, fields: readonly string[]): string[] {
  return fields.map((field) => `${prefix}.${field}`);
}

function zerosAt(value: Plain, [key, ...rest]: readonly string[], path: ManifestPath): ZeroValue[] {
  if (key === undefined) return isZero(value) ? [{ path, value }] : [];
  if (key === EACH) return listOf(value).flatMap((element, index) => zerosAt(element, rest, [...path, index]));
  const inner = at(value, key);
  return inner === undefined ? [] : zerosAt(inner, rest, [...path, key]);
}

function isZero(value: Plain): boolean {
  if (value === false || value === 0 || value === '') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
