import { goDurationSeconds } from '../../../manifest/go-duration';
import { at, isThere, listOf, type Plain, textOf, wordOf } from '../../../manifest/plain';
import { ANY } from '../../conditions/result-type';
import type { ProviderModel } from '../../provider-model';

/** All that is known of Amazon CloudWatch as a metric provider. */
export const CLOUD_WATCH: ProviderModel = {
  folder: 'cloud-watch',
  name: 'CloudWatch',
  key: 'cloudWatch',
  argoRollouts: '1.1',
  known: ['argo-rollouts metricproviders/cloudwatch/cloudwatch.go', 'Amazon CloudWatch API GetMetricData'],
  hasConditions: true,
  withoutData:
    '`result[0].Values` is an empty list: an index into it is an error, and `all(…)` over it is true: say what ' +
    '`len(result[0].Values) == 0` means',
  // One for each query that returns data, in their order.
  resultOf: () => ({ is: 'list', of: ANY }),
  problems: (config) => {
    const queries = listOf(at(config, 'metricDataQueries'));
    if (queries.length === 0)
      return ['metricDataQueries is empty: CloudWatch refuses that, ask for at least one metric'];
    const interval = textOf(at(config, 'interval'));
    return [
      ...(interval === undefined || interval.includes('{{') || (goDurationSeconds(interval) ?? 0) > 0
        ? []
        : [
            `interval takes a duration such as "5m", got ${JSON.stringify(interval)}: each measurement would be an error`,
          ]),
      ...queries.flatMap((query, index) => queryProblems(query, `metricDataQueries[${index}]`)),
      ...repeatedIds(queries).map((id) => `two of metricDataQueries have the id "${id}": CloudWatch refuses that`),
      ...(queries.every((query) => at(query, 'returnData') === false)
        ? ['none of metricDataQueries returns data (returnData): CloudWatch refuses that, let the first one do so']
        : []),
    ];
  },
};

function queryProblems(query: Plain, where: string): string[] {
  const id = textOf(at(query, 'id'));
  const kinds = ['metricStat', 'expression'].filter((key) => isThere(at(query, key)));
  return [
    ...(id !== undefined && (/^[a-z]\w{0,254}$/.test(id) || id.includes('{{'))
      ? []
      : [`${where}.id takes letters, digits and "_", the first a small letter, got ${JSON.stringify(id ?? '')}`]),
    ...(kinds.length === 1
      ? []
      : [`${where} takes one of metricStat and expression, got ${kinds.length === 0 ? 'neither' : 'both'}`]),
    ...periodProblems(at(query, 'period'), `${where}.period`),
    ...(isThere(at(query, 'metricStat')) ? statProblems(at(query, 'metricStat'), `${where}.metricStat`) : []),
  ];
}

function statProblems(metricStat: Plain, where: string): string[] {
  const stat = textOf(at(metricStat, 'stat')) ?? '';
  const unit = textOf(at(metricStat, 'unit'));
  return [
    ...['namespace', 'metricName']
      .filter((key) => textOf(at(metricStat, 'metric', key)) === undefined)
      .map((key) => `${where}.metric.${key} is missing: CloudWatch refuses the query without it`),
    ...(isThere(at(metricStat, 'period'))
      ? periodProblems(at(metricStat, 'period'), `${where}.period`)
      : [`${where}.period is missing: CloudWatch refuses the query without it`]),
    ...(STAT.test(stat) || stat.includes('{{')
      ? []
      : [`${where}.stat takes a statistic such as "Sum", "Average" or "p95", got ${JSON.stringify(stat)}`]),
    ...(unit === undefined || UNIT.test(unit) || unit.includes('{{')
      ? []
      : [
          `${where}.unit takes a unit of CloudWatch such as "Count", "Seconds" or "Percent", got ${JSON.stringify(unit)}`,
        ]),
  ];
}

function periodProblems(period: Plain, where: string): string[] {
  const text = wordOf(period ?? '');
  if (!isThere(period) || text.includes('{{')) return [];
  // The controller reads any other text as 0 (k8s.io/apimachinery util/intstr).
  if (!/^\d+$/.test(text)) return [`${where} takes seconds as a number such as 60, got ${JSON.stringify(text)}`];
  const seconds = Number(text);
  if (HIGH_RESOLUTION.includes(seconds) || (seconds > 0 && seconds % 60 === 0)) return [];
  return [
    `${where} takes whole minutes, or ${HIGH_RESOLUTION.join(', ')} seconds for a metric of high resolution, got ${seconds} seconds`,
  ];
}

function repeatedIds(queries: readonly Plain[]): string[] {
  const ids = queries.flatMap((query) => textOf(at(query, 'id')) ?? []);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

const HIGH_RESOLUTION: readonly number[] = [1, 5, 10, 20, 30];
const STAT =
  /^(SampleCount|Average|Sum|Minimum|Maximum|IQM|(p|tm|ts|tc|wm)(\d{1,2}(\.\d+)?|100)|(TM|TS|TC|WM|PR)\(.*\))$/;
const UNIT =
  /^(Seconds|Microseconds|Milliseconds|Percent|None|((Kilo|Mega|Giga|Tera)?(bits|bytes)|Bits|Bytes|Count)(\/Second)?)$/;
