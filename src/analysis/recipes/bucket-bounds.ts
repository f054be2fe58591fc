import type { Duration } from 'cdk8s';
import { type LatencyMetric, LatencyUnit, type RequestMetrics } from '../requests/request-metrics';

/** In which buckets latencies are counted, where it is not as the source does by itself. */
export interface BucketBoundsOptions {
  /**
   * The bounds of the buckets, ascending and without the infinite one, where the source was told others than its own, as by
   * Traefik's `--metrics.prometheus.buckets`, or where they are not known.
   * @default - those that the source has unless it is told otherwise
   */
  readonly bounds?: Duration[];
}

/** A latency in the unit of a source. */
export function inUnitOf({ unit }: LatencyMetric, latency: Duration): number {
  const millis = millisOf(latency);
  return unit === LatencyUnit.MILLISECONDS ? millis : millis / 1000;
}

/**
 * What keeps a source from telling which requests took longer than a threshold, as a list of problems.
 *
 * Of a request a histogram knows the bucket only. On a bound a threshold is exact, between two of them a guess, and above
 * the highest one nothing is ever measured.
 */
export function bucketBoundsProblems(
  what: string,
  threshold: Duration,
  { source, latency }: RequestMetrics,
  { bounds: told }: BucketBoundsOptions,
): string[] {
  if (latency === undefined) {
    return [
      `requests (${source}) have no latency: take the requests of a source that measures it, such as the canary's pods`,
    ];
  }
  const bounds =
    told?.map(millisOf) ?? latency.bounds?.map((bound) => (latency.unit === LatencyUnit.SECONDS ? 1000 : 1) * bound);
  if (bounds === undefined) {
    return [
      `${what} is ${inWords(millisOf(threshold))}, and the bounds of the buckets (${source}) are not known: say in bounds which ` +
        'there are; above the highest one a latency is never measured, and between two of them it is a guess',
    ];
  }
  const wrong = ascendingProblems(bounds);
  return wrong.length > 0 ? wrong : placeProblems(what, millisOf(threshold), bounds, source);
}

function ascendingProblems(bounds: readonly number[]): string[] {
  const ascend = bounds.every((bound, index) => bound > (bounds[index - 1] ?? 0));
  if (ascend && bounds.length > 0) return [];
  return [
    `bounds takes at least one duration, each longer than the one before, got ${bounds.map(inWords).join(', ') || 'none'}`,
  ];
}

function placeProblems(what: string, threshold: number, bounds: readonly number[], source: string): string[] {
  if (bounds.some((bound) => isSame(bound, threshold))) return [];
  const above = bounds.find((bound) => bound > threshold);
  const below = bounds.filter((bound) => bound < threshold).at(-1) ?? 0;
  const place =
    above === undefined
      ? `above the highest bound of the buckets (${source}), and nothing is ever measured there: the gate could not fail`
      : `between two bounds of the buckets (${source}), ${inWords(below)} and ${inWords(above)}: all that is measured there is a ` +
        `guess, up to ${inWords(above - below)} off`;
  return [
    `${what} is ${inWords(threshold)}, ${place}. Take one of ${bounds.map(inWords).join(', ')}, or tell the source to count in ` +
      'other buckets and say so in bounds',
  ];
}

function millisOf(duration: Duration): number {
  return duration.toMilliseconds({ integral: false });
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6;
}

function inWords(millis: number): string {
  const rounded = Number(millis.toFixed(3));
  return rounded < 1000 ? `${rounded}ms` : `${rounded / 1000}s`;
}
