import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, textOf } from '../manifest/plain';
import { type Measurement, measurementsOf } from '../release/measurements';
import { promqlOf } from '../release/queries';
import { type PromqlExpression, promqlExpression, promqlParts } from './promql-expression';

/** A query of Prometheus that a metric asks. */
export interface MeasuredQuery {
  /** The metric, and where it is measured. */
  readonly measurement: Measurement;

  /** The way to the query in the template. */
  readonly path: ManifestPath;

  /** The query, with the arguments put in. */
  readonly text: string;

  /** What it asks. */
  readonly expression: PromqlExpression;
}

/** The queries of Prometheus of all metrics, as far as they can be read. */
export function measuredQueries(set: ManifestSet): readonly MeasuredQuery[] {
  return set.derive(makeQueries);
}

/** Whether a query divides, or reads a quantile: it says something of requests only while there are some. */
export function isRatio(expression: PromqlExpression): boolean {
  return promqlParts(expression).some(
    (part) =>
      (part.is === 'operation' && part.operator === '/') || (part.is === 'call' && part.name === 'histogram_quantile'),
  );
}

/** The longest time that a query looks back, in seconds; undefined where it does not, or an argument decides it. */
export function windowSecondsOf(expression: PromqlExpression): number | undefined {
  const windows = promqlParts(expression).flatMap((part) => (part.is === 'selector' ? (part.windowSeconds ?? []) : []));
  const longest = Math.max(...windows);
  return Number.isFinite(longest) ? longest : undefined;
}

function makeQueries(set: ManifestSet): MeasuredQuery[] {
  const known = new Map<string, PromqlExpression | undefined>();
  const read = (text: string): PromqlExpression | undefined => {
    if (!known.has(text)) known.set(text, promqlExpression(text, promqlOf(set)));
    return known.get(text);
  };
  return measurementsOf(set).flatMap((measurement) => {
    const { metric } = measurement;
    const text = metric.provider?.key === 'prometheus' ? textOf(at(metric.config, 'query')) : undefined;
    const expression = text === undefined ? undefined : read(text);
    if (text === undefined || expression === undefined) return [];
    return [{ measurement, path: [...metric.path, 'provider', 'prometheus', 'query'], text, expression }];
  });
}
