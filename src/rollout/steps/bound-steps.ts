import type { RolloutSpecStrategyCanarySteps } from '../../../imports/argoproj.io';
import type { AnalysisBinding } from '../../analysis/analysis-binding';
import { secondsOf } from '../../analysis/measured-for';
import { renderExperimentStep } from '../experiment/experiment-step';
import { type BoundAnalysis, bindEndingAnalysis } from '../rollout-analysis';
import { youngProblems } from '../young-canary';
import type { CanaryStep } from './canary-step';
import { hasCanaryPods, stepMoments } from './step-moments';

/** The steps of a release as a Rollout takes them, with what is wrong with them. */
export interface BoundSteps {
  /** The steps. */
  readonly rendered: RolloutSpecStrategyCanarySteps[];

  /** The analyses of the steps, by how the steps are called in messages. */
  readonly analyses: ReadonlyMap<string, BoundAnalysis>;

  /** What is wrong with them, as a list. */
  readonly problems: string[];
}

/**
 * Renders the steps of a release, each at its place: analyses and experiments get templates of their own there.
 * @throws if an analysis cannot gate this rollout.
 */
export function bindSteps(steps: readonly CanaryStep[], binding: AnalysisBinding): BoundSteps {
  const rendered: RolloutSpecStrategyCanarySteps[] = [];
  const analyses = new Map<string, BoundAnalysis>();
  const problems: string[] = [];
  let age = 0;
  for (const { index, step, before } of stepMoments(steps)) {
    const here = { ...binding, place: `step-${index}` };
    const what = `step ${index} (${step.kind})`;
    if (step.endingAnalysis !== undefined) {
      const bound = bindEndingAnalysis(step.endingAnalysis, here, what);
      analyses.set(what, bound);
      rendered.push({ analysis: bound.rendered });
      problems.push(...bound.problems, ...youngProblems(bound, age));
      age += Math.max(0, ...bound.metrics.map(secondsOf).filter(Number.isFinite));
    } else if (step.experimentOptions !== undefined) {
      const bound = renderExperimentStep(step.experimentOptions, here, what);
      rendered.push({ experiment: bound.rendered });
      problems.push(...bound.problems);
    } else {
      rendered.push(step.toStep());
    }
    if (hasCanaryPods(before) && step.endingAnalysis === undefined) age += step.seconds;
  }
  return { rendered, analyses, problems };
}
