import type { Duration } from 'cdk8s';
import type { AnalysisTemplateSpecMetricsProviderPrometheusRangeQuery } from '../../../../imports/argoproj.io';
import { durationProblems, toGoDuration } from '../../../validation/numbers';

/** The range of a range query: from when to when a measurement asks, and in which steps. */
export interface PrometheusRange {
  /** How long before the measurement the range begins, in whole seconds. */
  readonly start: Duration;

  /**
   * How long before the measurement the range ends, in whole seconds.
   * @default - at the measurement
   */
  readonly end?: Duration;

  /** The time from one value to the next, in whole seconds. */
  readonly step: Duration;
}

/** What is wrong with a range, as a list of problems. */
export function rangeProblems({ start, end, step }: PrometheusRange): string[] {
  const wrong = [
    ...durationProblems('start', start),
    ...(end === undefined ? [] : durationProblems('end', end)),
    ...durationProblems('step', step),
  ];
  if (wrong.length > 0) return wrong;
  const length = start.toSeconds() - (end?.toSeconds() ?? 0);
  if (length <= 0) {
    return [
      `the range ends ${end && toGoDuration(end)} before the measurement (end), and has to begin before that, got ` +
        `${toGoDuration(start)} (start)`,
    ];
  }
  if (step.toSeconds() > length) {
    return [`step takes at most the length of the range (${length}s), got ${toGoDuration(step)}`];
  }
  // prometheus web/api/v1/api.go.
  if (length / step.toSeconds() > MOST_POINTS) {
    return [
      `a range of ${length}s in steps of ${toGoDuration(step)} is more than the ${MOST_POINTS} values that Prometheus gives ` +
        'out per series: take a longer step',
    ];
  }
  return [];
}

/** The range as the controller takes it, in its expression language. */
export function toRangeQuery({
  start,
  end,
  step,
}: PrometheusRange): AnalysisTemplateSpecMetricsProviderPrometheusRangeQuery {
  return { start: ago(start), end: end === undefined ? 'now()' : ago(end), step: toGoDuration(step) };
}

function ago(duration: Duration): string {
  return `now() - duration("${toGoDuration(duration)}")`;
}

const MOST_POINTS = 11_000;
