import type { RolloutSpecStrategyCanarySteps } from '../../../imports/argoproj.io';
import type { AnalysisBinding } from '../../analysis/analysis-binding';
import { renderExperimentStep } from '../experiment/experiment-step';
import { bindEndingAnalysis } from '../rollout-analysis';
import type { CanaryStep } from './canary-step';

/** The steps of a release as a Rollout takes them, with what is wrong with them. */
export interface BoundSteps {
  /** The steps. */
  readonly rendered: RolloutSpecStrategyCanarySteps[];

  /** What is wrong with them, as a list. */
  readonly problems: string[];
}

/**
 * Renders the steps of a release, each at its place: analyses and experiments get templates of their own there.
 * @throws if an analysis cannot gate this rollout.
 */
export function bindSteps(steps: readonly CanaryStep[], binding: AnalysisBinding): BoundSteps {
  const bound = steps.map((step, index) => bindStep(step, index, binding));
  return { rendered: bound.flatMap(({ rendered }) => rendered), problems: bound.flatMap(({ problems }) => problems) };
}

function bindStep(step: CanaryStep, index: number, binding: AnalysisBinding): BoundSteps {
  const here = { ...binding, place: `step-${index}` };
  const what = `step ${index} (${step.kind})`;
  if (step.endingAnalysis !== undefined) {
    const { rendered, problems } = bindEndingAnalysis(step.endingAnalysis, here, what);
    return { rendered: [{ analysis: rendered }], problems };
  }
  if (step.experimentOptions !== undefined) {
    const { rendered, problems } = renderExperimentStep(step.experimentOptions, here, what);
    return { rendered: [{ experiment: rendered }], problems };
  }
  return { rendered: [step.toStep()], problems: [] };
}
