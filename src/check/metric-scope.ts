import { at, entriesOf, isThere, type Plain, textOf, wordOf } from '../manifest/plain';
import type { GateArgument } from '../release/gate-arguments';
import type { Measurement } from '../release/measurements';
import type { Release } from '../release/release';

/** Which version of a release a metric measures; `unknown` where that cannot be told from the manifests. */
export type MetricScope = 'canary' | 'stable' | 'both' | 'unknown';

/** The parts of a provider's configuration that say what is measured. */
export const QUESTIONS = ['query', 'queries', 'formula', 'metricDataQueries', 'url', 'body', 'jsonBody'] as const;

/** Which version of a canary release a metric measures, as far as the text of its question tells. */
export function scopeOf({ metric, gate, release }: Measurement): MetricScope {
  const isOfCanary = gate?.place === 'background' || gate?.place === 'step';
  if (gate === undefined || release?.canary === undefined || !isOfCanary) return 'unknown';
  const text = QUESTIONS.flatMap((key) => textsIn(at(metric.config, key))).join('\n');
  const open = [...text.matchAll(/\{\{\s*args\.([^{}\s]+)\s*\}\}/g)].map(([, name = '']) => gate.args.get(name));
  const versions = open.map(versionOf);
  if (versions.includes('canary') || namesCanary(text, release)) return 'canary';
  if (versions.includes('unknown') || VERSION_LABEL.test(text) || hasPingPong(release)) return 'unknown';
  const isStable = versions.includes('stable') || namesStable(text, release);
  if (ASKS_ANYTHING.includes(metric.provider?.key ?? '')) return 'unknown';
  // An address is that of one Service.
  if (metric.provider?.key === 'web') return isStable ? 'stable' : 'unknown';
  return metric.provider === undefined ? 'unknown' : isStable ? 'stable' : 'both';
}

/** Whether a metric selects the pods of the new version, which no earlier release had. */
export function selectsNewPods({ metric, gate }: Measurement): boolean {
  const text = QUESTIONS.flatMap((key) => textsIn(at(metric.config, key))).join('\n');
  const names = [...text.matchAll(/\{\{\s*args\.([^{}\s]+)\s*\}\}/g)].map(([, name = '']) => name);
  return names.some((name) => versionOf(gate?.args.get(name)) === 'canary');
}

const ASKS_ANYTHING: readonly string[] = ['job', 'kayenta', 'plugin'];

// Labels by which releases are often told apart; an argument in them tells more itself.
const VERSION_LABEL = /(version|revision|hash|track|subset|variant)\w*["']?\s*(=|!=|:|!~)(?![\s"'~]*\{\{)/i;

function versionOf(argument: GateArgument | undefined): MetricScope {
  const from = at(argument?.value, 'valueFrom');
  const hash = at(from, 'podTemplateHashValue');
  if (hash === 'Latest') return 'canary';
  if (hash === 'Stable') return 'stable';
  const field = textOf(at(from, 'fieldRef', 'fieldPath')) ?? '';
  if (/canary/i.test(field)) return 'canary';
  // The same for both versions.
  return field === 'metadata.name' || field === 'metadata.namespace' ? 'both' : 'unknown';
}

function namesCanary(text: string, release: Release): boolean {
  const { canary, routing, routed, rollout, services, routes } = release;
  const { canaryService = '', stableService = '' } = routed;
  const spelled = spelling(text);
  const others = stableService.includes(canaryService) ? spelled.replaceAll(spelling(stableService), '') : spelled;
  if (canaryService !== '' && others.includes(spelling(canaryService))) return true;
  const subset = textOf(at(routing, 'istio', 'destinationRule', 'canarySubsetName'));
  if (subset !== undefined && hasValue(text, subset)) return true;
  if (labelsOfCanary(canary, release).some(([key, value]) => hasLabel(text, key, value))) return true;
  // Envoy Gateway counts per backend of a rule, by its place.
  if (/\/backend\/\d/.test(text) || /\bcanary\s*(=|!=)/.test(text)) return true;
  const names = [
    rollout.metadata.name,
    rollout.metadata.namespace ?? '',
    ...services.filter(({ role }) => role !== 'canary').map(({ name }) => name),
    ...routes.map(({ reference }) => reference.name),
    ...(release.pods === undefined ? [] : [...release.pods.labels.values()].map(wordOf)),
  ];
  // The longest first, as one may be a part of another.
  const known = names.flatMap((name) => textOf(name) ?? []).sort((one, other) => other.length - one.length);
  return /canary/i.test(known.reduce((rest, name) => rest.replaceAll(spelling(name), ''), spelled));
}

// What the canary's pods have and the others of the selector do not.
function labelsOfCanary(canary: Plain, { pods, rollout }: Release): [string, Plain][] {
  const selected = new Set(entriesOf(at(rollout.spec, 'selector', 'matchLabels')).map(([key]) => key));
  const own = [...(pods?.labels ?? [])].filter(([key]) => !selected.has(key) && /version|revision|track/i.test(key));
  return [...entriesOf(at(canary, 'canaryMetadata', 'labels')), ...own];
}

function namesStable(text: string, { routed, rollout, routes }: Release): boolean {
  const { stableService } = routed;
  if (stableService === undefined || stableService === rollout.metadata.name) return false;
  // An Ingress or a route of the same name has the requests of both versions.
  if (routes.some(({ reference }) => reference.name === stableService)) return false;
  return hasWord(spelling(text), spelling(stableService));
}

function hasPingPong({ canary }: Release): boolean {
  return isThere(at(canary, 'pingPong'));
}

function hasLabel(text: string, key: string, value: Plain): boolean {
  const name = key.replaceAll(/[^A-Za-z0-9]/g, '_');
  return spelling(text).includes(spelling(name)) && typeof value === 'string' && value !== '' && hasValue(text, value);
}

// A name may be a part of a longer one, as in shop-shop-canary-80@kubernetescrd.
function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<![A-Za-z0-9])${literally(word)}(?![A-Za-z0-9])`).test(text);
}

function hasValue(text: string, value: string): boolean {
  return new RegExp(`(?<![^\\s"'\`:=~|])${literally(value)}(?![^\\s"'\`,|})])`).test(text);
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

// Metrics of an Envoy may have an underscore for each dash.
function spelling(name: string): string {
  return name.replaceAll('-', '_');
}

function textsIn(value: Plain): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, content]) => [key, ...textsIn(content)]);
}
