import { at, textOf } from '../../../manifest/plain';
import { ANY } from '../../conditions/result-type';
import type { ProviderModel } from '../../provider-model';

/** All that is known of InfluxDB as a metric provider. */
export const INFLUXDB: ProviderModel = {
  folder: 'influxdb',
  name: 'InfluxDB',
  key: 'influxdb',
  argoRollouts: '1.3',
  known: ['the source of Argo Rollouts 1.10.2'],
  hasConditions: true,
  withoutData:
    'no row is an error, and the fifth in a row aborts the release; a row without a `_value` is nil in `result`',
  secretsIn: 'controller',
  // argo-rollouts metricproviders/influxdb/influxdb.go: the _value of each row of each table.
  resultOf: () => ({ is: 'list', of: ANY }),
  problems: (config) => queryProblems(textOf(at(config, 'query')) ?? ''),
};

function queryProblems(query: string): string[] {
  if (query.trim() === '') return ['the query is empty'];
  const [filledIn] = /\bv\.(timeRangeStart|timeRangeStop|windowPeriod)\b/.exec(query) ?? [];
  if (filledIn !== undefined && !/\bv\s*=/.test(query)) {
    return [
      `the query has ${filledIn}, which InfluxDB's own pages fill in and the controller does not: write a duration such as -5m`,
    ];
  }
  if (!/\bfrom\s*\(\s*bucket/.test(query) || /\brange\s*\(/.test(query)) return [];
  return [
    'the query reads a bucket without a range, which InfluxDB refuses: add |> range(start: -5m) or another one after from(…)',
  ];
}
