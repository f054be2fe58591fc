import type { Duration } from 'cdk8s';
import type { AnalysisTemplateSpecMetrics } from '../../imports/argoproj.io';
import { durationProblems, toGoDuration, wholeNumberProblems } from '../validation/numbers';
import type { IMetricProvider } from './metric-provider';

/** One thing that an analysis measures again and again, and what makes it fail. */
export interface Metric {
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
   * The time from one measurement to the next, in whole seconds.
   * @default - one measurement only
   */
  readonly interval?: Duration;

  /**
   * The time from the start of the analysis to the first measurement, in whole seconds.
   * @default - measured at once
   */
  readonly initialDelay?: Duration;

  /**
   * After how many measurements the metric is Successful. Leave it out in a background analysis, which measures until
   * the release is over.
   * @default - without end if there is an interval, else 1
   */
  readonly count?: number;

  /**
   * How many failed measurements are tolerated, in any order: with N the N+1st aborts the release.
   * @default 0
   */
  readonly failureLimit?: number;

  /**
   * How many inconclusive measurements are tolerated: with N the N+1st pauses the rollout for a person.
   * @default 0
   */
  readonly inconclusiveLimit?: number;

  /**
   * How many errors of the provider in a row are tolerated; it is asked again after 10 seconds each, so with N a
   * provider that is down aborts a good version N × 10 seconds after its first error.
   * @default 4
   */
  readonly consecutiveErrorLimit?: number;

  /**
   * Why it is right that this metric measures the stable and the new version together. A metric that names neither the
   * canary's Service nor its pods is refused without such a reason.
   * @default - the metric has to be about the canary alone
   */
  readonly bothVersionsBecause?: string;
}

/** How many measurements a metric takes if none fails; infinite for one that runs as long as the release. */
export function measurementsOf(metric: Metric): number {
  if (metric.count !== undefined && metric.count > 0) return metric.count;
  return metric.interval === undefined ? 1 : Number.POSITIVE_INFINITY;
}

/** What is wrong with a metric, whatever it is used for, as a list of problems. */
export function metricProblems(metric: Metric): string[] {
  const what = `metric "${metric.name}"`;
  return [
    ...(metric.name === '' ? ['a metric has an empty name'] : []),
    ...(metric.interval === undefined ? [] : durationProblems(`${what}: interval`, metric.interval)),
    ...(metric.initialDelay === undefined ? [] : durationProblems(`${what}: initialDelay`, metric.initialDelay)),
    ...limitProblems(metric).map((problem) => `${what}: ${problem}`),
    ...(metric.successCondition === undefined && metric.failureCondition === undefined
      ? [
          `${what} has no condition, so every measurement is successful and it can never fail: give it a ` +
            'successCondition',
        ]
      : []),
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
    provider: metric.provider.toProvider(),
  };
}

// argo-rollouts utils/analysis/factory.go (limits against count) and analysis/analysis.go (a metric fails when its
// failures exceed the limit; on reaching count it is Successful, failures or not).
function limitProblems({
  count,
  interval,
  failureLimit = 0,
  inconclusiveLimit,
  consecutiveErrorLimit,
}: Metric): string[] {
  const problems = [
    ...(count === undefined ? [] : wholeNumberProblems('count', count, 1, Number.MAX_SAFE_INTEGER)),
    ...wholeNumberProblems('failureLimit', failureLimit, 0, Number.MAX_SAFE_INTEGER),
    ...wholeNumberProblems('inconclusiveLimit', inconclusiveLimit ?? 0, 0, Number.MAX_SAFE_INTEGER),
    ...wholeNumberProblems('consecutiveErrorLimit', consecutiveErrorLimit ?? 0, 0, Number.MAX_SAFE_INTEGER),
  ];
  if (problems.length > 0) return problems;
  const measurements = count ?? (interval === undefined ? 1 : Number.POSITIVE_INFINITY);
  if (measurements > 1 && interval === undefined)
    problems.push(`count ${count} needs an interval between the measurements`);
  if (failureLimit >= measurements) {
    problems.push(
      `it can never fail: of ${measurements} measurement${measurements === 1 ? '' : 's'} (count) ${failureLimit} may fail ` +
        `(failureLimit), and only failure number ${failureLimit + 1} would abort; take a failureLimit below ${measurements}`,
    );
  }
  if (inconclusiveLimit !== undefined && inconclusiveLimit > measurements) {
    problems.push(`inconclusiveLimit ${inconclusiveLimit} is above count ${measurements}: the controller refuses it`);
  }
  return problems;
}
