import type { MeasurementPhase } from './conditions/measurement';

/** How many measurements a metric takes, and what it tolerates before it fails. */
export interface CountLimits {
  /**
   * After how many measurements the metric ends: Successful, unless it has a `consecutiveSuccessLimit`. Errors of the
   * provider are not counted. Leave it out in a background analysis, which measures until the release is over.
   * @default - without end if there is an interval, else 1
   */
  readonly count?: number;

  /**
   * How many failed measurements are tolerated, in any order: with N the N+1st aborts the release. With
   * `consecutiveSuccessLimit` there is also -1: failed measurements alone never abort, and the metric is Failed when it
   * reaches its count.
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
   * provider that is down aborts a good version N × 10 seconds after its first error, with 0 at once.
   * @default 4
   */
  readonly consecutiveErrorLimit?: number;

  /**
   * How many good measurements in a row end the metric early, as Successful. If it reaches its count without them, it is
   * Inconclusive, and the rollout waits for a person; with failureLimit -1 it is Failed. With failureLimit N and a count
   * of at least (N + 1) × this limit, good and failed measurements alone never leave it open.
   * @default - it is not ended early
   */
  readonly consecutiveSuccessLimit?: number;
}

/** What a metric tolerates and when it is measured, as an AnalysisTemplate says it; times in seconds. */
export interface AssessmentLimits extends CountLimits {
  /**
   * The seconds from one measurement to the next.
   * @default - one measurement only
   */
  readonly intervalSeconds?: number;

  /**
   * The seconds from the start of the analysis to the first measurement.
   * @default 0
   */
  readonly initialDelaySeconds?: number;
}

/** What a metric has come to; `Running` while it goes on. */
export type MetricPhase = MeasurementPhase | 'Running';

/** What a metric came to, and when. */
export interface Assessment {
  /** What it came to; `Running` where the outcomes do not decide it. */
  readonly phase: MetricPhase;

  /** How many measurements were taken until then. */
  readonly measurements: number;

  /** The second of the last of them, counted from the start of the analysis, or that in which it was terminated. */
  readonly second: number;
}

/** The seconds after which an Error is asked again, whatever the interval (argo-rollouts analysis/analysis.go). */
export const ERROR_RETRY_SECONDS = 10;

/** How many errors in a row are tolerated where the metric does not say it (argo-rollouts utils/defaults/defaults.go). */
export const DEFAULT_ERROR_LIMIT = 4;

/**
 * What a metric comes to if its measurements come to these outcomes, one after the other.
 * @param terminatedAt the second in which the release is over: the run ends as Successful then
 */
export function assess(
  outcomes: readonly MeasurementPhase[],
  limits: AssessmentLimits,
  terminatedAt = Number.POSITIVE_INFINITY,
): Assessment {
  let next = limits.initialDelaySeconds ?? 0;
  let last: Assessment = { phase: 'Running', measurements: 0, second: 0 };
  for (const [index, outcome] of outcomes.entries()) {
    if (next >= terminatedAt) break;
    last = { phase: phaseAfter(outcomes.slice(0, index + 1), limits), measurements: index + 1, second: next };
    if (last.phase !== 'Running') return last;
    next += secondsToNext(outcome, limits);
  }
  return Number.isFinite(terminatedAt) ? { ...last, phase: 'Successful', second: terminatedAt } : last;
}

/** The seconds from a measurement to the one after it. */
export function secondsToNext(outcome: MeasurementPhase, { intervalSeconds = 0 }: AssessmentLimits): number {
  return outcome === 'Error' ? ERROR_RETRY_SECONDS : intervalSeconds;
}

/**
 * What a metric is after the measurements that were taken so far (argo-rollouts analysis/analysis.go).
 *
 * On reaching its count it is Successful, whatever failed within the limit; with a `consecutiveSuccessLimit` it is not.
 */
export function phaseAfter(outcomes: readonly MeasurementPhase[], limits: AssessmentLimits): MetricPhase {
  const {
    failureLimit = 0,
    inconclusiveLimit = 0,
    consecutiveErrorLimit = DEFAULT_ERROR_LIMIT,
    consecutiveSuccessLimit = 0,
  } = limits;
  if (atEnd(outcomes, 'Error') > consecutiveErrorLimit) return 'Error';
  if (numberOf(outcomes, 'Inconclusive') > inconclusiveLimit) return 'Inconclusive';
  if (failureLimit >= 0 && numberOf(outcomes, 'Failed') > failureLimit) return 'Failed';
  const wantsSuccesses = consecutiveSuccessLimit > 0;
  if (wantsSuccesses && atEnd(outcomes, 'Successful') >= consecutiveSuccessLimit) return 'Successful';
  if (outcomes.length - numberOf(outcomes, 'Error') < countOf(limits, limits.intervalSeconds !== undefined))
    return 'Running';
  if (!wantsSuccesses) return 'Successful';
  return failureLimit >= 0 ? 'Inconclusive' : 'Failed';
}

/** Whether any outcomes at all make a metric Failed: one that cannot be is no gate. */
export function canFail(limits: CountLimits, hasInterval: boolean): boolean {
  const { failureLimit = 0, consecutiveSuccessLimit = 0 } = limits;
  if (failureLimit >= 0) return failureLimit < countOf(limits, hasInterval);
  return consecutiveSuccessLimit > 0 && Number.isFinite(countOf(limits, hasInterval));
}

/**
 * How many measurements a metric takes if none ends it earlier; infinite for one that runs as long as the release. A count
 * of 0 is none (argo-rollouts pkg/apis/rollouts/v1alpha1/analysis_types.go).
 */
export function countOf({ count = 0 }: CountLimits, hasInterval: boolean): number {
  if (count > 0) return count;
  return hasInterval ? Number.POSITIVE_INFINITY : 1;
}

function numberOf(outcomes: readonly MeasurementPhase[], phase: MeasurementPhase): number {
  return outcomes.filter((outcome) => outcome === phase).length;
}

// Any other outcome begins the count anew.
function atEnd(outcomes: readonly MeasurementPhase[], phase: MeasurementPhase): number {
  const other = [...outcomes].reverse().findIndex((outcome) => outcome !== phase);
  return other < 0 ? outcomes.length : other;
}
