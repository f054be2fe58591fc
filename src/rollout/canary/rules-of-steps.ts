import { ruledInBoth } from '../../analysis/templates-of-run';
import { quote } from '../../validation/names';
import type { BoundAnalysis } from '../rollout-analysis';
import type { BoundSteps } from '../steps/bound-steps';
import type { CanaryStep } from '../steps/canary-step';

/** The analyses of a canary rollout, where in a release they run. */
export interface CanaryAnalyses extends Pick<BoundSteps, 'analyses'> {
  /**
   * The analysis beside the steps.
   * @default - none
   */
  readonly background?: BoundAnalysis;
}

/**
 * What the controller refuses between the rules of analysis steps and those of templates elsewhere in the rollout, as a
 * list of problems: it merges the rules of each analysis step with every template that the rollout refers to
 * (argo-rollouts pkg/apis/rollouts/validation/validation_references.go).
 */
export function rulesOfStepsProblems(steps: readonly CanaryStep[], { analyses, background }: CanaryAnalyses): string[] {
  const places = [...analyses, ...(background === undefined ? [] : [['analysis', background] as const])];
  return steps.flatMap((step, index) => {
    const what = `step ${index} (${step.kind})`;
    return places
      .filter(([place]) => place !== what)
      .flatMap(([place, bound]) =>
        ruledInBoth(step.endingAnalysis ?? {}, bound.rulesOfTemplates).map(
          ([field, metric]) =>
            `${what}.${field} names ${quote(metric)}, and so does ${field} of a template of ${place}: the controller merges ` +
            'the rules of an analysis step with every template of the rollout, and refuses both; say it in the template of ' +
            'each, or rename one metric',
        ),
      );
  });
}
