import { at, type Plain, textOf } from '../../../manifest/plain';
import { NUMBERS } from '../../conditions/result-type';
import type { ProviderModel } from '../../provider-model';

/** All that is known of Graphite as a metric provider. */
export const GRAPHITE: ProviderModel = {
  folder: 'graphite',
  name: 'Graphite',
  key: 'graphite',
  argoRollouts: '1.1',
  known: ['the source of Argo Rollouts 1.10.2'],
  hasConditions: true,
  withoutData:
    'no series is an error, and the fifth in a row aborts the release; of a series without points `result` is an empty list, ' +
    'and so `result[0]` an error',
  // argo-rollouts metricproviders/graphite: the points of the first series, the oldest first, without those that are null.
  resultOf: () => NUMBERS,
  problems: (config) => [
    ...queryProblems(textOf(at(config, 'query')) ?? ''),
    ...addressProblems(at(config, 'address')),
  ],
};

// What the controller adds after /render? once it has taken all white space out.
function queryProblems(query: string): string[] {
  const bare = query.replace(/\s+/g, '');
  if (bare === '' || /^target=(&|$)/.test(bare)) return ['the query is empty'];
  if (!/(^|&)target=./.test(bare) && !bare.startsWith('{{')) {
    return ['the query has no target=…: Graphite answers with nothing, an error'];
  }
  if (bare.includes('#')) return ['the query has a "#", and all that follows it is dropped: write %23'];
  return bare
    .split('&')
    .filter((parameter) => parameter.startsWith('target='))
    .flatMap(lostTarget);
}

// Go leaves a parameter out that it cannot read (net/url, ParseQuery), and says nothing.
function lostTarget(parameter: string): string[] {
  const [sign] = /;|%(?![0-9a-f]{2})/i.exec(parameter.replace(/\{\{[^{}]*\}\}/g, '')) ?? [];
  if (sign === undefined) return [];
  const written = encodeURIComponent(sign);
  return [`the query has a "${sign}" in its target, and the controller drops the whole target: write ${written}`];
}

function addressProblems(address: Plain): string[] {
  const text = textOf(address) ?? '';
  if (/^https?:\/\/[^/]/i.test(text) || text.includes('{{')) return [];
  return [
    `the address takes an http or https URL such as "http://graphite.monitoring.svc:8080", got ${JSON.stringify(text)}`,
  ];
}
