import { Duration } from 'cdk8s';
import { toGoDuration } from '../validation/numbers';
import type { Metric } from './metric';
import { measurementsForVerdict, measurementsOf, toleratesEveryFailure } from './metric-limits';

/** The metrics as they are measured for a duration: those that would never end get a count. */
export function measuredFor(metrics: readonly Metric[], duration: Duration | undefined): Metric[] {
  if (duration === undefined) return [...metrics];
  return metrics.map((metric) =>
    Number.isFinite(measurementsOf(metric)) ? metric : { ...metric, count: measurementsWithin(metric, duration) },
  );
}

/** What keeps metrics from coming to a verdict within a duration, or without one at all, as a list of problems. */
export function verdictProblems(metrics: readonly Metric[], duration: Duration | undefined): string[] {
  if (duration === undefined) return metrics.filter(neverFails).map(endlessText);
  return metrics
    .filter((metric) => measurementsWithin(metric, duration) < measurementsForVerdict(metric))
    .map((metric) => {
      const taken = Math.max(0, measurementsWithin(metric, duration));
      const needed = measurementsForVerdict(metric);
      const least = delayOf(metric) + (needed - 1) * intervalOf(metric);
      return (
        `metric "${metric.name}" can never fail in ${toGoDuration(duration)}: there it takes ${taken} of the ${needed} ` +
        `measurements that make a verdict (initialDelay ${delayOf(metric)}s, interval ${intervalOf(metric)}s, failureLimit ` +
        `${metric.failureLimit ?? 0}${successLimitText(metric)}); take a duration of at least ${toGoDuration(Duration.seconds(least))}`
      );
    });
}

/** How long a metric takes if none of its measurements fails, in seconds; infinite for one without end. */
export function secondsOf(metric: Metric): number {
  const measurements = metric.consecutiveSuccessLimit ?? measurementsOf(metric);
  return delayOf(metric) + (measurements - 1) * intervalOf(metric);
}

/** How many measurements a metric takes in a duration; all of them if it has a count. */
function measurementsWithin(metric: Metric, duration: Duration): number {
  const measurements = measurementsOf(metric);
  if (Number.isFinite(measurements)) return measurements;
  return Math.floor((duration.toSeconds() - delayOf(metric)) / intervalOf(metric)) + 1;
}

// With failureLimit -1 only the count makes it fail.
function neverFails(metric: Metric): boolean {
  return toleratesEveryFailure(metric) && !Number.isFinite(measurementsOf(metric));
}

function endlessText({ name, consecutiveSuccessLimit }: Metric): string {
  return (
    `metric "${name}" can never fail: failureLimit -1 tolerates every failure, and without an end it is measured until ` +
    `${consecutiveSuccessLimit} in a row are good; give it a count, or its place in the rollout a duration`
  );
}

function successLimitText({ consecutiveSuccessLimit }: Metric): string {
  return consecutiveSuccessLimit === undefined ? '' : `, consecutiveSuccessLimit ${consecutiveSuccessLimit}`;
}

function delayOf({ initialDelay }: Metric): number {
  return initialDelay?.toSeconds() ?? 0;
}

function intervalOf({ interval }: Metric): number {
  return interval?.toSeconds() ?? 0;
}
