import type { Duration } from 'cdk8s';
import { wholeNumberProblems } from '../validation/numbers';
import { type CountLimits, canFail, countOf, DEFAULT_ERROR_LIMIT, ERROR_RETRY_SECONDS } from './assessment';

/** When a metric is measured, and what it tolerates before it fails. */
export interface MetricLimits extends CountLimits {
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
}

/** How many measurements a metric takes if none fails; infinite for one that runs as long as the release. */
export function measurementsOf(limits: MetricLimits): number {
  return countOf(limits, limits.interval !== undefined);
}

/** How many errors of its provider in a row a metric tolerates, and how long they last. */
export function toleratedErrorsOf({ consecutiveErrorLimit: errors = DEFAULT_ERROR_LIMIT }: MetricLimits) {
  return { errors, seconds: errors * ERROR_RETRY_SECONDS };
}

/** Whether failed measurements alone never end a metric. */
export function toleratesEveryFailure({ failureLimit }: MetricLimits): boolean {
  return failureLimit === EVERY_FAILURE;
}

/**
 * How many measurements a metric has to be allowed to take, so that it can fail and the controller takes its limits.
 *
 * The controller refuses a count that is too small for the limits together (argo-rollouts utils/analysis/factory.go), and
 * lets one pass that cannot fail.
 */
export function measurementsForVerdict(limits: MetricLimits): number {
  const { failureLimit = 0, inconclusiveLimit = 0, consecutiveSuccessLimit = 0 } = limits;
  const tolerated = toleratesEveryFailure(limits) ? 0 : failureLimit;
  return Math.max(tolerated + Math.max(1, consecutiveSuccessLimit), inconclusiveLimit);
}

/**
 * What is wrong with the limits of a metric, as a list of problems: argo-rollouts utils/analysis/factory.go (limits
 * against count) and analysis/analysis.go (a metric fails when its failures exceed the limit; on reaching count it is
 * Successful, failures or not).
 */
export function limitProblems(limits: MetricLimits): string[] {
  const problems = rangeProblems(limits);
  if (problems.length > 0) return problems;
  const { count, interval, failureLimit = 0, inconclusiveLimit = 0 } = limits;
  const measurements = measurementsOf(limits);
  return [
    ...(measurements > 1 && interval === undefined
      ? [`count ${count} needs an interval between the measurements`]
      : []),
    ...(limits.consecutiveSuccessLimit === undefined && !canFail(limits, interval !== undefined)
      ? [
          `it can never fail: of ${times(measurements)} (count) ${failureLimit} may fail (failureLimit), and only failure ` +
            `number ${failureLimit + 1} would abort; take a failureLimit below ${measurements}`,
        ]
      : []),
    ...successLimitProblems(limits),
    ...(inconclusiveLimit > measurements
      ? [`inconclusiveLimit ${inconclusiveLimit} is above count ${measurements}: the controller refuses it`]
      : []),
  ];
}

const EVERY_FAILURE = -1;

function rangeProblems(limits: MetricLimits): string[] {
  const { count, failureLimit = 0, inconclusiveLimit = 0, consecutiveErrorLimit = 0, consecutiveSuccessLimit } = limits;
  const whole = (what: string, value: number, least: number) =>
    wholeNumberProblems(what, value, least, Number.MAX_SAFE_INTEGER);
  return [
    ...(count === undefined ? [] : whole('count', count, 1)),
    ...(toleratesEveryFailure(limits) && consecutiveSuccessLimit !== undefined
      ? []
      : whole('failureLimit', failureLimit, 0).map((problem) =>
          toleratesEveryFailure(limits)
            ? `${problem}: it tolerates every failure, give it a consecutiveSuccessLimit that has to be reached`
            : problem,
        )),
    ...whole('inconclusiveLimit', inconclusiveLimit, 0),
    ...whole('consecutiveErrorLimit', consecutiveErrorLimit, 0),
    ...(consecutiveSuccessLimit === undefined ? [] : whole('consecutiveSuccessLimit', consecutiveSuccessLimit, 1)),
  ];
}

function successLimitProblems(limits: MetricLimits): string[] {
  const { failureLimit = 0, consecutiveSuccessLimit } = limits;
  if (consecutiveSuccessLimit === undefined) return [];
  const needed = (toleratesEveryFailure(limits) ? 0 : failureLimit) + consecutiveSuccessLimit;
  const measurements = measurementsOf(limits);
  if (measurements >= needed) return [];
  const both = toleratesEveryFailure(limits) ? '' : ` with failureLimit ${failureLimit}`;
  return [
    `consecutiveSuccessLimit ${consecutiveSuccessLimit}${both} takes at least ${times(needed)} (count), got ${measurements}: the ` +
      'controller refuses fewer',
  ];
}

function times(measurements: number): string {
  return `${measurements} measurement${measurements === 1 ? '' : 's'}`;
}
