import { type MeasurementPhase, measurementOf } from '../analysis/conditions/measurement';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, entriesOf, listOf, textOf, wordOf } from '../manifest/plain';
import type { MeasuredMetric } from '../release/measured-metric';
import { type Measurement, measurementsOf } from '../release/measurements';
import { metricsThatEvaluate } from './measured-conditions';
import { isRatio, type MeasuredQuery, measuredQueries } from './measured-queries';
import { type QueryAnswer, queryAnswer } from './query-answer';
import { NO_REQUESTS, NO_SERIES } from './request-worlds';

/** What a metric comes to when there is nothing to measure. */
export interface WithoutData {
  /** The metric, and where it is measured. */
  readonly measurement: Measurement;

  /** The way to what it asks, in the template. */
  readonly path: ManifestPath;

  /** Where nothing at all is known. */
  readonly unknown: EmptyMeasurement;

  /** Where it is known that there are no requests; undefined where that depends on what else is there. */
  readonly idle?: EmptyMeasurement;

  /** Whether it says something of requests only while there are some: a share, or a quantile of their times. */
  readonly isRatio: boolean;
}

/** A measurement without data. */
export interface EmptyMeasurement {
  /** What `result` is. */
  readonly result: unknown;

  /** What it comes to. */
  readonly phase: MeasurementPhase;
}

/** What the metrics of a set come to without data, as far as their conditions can be evaluated and their queries read. */
export function withoutData(set: ManifestSet): readonly WithoutData[] {
  return set.derive(makeWithoutData);
}

/** What a metric comes to if its query answers so; undefined where that is not known. */
export function emptyMeasurement(
  set: ManifestSet,
  metric: MeasuredMetric,
  answer: QueryAnswer,
): EmptyMeasurement | undefined {
  if (answer === 'unknown') return undefined;
  if (metric.result.is === 'list') return measured(set, metric, answer === 'empty' ? [] : [answer]);
  return metric.result.is === 'number' && answer !== 'empty' ? measured(set, metric, answer) : undefined;
}

function makeWithoutData(set: ManifestSet): WithoutData[] {
  const evaluate = metricsThatEvaluate(set);
  const queries = new Map(measuredQueries(set).map((query) => [query.measurement.metric, query]));
  return measurementsOf(set).flatMap((measurement) => {
    if (!evaluate.has(measurement.metric)) return [];
    const query = queries.get(measurement.metric);
    return query === undefined ? ofOtherProvider(set, measurement) : ofQuery(set, query);
  });
}

function ofQuery(set: ManifestSet, { measurement, path, expression }: MeasuredQuery): WithoutData[] {
  const { metric } = measurement;
  const unknown = emptyMeasurement(set, metric, queryAnswer(expression, NO_SERIES));
  if (unknown === undefined) return [];
  const idle = emptyMeasurement(set, metric, queryAnswer(expression, NO_REQUESTS));
  return [{ measurement, path, unknown, idle, isRatio: isRatio(expression) }];
}

// Of the other providers these hand over something that the conditions can tell from data.
function ofOtherProvider(set: ManifestSet, measurement: Measurement): WithoutData[] {
  const { metric } = measurement;
  const { provider, config, path } = metric;
  const place = [...path, 'provider', provider?.key ?? ''];
  if (provider?.key === 'datadog') {
    const texts = [
      at(config, 'query'),
      at(config, 'formula'),
      ...entriesOf(at(config, 'queries')).map(([, text]) => text),
    ];
    const isShare = texts.some((text) =>
      textOf(text)
        ?.replace(/\{[^{}]*\}/g, '')
        .includes('/'),
    );
    return [{ measurement, path: place, unknown: measured(set, metric, null), isRatio: isShare }];
  }
  if (provider?.key === 'graphite') {
    // A series that is there may have no points; one that is not is an error, whatever the conditions say.
    const query = wordOf(at(config, 'query') ?? '');
    const unknown = FILLS_UP.test(query) ? undefined : measured(set, metric, []);
    const isShare = /\b(asPercent|divideSeries\w*|average\w*|percentile\w*)\(/.test(query);
    return unknown === undefined || unknown.phase === 'Error'
      ? []
      : [{ measurement, path: place, unknown, isRatio: isShare }];
  }
  if (provider?.key !== 'cloudWatch') return [];
  const returned = listOf(at(config, 'metricDataQueries')).filter((query) => at(query, 'returnData') !== false);
  const isShare = returned.some((query) => !/^(Sum|SampleCount)$/.test(wordOf(at(query, 'metricStat', 'stat') ?? '')));
  const unknown = measured(
    set,
    metric,
    returned.map((query) => ({ Id: at(query, 'id') ?? '', Label: '', Timestamps: [], Values: [] })),
  );
  return [{ measurement, path: place, unknown, isRatio: isShare }];
}

// Functions of Graphite by which there are points where there were none.
const FILLS_UP = /\b(transformNull|keepLastValue|fallbackSeries|constantLine)\(/;

function measured(set: ManifestSet, metric: MeasuredMetric, result: unknown): EmptyMeasurement {
  const known = set.derive(knownPhases);
  const { successCondition, failureCondition, result: type } = metric;
  // Few conditions and fewer results, in however many templates; NaN is no JSON.
  const key = JSON.stringify([successCondition, failureCondition, type, result, wordOf(result)]);
  const phase = known.get(key) ?? measurementOf(successCondition, failureCondition, result, type);
  known.set(key, phase);
  return { result, phase };
}

function knownPhases(): Map<string, MeasurementPhase> {
  return new Map();
}
