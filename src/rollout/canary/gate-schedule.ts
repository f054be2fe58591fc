import { Duration } from 'cdk8s';
import type { Metric } from '../../analysis/metric';
import { measurementsOf, toleratedErrorsOf } from '../../analysis/metric-limits';
import { FIRST_REQUEST_SECONDS } from '../../traffic/first-request';
import { toGoDuration } from '../../validation/numbers';
import type { CanaryStep } from '../steps/canary-step';

/** The time that a release spends at one weight. */
export interface WeightStage {
  /** The weight in per cent. */
  readonly weight: number;

  /** How long it is held, in seconds: the pauses after it, from the start of the analysis on. */
  readonly seconds: number;
}

/** The weights that a background analysis sees, which runs from `startingStep` (an index into the steps) on. */
export function watchedStages(steps: readonly CanaryStep[], startingStep: number): WeightStage[] {
  const stages: { weight: number; seconds: number; watched: boolean }[] = [];
  for (const [index, step] of steps.entries()) {
    const current = stages.at(-1);
    if (step.weight !== undefined) {
      stages.push({ weight: step.weight, seconds: 0, watched: index >= startingStep });
    } else if (current !== undefined && index >= startingStep) {
      current.seconds += step.seconds;
      current.watched = true;
    }
  }
  return stages
    .filter(({ watched, weight }) => watched && weight > 0)
    .map(({ weight, seconds }) => ({ weight, seconds }));
}

/**
 * What keeps a background metric from judging a weight that it is meant to watch, as a list of problems.
 *
 * A metric judges a weight if, were each measurement at it a failure, the release would be aborted before the next
 * weight. Only measurements whose window lies within the weight count.
 */
export function scheduleProblems(metric: Metric, stages: readonly WeightStage[]): string[] {
  return [
    ...beginProblems(metric),
    ...stages.flatMap((stage, index) => stageProblems(metric, stage, index === 0)),
    ...tailProblems(metric, stages),
    ...outageProblems(metric, stages),
  ];
}

function beginProblems(metric: Metric): string[] {
  const delay = metric.initialDelay?.toSeconds() ?? 0;
  if (delay >= FIRST_REQUEST_SECONDS) return [];
  return [
    `metric "${metric.name}" is first measured ${delay} s after the analysis starts, before the first request of the canary: a ` +
      `weight acts up to 2.5 s after it is set; give it an initialDelay of at least ${FIRST_REQUEST_SECONDS} s, better of one window`,
  ];
}

function stageProblems(metric: Metric, stage: WeightStage, first: boolean): string[] {
  const name = `metric "${metric.name}"`;
  if (stage.seconds === 0) {
    return [
      `${name} cannot judge ${stage.weight} %: no pause follows setWeight(${stage.weight}), let the weight stand a while`,
    ];
  }
  const needed = first ? firstVerdict(metric) : laterVerdict(metric);
  // A pause lasts up to a second less than it says, and the verdict has to come before the next weight.
  if (needed <= stage.seconds - 1) return [];
  const failures = (metric.failureLimit ?? 0) + 1;
  const verdict =
    failures === 1 ? 'the failed measurement that aborts' : `the ${failures} failed measurements that abort`;
  return [
    `${name} cannot judge ${stage.weight} %: it needs ${inWords(needed + 1)} there to take ${verdict}, and the pause is ` +
      `${inWords(stage.seconds)}; make the pause longer, or the window, the interval or the failureLimit smaller`,
  ];
}

/** Seconds from the start of the analysis to the abort of a version that is bad from its first request on. */
function firstVerdict(metric: Metric): number {
  const interval = metric.interval?.toSeconds() ?? 0;
  const delay = metric.initialDelay?.toSeconds() ?? 0;
  const missing = Math.max(0, windowOf(metric) - delay);
  const early = interval === 0 ? 0 : Math.ceil(missing / interval);
  return delay + (early + (metric.failureLimit ?? 0)) * interval;
}

/** Seconds from a later weight to the abort of a version that is bad from then on; measurements may fall anyhow. */
function laterVerdict(metric: Metric): number {
  return windowOf(metric) + ((metric.failureLimit ?? 0) + 1) * (metric.interval?.toSeconds() ?? 0);
}

// A metric with a finite count is Successful when it is reached, and nothing measures after it (argo-rollouts #1666).
function tailProblems(metric: Metric, stages: readonly WeightStage[]): string[] {
  // Good measurements in a row end it as well.
  const measurements = metric.consecutiveSuccessLimit ?? measurementsOf(metric);
  const watched = watchedSeconds(stages);
  const interval = metric.interval?.toSeconds() ?? 0;
  if (!Number.isFinite(measurements)) return [];
  const last = (metric.initialDelay?.toSeconds() ?? 0) + (measurements - 1) * interval;
  if (last + interval > watched && interval > 0) return [];
  return [
    `metric "${metric.name}" ends Successful after ${measurements} measurement${measurements === 1 ? '' : 's'} (${inWords(last)}), and ` +
      `nothing watches the rest of the ${inWords(watched)}: ${remedyOf(metric)}`,
  ];
}

// An outage that is tolerated for longer than the release takes lets a version pass that nobody has measured.
function outageProblems(metric: Metric, stages: readonly WeightStage[]): string[] {
  const tolerated = toleratedErrorsOf(metric);
  const aborted = (metric.initialDelay?.toSeconds() ?? 0) + tolerated.seconds;
  const watched = watchedSeconds(stages);
  // With 0 it is as quick as the first measurement; without any pause there is worse to say.
  if (tolerated.errors === 0 || watched === 0 || aborted <= watched - 1) return [];
  return [
    `metric "${metric.name}" tolerates ${tolerated.errors} errors of its provider in a row (consecutiveErrorLimit), so an outage ` +
      `aborts only ${inWords(aborted)} after the analysis starts, and the release is over after ${inWords(watched)}: a version that ` +
      'nobody has measured would be promoted. Tolerate fewer, or make the pauses longer',
  ];
}

function remedyOf({ consecutiveSuccessLimit, interval }: Metric): string {
  if (interval === undefined) return 'give it an interval';
  return consecutiveSuccessLimit === undefined ? 'leave count out' : 'leave consecutiveSuccessLimit out';
}

function watchedSeconds(stages: readonly WeightStage[]): number {
  return stages.reduce((sum, stage) => sum + stage.seconds, 0);
}

function windowOf(metric: Metric): number {
  return metric.provider.window?.toSeconds({ integral: false }) ?? 0;
}

function inWords(amount: number): string {
  if (!Number.isFinite(amount)) return 'release';
  return toGoDuration(Duration.seconds(Math.ceil(amount)));
}
