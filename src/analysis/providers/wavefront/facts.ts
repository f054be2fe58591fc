import { at, type Plain, textOf } from '../../../manifest/plain';
import { ANY, NUMBER } from '../../conditions/result-type';
import type { ProviderModel } from '../../provider-model';

/** All that is known of Wavefront as a metric provider. */
export const WAVEFRONT: ProviderModel = {
  folder: 'wavefront',
  name: 'Wavefront',
  key: 'wavefront',
  argoRollouts: '0.7',
  known: ['the source of Argo Rollouts 1.10.2'],
  hasConditions: true,
  withoutData:
    'no series is an error, and the fifth in a row aborts the release; a series without points reads 0, and otherwise its ' +
    'last point counts, however old',
  secretsIn: 'controller',
  // argo-rollouts metricproviders/wavefront/wavefront.go: several series are a list, which is a number again as soon as only
  // one of them is left, so no condition holds for both.
  resultOf: (config) => (isGrouped(textOf(at(config, 'query')) ?? '') ? ANY : NUMBER),
  problems: (config) => [
    ...((textOf(at(config, 'query')) ?? '').trim() === '' ? ['the query is empty'] : []),
    ...addressProblems(at(config, 'address')),
  ],
};

// What an aggregation groups by is the last of its arguments, a word alone: sum(ts(…), sources).
function isGrouped(query: string): boolean {
  return /,\s*[a-z]\w*\s*\)/i.test(query);
}

// The controller looks the address up among the keys of the Secret wavefront-api-tokens, and a key has neither : nor /.
function addressProblems(address: Plain): string[] {
  const text = textOf(address) ?? '';
  if (/^[-.\w]+$/.test(text) || text.includes('{{')) return [];
  return [
    'the address takes a host name such as "example.wavefront.com", without scheme, port or path, as it is the key of the ' +
      `token in the Secret wavefront-api-tokens, got ${JSON.stringify(text)}`,
  ];
}
