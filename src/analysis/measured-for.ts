import { Duration } from 'cdk8s';
import { toGoDuration } from '../validation/numbers';
import { type Metric, measurementsOf } from './metric';

/** The metrics as they are measured for a duration: those that would never end get a count. */
export function measuredFor(metrics: readonly Metric[], duration: Duration | undefined): Metric[] {
  if (duration === undefined) return [...metrics];
  return metrics.map((metric) =>
    Number.isFinite(measurementsOf(metric)) ? metric : { ...metric, count: measurementsWithin(metric, duration) },
  );
}

/** What keeps metrics from coming to a verdict within a duration, as a list of problems. */
export function verdictProblems(metrics: readonly Metric[], duration: Duration | undefined): string[] {
  if (duration === undefined) return [];
  return metrics
    .filter((metric) => measurementsWithin(metric, duration) < measurementsForVerdict(metric))
    .map((metric) => {
      const taken = Math.max(0, measurementsWithin(metric, duration));
      const needed = measurementsForVerdict(metric);
      const least = delayOf(metric) + (needed - 1) * intervalOf(metric);
      return (
        `metric "${metric.name}" can never fail in ${toGoDuration(duration)}: there it takes ${taken} of the ${needed} ` +
        `measurements that make a verdict (initialDelay ${delayOf(metric)}s, interval ${intervalOf(metric)}s, failureLimit ` +
        `${metric.failureLimit ?? 0}); take a duration of at least ${toGoDuration(Duration.seconds(least))}`
      );
    });
}

// argo-rollouts utils/analysis/factory.go refuses a count below inconclusiveLimit, and lets one pass that cannot fail.
function measurementsForVerdict({ failureLimit = 0, inconclusiveLimit = 0 }: Metric): number {
  return Math.max(failureLimit + 1, inconclusiveLimit);
}

/** How many measurements a metric takes in a duration; all of them if it has a count. */
function measurementsWithin(metric: Metric, duration: Duration): number {
  const measurements = measurementsOf(metric);
  if (Number.isFinite(measurements)) return measurements;
  return Math.floor((duration.toSeconds() - delayOf(metric)) / intervalOf(metric)) + 1;
}

function delayOf({ initialDelay }: Metric): number {
  return initialDelay?.toSeconds() ?? 0;
}

function intervalOf({ interval }: Metric): number {
  return interval?.toSeconds() ?? 0;
}
