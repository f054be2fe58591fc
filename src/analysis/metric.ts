import type { AnalysisTemplateSpecMetrics } from '../../imports/argoproj.io';
import { durationProblems, toGoDuration } from '../validation/numbers';
import { placeholdersOf } from './analysis-argument';
import { metricConditionProblems } from './metric-conditions';
import { limitProblems, type MetricLimits } from './metric-limits';
import type { IMetricProvider } from './metric-provider';

/** One thing that an analysis measures again and again, and what makes it fail. */
export interface Metric extends MetricLimits {
  /** The name of the metric, unique in its analysis. */
  readonly name: string;

  /** The question that is asked at each measurement. */
  readonly provider: IMetricProvider;

  /**
   * When a measurement is successful, in Argo's expression language: `result[0] >= 0.99`.
   * @default - a measurement that is not failed is successful
   */
  readonly successCondition?: string;

  /**
   * When a measurement is failed. With both conditions, a measurement for which neither holds is inconclusive.
   * @default - a measurement that is not successful is failed
   */
  readonly failureCondition?: string;

  /**
   * Why it is right that this metric measures the stable and the new version together. A metric that names neither the
   * canary's Service nor its pods is refused without such a reason.
   * @default - the metric has to be about the canary alone
   */
  readonly bothVersionsBecause?: string;
}

/** What is wrong with a metric, whatever it is used for, as a list of problems. */
export function metricProblems(metric: Metric): string[] {
  const what = `metric "${metric.name}"`;
  return [
    ...(metric.name === '' ? ['a metric has an empty name'] : []),
    ...(placeholdersOf(metric.name).length === 0
      ? []
      : [`${what}: the name takes no argument, rules for single metrics could not find it`]),
    ...(metric.interval === undefined ? [] : durationProblems(`${what}: interval`, metric.interval)),
    ...(metric.initialDelay === undefined ? [] : durationProblems(`${what}: initialDelay`, metric.initialDelay)),
    ...limitProblems(metric).map((problem) => `${what}: ${problem}`),
    ...presenceProblems(metric).map((problem) => `${what} ${problem}`),
    ...metricConditionProblems(metric, metric.provider).map((problem) => `${what}: ${problem}`),
    ...windowProblems(metric).map((problem) => `${what} ${problem}`),
    ...metric.provider.problems(metric).map((problem) => `${what}: ${problem}`),
  ];
}

/** Everything of a metric in which `{{args.…}}` may stand. */
export function placesOfArguments({ provider, successCondition, failureCondition }: Metric): string {
  return JSON.stringify([provider.toProvider(), successCondition, failureCondition]);
}

/** A metric as an AnalysisTemplate takes it. */
export function toMetric(metric: Metric): AnalysisTemplateSpecMetrics {
  return {
    name: metric.name,
    initialDelay: metric.initialDelay && toGoDuration(metric.initialDelay),
    interval: metric.interval && toGoDuration(metric.interval),
    count: metric.count,
    successCondition: metric.successCondition,
    failureCondition: metric.failureCondition,
    failureLimit: metric.failureLimit,
    inconclusiveLimit: metric.inconclusiveLimit,
    consecutiveErrorLimit: metric.consecutiveErrorLimit,
    consecutiveSuccessLimit: metric.consecutiveSuccessLimit,
    provider: metric.provider.toProvider(),
  };
}

function presenceProblems({
  provider: { hasConditions = true },
  successCondition,
  failureCondition,
}: Metric): string[] {
  const given = Object.entries({ successCondition, failureCondition }).filter(
    ([, condition]) => condition !== undefined,
  );
  if (hasConditions && given.length === 0) {
    return ['has no condition, so every measurement is successful and it can never fail: give it a successCondition'];
  }
  if (hasConditions) return [];
  return given.map(
    ([field]) =>
      `has a ${field}, which the controller ignores: its provider itself says how a measurement went; leave it out`,
  );
}

// A rate needs two samples.
function windowProblems({ provider: { window, scrapeInterval } }: Metric): string[] {
  if (window === undefined || scrapeInterval === undefined) return [];
  const [looksBack, scrapes] = [window, scrapeInterval].map((one) => one.toSeconds({ integral: false }));
  if (looksBack === undefined || scrapes === undefined || looksBack >= 2 * scrapes) return [];
  return [
    `looks back ${looksBack}s, and what it asks for is scraped every ${scrapes}s: a window shorter than two scrapes has no ` +
      'rate; look back over four, or say in scrapeInterval that it is scraped more often',
  ];
}
