import { at, numberOf, textOf } from '../../../manifest/plain';
import { ANY, type ResultType } from '../../conditions/result-type';
import type { ProviderModel } from '../../provider-model';

/** All that is known of New Relic as a metric provider. */
export const NEW_RELIC: ProviderModel = {
  folder: 'new-relic',
  name: 'New Relic',
  key: 'newRelic',
  argoRollouts: '0.10',
  known: ['the source of Argo Rollouts 1.10.2'],
  hasConditions: true,
  withoutData:
    'an aggregate of nothing is null, except for a count: comparing it is an error, as is a query without rows, and the ' +
    'fifth in a row aborts the release',
  secretsIn: 'controller',
  resultOf: (config) => resultOfQuery(textOf(at(config, 'query')) ?? ''),
  problems: (config) => [
    ...queryProblems(textOf(at(config, 'query')) ?? ''),
    ...timeoutProblems(numberOf(at(config, 'timeout'))),
  ],
};

// argo-rollouts metricproviders/newrelic/newrelic.go: one row is an object, several are a list of them.
function resultOfQuery(query: string): ResultType {
  const hasOneRow = AGGREGATE.test(query) && !SEVERAL_ROWS.test(query);
  return hasOneRow ? { is: 'object' } : ANY;
}

const AGGREGATE =
  /\bselect\s+(apdex|average|count|earliest|latest|max|median|min|percentage|percentile|rate|stddev|sum|uniqueCount)\s*\(/i;

const SEVERAL_ROWS = /\b(facet|timeseries|compare\s+with)\b/i;

function queryProblems(query: string): string[] {
  if (query.trim() === '') return ['the query is empty'];
  const missing = ['SELECT', 'FROM'].filter((clause) => !new RegExp(`\\b${clause}\\b`, 'i').test(query));
  if (missing.length === 0 || query.includes('{{')) return [];
  return [
    `the query is no NRQL that measures something, it has no ${missing.join(' and no ')}: take one such as ` +
      "SELECT percentage(count(*), WHERE httpResponseCode >= 500) AS errors FROM Transaction WHERE appName = 'shop'",
  ];
}

function timeoutProblems(timeout: number | undefined): string[] {
  if (timeout === undefined || timeout > 0) return [];
  return [`timeout takes whole seconds, at least 1, got ${timeout}`];
}
