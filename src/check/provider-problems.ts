import { groupProblems } from '../analysis/providers/datadog/facts';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, isThere, listOf, type Plain, textOf } from '../manifest/plain';
import type { MeasuredMetric } from '../release/measured-metric';
import { promqlOf } from '../release/queries';
import { hasInterval } from './metric-limit';

/** What is wrong with the configuration of a provider, and where. */
export interface ProviderProblem {
  /** What is wrong. */
  readonly message: string;

  /** The way to it in the configuration; empty for the whole of it. */
  readonly path: ManifestPath;
}

/**
 * What the controller or the provider refuses of a metric's configuration at each measurement; without what other rules
 * say, such as the schema of the fields that have to be there.
 */
export function providerProblems(set: ManifestSet, metric: MeasuredMetric): ProviderProblem[] {
  const { provider, config } = metric;
  if (provider === undefined || provider.key === 'job') return [];
  const ofOtherRules = provider.key === 'datadog' ? groupProblems(config) : [];
  return [...provider.problems(config, promqlOf(set)), ...(OF_METRIC[provider.key]?.(metric) ?? [])]
    .filter((message) => !ofOtherRules.includes(message))
    .map((message) => ({ message, path: subjectOf(message, config) }))
    .filter(({ message }) => !isOfSchema(provider.key, message, config));
}

const OF_METRIC: Readonly<Record<string, (metric: MeasuredMetric) => string[]>> = {
  prometheus: ({ config }) => addressProblems(at(config, 'address')),
  skywalking: ({ config }) => urlProblems('address', at(config, 'address')),
  web: ({ config }) => urlProblems('url', at(config, 'url')),
  kayenta: (metric) => [...urlProblems('address', at(metric.config, 'address')), ...kayentaProblems(metric)],
};

// argo-rollouts metricproviders/prometheus/prometheus.go: a URL needs a scheme and a host.
function addressProblems(address: Plain): string[] {
  const text = textOf(address);
  if (text === undefined || text.includes('{{') || /^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(text)) return [];
  return [
    `the address takes a URL such as "http://prometheus.monitoring.svc:9090", got ${JSON.stringify(text)}: the controller asks nobody without a scheme and a host`,
  ];
}

// Go sends requests to http and https only, and takes no address with a line break in it.
function urlProblems(key: string, address: Plain): string[] {
  const text = textOf(address);
  if (text === undefined || text.includes('{{') || /^https?:\/\/[^/?#\s]\P{Cc}*$/iu.test(text)) return [];
  return [
    `the ${key} takes an http or https URL in one line, such as "http://checks.shop.svc:8080", got ${JSON.stringify(text)}: the controller asks nobody`,
  ];
}

// argo-rollouts metricproviders/kayenta/kayenta.go reads the interval of the metric, which has no default.
function kayentaProblems(metric: MeasuredMetric): string[] {
  const { config } = metric;
  const begins = listOf(at(config, 'scopes')).every((scope) => isThere(at(scope, 'controlScope', 'start')));
  if (begins || at(config, 'lookback') === true || hasInterval(metric)) return [];
  return [
    'scopes begin one interval of the metric ago, and it has none: give it an interval, or each scope a start, or set lookback',
  ];
}

// The first words of a message name what it is about: "the query …", "rangeQuery.step …".
function subjectOf(message: string, config: Plain): ManifestPath {
  const [, subject = ''] = /^(?:the )?([A-Za-z][\w.[\]]*)/.exec(message) ?? [];
  const path: (string | number)[] = [];
  for (const [, key, index] of subject.matchAll(/(\w+)|\[(\d+)\]/g)) {
    const next = key ?? Number(index);
    if (!isThere(at(config, ...path.map(String), String(next)))) break;
    path.push(typeof next === 'string' && /^\d+$/.test(next) ? Number(next) : next);
  }
  return path;
}

// The CRD itself wants these fields.
function isOfSchema(key: string, message: string, config: Plain): boolean {
  if (key === 'kayenta') {
    const [, field = '', what = ''] = /^([\w.[\]]+) (is missing|is empty|takes a score)/.exec(message) ?? [];
    const keys = field.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
    const path = what === 'takes a score' ? ['threshold', ...keys] : keys;
    return what !== '' && !isThere(at(config, ...path));
  }
  const required = { cloudWatch: 'metricDataQueries', newRelic: 'query' }[key];
  return required !== undefined && message.includes(required) && !isThere(at(config, required));
}
