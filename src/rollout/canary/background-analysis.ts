import type { RolloutSpecStrategyCanaryAnalysis } from '../../../imports/argoproj.io';
import type { AnalysisBinding } from '../../analysis/analysis-binding';
import { throwProblems } from '../../validation/problems';
import { type BoundAnalysis, bindRolloutAnalysis, type RolloutAnalysis } from '../rollout-analysis';
import type { CanaryStep } from '../steps/canary-step';
import { scheduleProblems, watchedStages } from './gate-schedule';

/** Analyses that run beside the steps of a release and abort it at any of them. */
export interface BackgroundAnalysis extends RolloutAnalysis {
  /**
   * The step at which the analyses start, as an index into the steps. It has to lie behind the first weight above 0:
   * before, the canary gets no request, and the first measurement is necessarily good.
   * @default - the step after the first weight above 0
   */
  readonly startingStep?: number;
}

/** A background analysis as a Rollout takes it. */
export interface BoundBackgroundAnalysis extends BoundAnalysis {
  /** The analysis, with the step at which it starts. */
  readonly rendered: RolloutSpecStrategyCanaryAnalysis;
}

/**
 * Binds a background analysis to a rollout and renders it.
 * @throws if it starts too early or never, or if one of its metrics cannot judge a weight that it should.
 */
export function bindBackgroundAnalysis(
  analysis: BackgroundAnalysis,
  steps: readonly CanaryStep[],
  binding: AnalysisBinding,
): BoundBackgroundAnalysis {
  const firstWeight = steps.findIndex((step) => (step.weight ?? 0) > 0);
  const startingStep = analysis.startingStep ?? firstWeight + 1;
  throwProblems(binding.rollout, startingStepProblems(startingStep, firstWeight, steps.length));

  const bound = bindRolloutAnalysis(analysis, binding, 'analysis');
  const stages = watchedStages(steps, startingStep);
  const watched = bound.metrics.filter(({ name }) => !bound.dryRun.includes(name));
  throwProblems(binding.rollout, [...bound.problems, ...watched.flatMap((metric) => scheduleProblems(metric, stages))]);
  return { ...bound, rendered: { ...bound.rendered, startingStep } };
}

function startingStepProblems(startingStep: number, firstWeight: number, steps: number): string[] {
  if (firstWeight === -1)
    return ['analysis needs a step that sets a weight above 0: without one the canary gets no request'];
  if (!Number.isInteger(startingStep) || startingStep < 0) {
    return [`analysis.startingStep takes the index of a step, ${firstWeight + 1} to ${steps - 1}, got ${startingStep}`];
  }
  if (startingStep > steps - 1) {
    return [
      `analysis.startingStep ${startingStep} is past the last step (${steps - 1}): the analysis would never run while the ` +
        'canary is tried; let a pause follow the weight that it should watch',
    ];
  }
  if (startingStep <= firstWeight) {
    return [
      `analysis.startingStep ${startingStep} starts before the canary gets a request (setWeight is step ${firstWeight}): the ` +
        `first measurement would be good whatever the new version does; take ${firstWeight + 1} or leave it out`,
    ];
  }
  return [];
}
