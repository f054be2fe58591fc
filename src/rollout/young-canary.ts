import { Duration } from 'cdk8s';
import type { Metric } from '../analysis/metric';
import { measurementsOf, toleratesEveryFailure } from '../analysis/metric-limits';
import { toGoDuration } from '../validation/numbers';
import type { BoundAnalysis } from './rollout-analysis';

/**
 * What keeps the metrics of an analysis that the release waits for from seeing the new version, as a list of problems.
 * @param age how many seconds the new version has been there when the analysis starts
 */
export function youngProblems({ metrics, dryRun }: Pick<BoundAnalysis, 'metrics' | 'dryRun'>, age: number): string[] {
  return metrics.filter(({ name }) => !dryRun.includes(name)).flatMap((metric) => youngCanaryProblems(metric, age));
}

/**
 * What keeps one metric from it, as a list of problems: too few measurements whose window lies within the life of the new
 * version. Before, the same Service had the requests of another one, or there were none.
 */
function youngCanaryProblems(metric: Metric, age: number): string[] {
  const { provider, initialDelay, interval, bothVersionsBecause } = metric;
  const measurements = measurementsOf(metric);
  const window = provider.window?.toSeconds({ integral: false }) ?? 0;
  const life = age + (initialDelay?.toSeconds() ?? 0);
  if (bothVersionsBecause !== undefined || life >= window || !Number.isFinite(measurements)) return [];
  const early = interval === undefined ? measurements : Math.ceil((window - life) / interval.toSeconds());
  const needed = toleratesEveryFailure(metric) ? 1 : (metric.failureLimit ?? 0) + 1;
  if (measurements - early >= needed) return [];
  return [
    `metric "${metric.name}" looks back ${inWords(window)}, and when it is first measured the new version has lived ` +
      `${inWords(life)}: of its ${measurements} measurement${measurements === 1 ? '' : 's'} ${Math.max(0, measurements - early)} see that ` +
      `version alone, and ${needed} have to fail; let a pause come before, give it an initialDelay of one window, or ask ` +
      'over a shorter one',
  ];
}

function inWords(seconds: number): string {
  return toGoDuration(Duration.seconds(Math.ceil(seconds)));
}
