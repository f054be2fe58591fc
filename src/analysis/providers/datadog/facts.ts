import { goDurationSeconds } from '../../../manifest/go-duration';
import { at, entriesOf, type Plain, textOf } from '../../../manifest/plain';
import { NUMBER } from '../../conditions/result-type';
import type { ProviderModel } from '../../provider-model';
import { formulaProblems, isGrouped } from './query-text';

/** All that is known of Datadog as a metric provider. */
export const DATADOG: ProviderModel = {
  folder: 'datadog',
  name: 'Datadog',
  key: 'datadog',
  argoRollouts: '0.10',
  known: ['the source of Argo Rollouts 1.10.2'],
  hasConditions: true,
  withoutData:
    '`result` is nil: a comparison is an error, and the fifth in a row aborts the release; `default(result, 0)` is 0; with API v1 a last point without a value reads 0',
  secretsIn: 'either',
  resultOf: () => ({ is: 'optional', of: NUMBER }),
  // argo-rollouts metricproviders/datadog/datadog.go, validateIncomingProps and findCredentials.
  problems: (config) => [
    ...shapeProblems(config),
    ...queriesOf(config)
      .filter(([, query]) => query.trim() === '')
      .map(([name]) => `the query ${name}is empty`),
    ...groupProblems(config),
    ...durationProblems(config),
    ...(at(config, 'secretRef', 'namespaced') === true && textOf(at(config, 'secretRef', 'name')) === undefined
      ? ['secretRef is namespaced and names no Secret: the controller looks for none without a name']
      : []),
  ],
};

function shapeProblems(config: Plain): string[] {
  const query = textOf(at(config, 'query'));
  const queries = entriesOf(at(config, 'queries'));
  const formula = textOf(at(config, 'formula'));
  const isV1 = (textOf(at(config, 'apiVersion')) ?? 'v1') === 'v1';
  if (query === undefined && queries.length === 0) return ['there is no query: give one, or several with a formula'];
  return [
    ...(query !== undefined && queries.length > 0
      ? ['there are both query and queries: the controller takes one']
      : []),
    ...(isV1 && query === undefined ? ['queries need apiVersion v2, v1 takes a query only'] : []),
    ...(isV1 && textOf(at(config, 'aggregator')) !== undefined
      ? ['an aggregator needs apiVersion v2, v1 takes the last point']
      : []),
    ...(formula !== undefined && queries.length === 0 ? ['a formula needs queries, each with a name'] : []),
    ...(formula === undefined && queries.length > 1
      ? [`${queries.length} queries need a formula that makes one value of them`]
      : []),
    ...(formula !== undefined && queries.length > 0
      ? formulaProblems(
          formula,
          queries.map(([name]) => name),
        )
      : []),
  ];
}

/** The queries with what they are called in messages. */
function queriesOf(config: Plain): [string, string][] {
  const query = textOf(at(config, 'query'));
  const only: [string, string][] = query === undefined ? [] : [['', query]];
  const named = entriesOf(at(config, 'queries')).map(([name, text]): [string, string] => [
    `${JSON.stringify(name)} `,
    textOf(text) ?? '',
  ]);
  return [...only, ...named];
}

/**
 * The queries that answer with a value per group, as problems: of v1 the controller takes the first series, that of
 * whichever group comes first; the answer of v2 has the names of the groups, where the controller up to 1.10 wants numbers
 * (argo-rollouts issue #4276).
 */
export function groupProblems(config: Plain): string[] {
  const formula = textOf(at(config, 'formula'));
  const effect =
    textOf(at(config, 'apiVersion')) === 'v2'
      ? 'the controller cannot read the answer of API v2 to that, so that each measurement is an error'
      : 'only the first group counts, whichever that is';
  return queriesOf(config)
    .filter(([, query]) => isGrouped(query, formula))
    .map(
      ([name]) =>
        `the query ${name}is grouped ("by {…}"), and ${effect}: leave the grouping out, so that there is one value, or ` +
        'narrow the query to one group',
    );
}

function durationProblems(config: Plain): string[] {
  return ['interval', 'requestTimeout'].flatMap((key) => {
    const text = textOf(at(config, key));
    if (text === undefined || text.includes('{{') || (goDurationSeconds(text) ?? 0) > 0) return [];
    return [`${key} takes a duration above 0 such as "30s", got ${JSON.stringify(text)}`];
  });
}
