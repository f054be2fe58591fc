import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import type { AnalysisTemplateSpecArgs, RolloutSpecStrategyCanaryAnalysisArgs } from '../../imports/argoproj.io';
import { toGoDuration } from '../validation/numbers';
import { type Metric, measurementsOf } from './metric';

/** What an analysis has to know of the rollout that it gates. */
export interface AnalysisBinding {
  /** The rollout, for messages. */
  readonly rollout: Construct;

  /** The name of the rollout. */
  readonly rolloutName: string;

  /**
   * The namespace of the rollout, in which the controller looks for the template.
   * @default - the namespace that the manifests are applied to
   */
  readonly namespace?: string;

  /**
   * The name of the Service that gets the canary's requests.
   * @default - the rollout has no Services of its own
   */
  readonly canaryService?: string;

  /**
   * Where the rollout uses the analysis, such as `step-2` or `pre-promotion`: each place has a template of its own, named
   * after it.
   * @default - beside the steps, as background analysis
   */
  readonly place?: string;

  /**
   * How long metrics without a count are measured, in whole seconds. Their count is made from it.
   * @default - until the release is over
   */
  readonly duration?: Duration;
}

/** An analysis as a Rollout refers to it. */
export interface AnalysisReference {
  /** The name of the AnalysisTemplate. */
  readonly templateName: string;

  /**
   * Whether the template is a ClusterAnalysisTemplate.
   * @default false
   */
  readonly clusterScope?: boolean;

  /** The arguments that the Rollout has to supply. */
  readonly args: RolloutSpecStrategyCanaryAnalysisArgs[];

  /**
   * The arguments as the template declares them, with the values that it has itself.
   * @default - none
   */
  readonly templateArgs?: AnalysisTemplateSpecArgs[];

  /** What is measured, and when. */
  readonly metrics: Metric[];
}

/** A gate of a rollout: measurements that abort a release when too many of them fail. */
export interface IAnalysis {
  /**
   * Makes the template for the rollout and returns how to refer to it.
   * @throws if the analysis cannot gate this rollout.
   */
  bind(binding: AnalysisBinding): AnalysisReference;
}

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
