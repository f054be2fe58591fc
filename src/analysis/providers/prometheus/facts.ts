import { goDurationSeconds } from '../../../manifest/go-duration';
import { at, isThere, numberOf, type Plain, textOf } from '../../../manifest/plain';
import { ANY, NUMBER, NUMBERS, type ResultType } from '../../conditions/result-type';
import type { ProviderModel } from '../../provider-model';
import { type PromqlAnswer, type PromqlFacts, PromqlReader } from './promql';

/** All that is known of Prometheus as a metric provider. */
export const PROMETHEUS: ProviderModel = {
  folder: 'prometheus',
  name: 'Prometheus',
  key: 'prometheus',
  argoRollouts: '0.6',
  known: ['Argo Rollouts 1.10.2', 'Prometheus 2.42'],
  hasConditions: true,
  withoutData: '`result` is an empty list: `result[0]` is an error, and the fifth in a row aborts the release',
  resultOf: (config, promql = new PromqlReader()) =>
    isThere(at(config, 'rangeQuery')) ? NUMBERS : resultOfQuery(promql.facts(textOf(at(config, 'query')) ?? '')),
  // argo-rollouts metricproviders/prometheus/prometheus.go.
  problems: (config, promql = new PromqlReader()) => [
    ...queryProblems(textOf(at(config, 'query')) ?? '', isThere(at(config, 'rangeQuery')), promql),
    ...rangeProblems(at(config, 'rangeQuery')),
    ...timeoutProblems(numberOf(at(config, 'timeout'))),
    ...authenticationProblems(config),
  ],
};

// A scalar is a number, and everything else that the controller takes becomes a list (processResponse).
const RESULTS: Readonly<Record<PromqlAnswer, ResultType>> = {
  number: NUMBER,
  series: NUMBERS,
  range: NUMBERS,
  text: ANY,
};

function resultOfQuery({ errorAt, answer }: PromqlFacts): ResultType {
  if (errorAt !== undefined) return NUMBERS;
  return answer === undefined ? ANY : RESULTS[answer];
}

function queryProblems(query: string, overRange: boolean, promql: PromqlReader): string[] {
  if (query.trim() === '') return ['the query is empty'];
  const { errorAt, answer } = promql.facts(query);
  if (errorAt !== undefined) {
    return [
      `the query is no PromQL from character ${errorAt + 1} on: ${JSON.stringify(query.slice(errorAt, errorAt + 30))}`,
    ];
  }
  if (answer === 'text') return ['the query answers with a text, and the controller takes numbers only'];
  if (overRange && answer === 'range') {
    return [
      'the query selects a range itself, and Prometheus takes none in a range query: leave its last [range] out, or put ' +
        'rate(…) or another function around it',
    ];
  }
  return [];
}

function rangeProblems(range: Plain): string[] {
  if (!isThere(range)) return [];
  const step = textOf(at(range, 'step')) ?? '';
  const seconds = goDurationSeconds(step);
  return [
    ...['start', 'end']
      .filter((key) => textOf(at(range, key)) === undefined)
      .map((key) => `rangeQuery.${key} is missing: it takes a time such as now() or now() - duration("5m")`),
    ...((seconds ?? 0) > 0 || step.includes('{{')
      ? []
      : [`rangeQuery.step takes a duration above 0 such as "30s", got ${JSON.stringify(step)}`]),
  ];
}

// With a timeout of 0 the request is over before it is sent.
function timeoutProblems(timeout: number | undefined): string[] {
  if (timeout === undefined || timeout > 0) return [];
  return [`timeout takes whole seconds, at least 1, got ${timeout}: every request would be cancelled`];
}

function authenticationProblems(config: Plain): string[] {
  const address = textOf(at(config, 'address'));
  const oauth2 = at(config, 'authentication', 'oauth2');
  const isSigned = ['region', 'profile', 'roleArn'].some((key) => isThere(at(config, 'authentication', 'sigv4', key)));
  const missing = ['tokenUrl', 'clientId', 'clientSecret'].filter((key) => textOf(at(oauth2, key)) === undefined);
  return [
    ...(isThere(oauth2) && missing.length > 0
      ? [`authentication.oauth2 has no ${missing.join(' and no ')}: the controller gets no token without all three`]
      : []),
    ...(isSigned && address !== undefined && !address.includes('aps-workspaces') && !address.includes('{{')
      ? [
          'authentication.sigv4 is used for an address with "aps-workspaces" only, that of Amazon Managed Service for ' +
            `Prometheus, got ${JSON.stringify(address)}: the requests would not be signed`,
        ]
      : []),
  ];
}
