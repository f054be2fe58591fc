import type { Duration } from 'cdk8s';
import type { RolloutSpecStrategyCanaryStepsAnalysis } from '../../imports/argoproj.io';
import type { AnalysisBinding, IAnalysis } from '../analysis/analysis-binding';
import type { Metric } from '../analysis/metric';
import { measurementsOf } from '../analysis/metric-limits';
import { filled, type MetricRules, toMetricRules } from '../analysis/metric-rules';
import { argsOfRun, dryRunOf, rulesOfTemplates, runProblems, templatesOfRun } from '../analysis/templates-of-run';
import { durationProblems } from '../validation/numbers';
import { type AddedMetadata, toAddedMetadata } from './added-metadata';

/** What the analyses of a rollout have in common, wherever in a release they run. */
export interface RolloutAnalysis extends MetricRules {
  /** What is measured; at least one. If one of them fails, the release is aborted. */
  readonly templates: IAnalysis[];

  /**
   * Labels and annotations for the AnalysisRuns, beside those that the controller gives them.
   * @default - none
   */
  readonly runMetadata?: AddedMetadata;
}

/** An analysis that the release waits for: that of a step, before or after a promotion. */
export interface EndingAnalysis extends RolloutAnalysis {
  /**
   * How long metrics without a count are measured, in whole seconds; long enough for each to fail.
   * @default - every metric has a count of its own, or is measured once
   */
  readonly duration?: Duration;
}

/** An analysis as a Rollout takes it, with what is to be known of it. */
export interface BoundAnalysis {
  /** The analysis without empty lists and objects, which Argo CD would see as a difference for ever. */
  readonly rendered: RolloutSpecStrategyCanaryStepsAnalysis;

  /** What is measured, and when, with what is nested. */
  readonly metrics: Metric[];

  /** The names of the metrics that are measured and reported only. */
  readonly dryRun: string[];

  /** The rules for single metrics that the templates have themselves. */
  readonly rulesOfTemplates: MetricRules;

  /** What is wrong with it, as a list. */
  readonly problems: string[];
}

/**
 * Binds the analyses that run at one place of a rollout, and renders them.
 * @param what how the props are called in messages, such as `analysis` or `prePromotionAnalysis`
 * @throws if one of the analyses cannot gate this rollout.
 */
export function bindRolloutAnalysis(analysis: RolloutAnalysis, binding: AnalysisBinding, what: string): BoundAnalysis {
  // Without templates the controller waits for the analysis for ever, and tells nobody (argo-rollouts #4544).
  if (analysis.templates.length === 0) {
    return refused([`${what}.templates is empty: name what is measured, or leave ${what} out`]);
  }
  const references = analysis.templates.map((template) => template.bind(binding));
  const templates = templatesOfRun(references);
  return {
    rendered: {
      templates: references.map(({ templateName, clusterScope }) =>
        clusterScope === true ? { templateName, clusterScope } : { templateName },
      ),
      args: filled(argsOfRun(templates)),
      ...toMetricRules(analysis),
      analysisRunMetadata: toAddedMetadata(analysis.runMetadata),
    },
    metrics: templates.flatMap((template) => template.metrics),
    dryRun: dryRunOf(templates, analysis),
    rulesOfTemplates: rulesOfTemplates(templates),
    problems: runProblems(templates, analysis, what, `${what}.templates`),
  };
}

/**
 * The same for an analysis that the release waits for: it has to end.
 * @param binding with the place that the analysis runs at
 * @throws if one of the analyses cannot gate this rollout, or not in the given duration.
 */
export function bindEndingAnalysis(analysis: EndingAnalysis, binding: AnalysisBinding, what: string): BoundAnalysis {
  const { duration } = analysis;
  const wrongDuration = duration === undefined ? [] : durationProblems(`${what}.duration`, duration);
  if (wrongDuration.length > 0) return refused(wrongDuration);
  const bound = bindRolloutAnalysis(analysis, { ...binding, duration }, what);
  return { ...bound, problems: [...bound.problems, ...endlessProblems(bound.metrics, what)] };
}

/** What keeps metrics from ending by themselves, as a list of problems (argo-rollouts validation_references.go). */
export function endlessProblems(metrics: readonly Metric[], what: string): string[] {
  return metrics
    .filter((metric) => !Number.isFinite(measurementsOf(metric)))
    .map(
      (metric) =>
        `metric "${metric.name}" has an interval and no count, so ${what} would never end: give it the duration for ` +
        'which it is measured, or the metric a count',
    );
}

function refused(problems: string[]): BoundAnalysis {
  return { rendered: {}, metrics: [], dryRun: [], rulesOfTemplates: {}, problems };
}
