import type { CanaryStep } from '../steps/canary-step';
import type { CanaryRolloutProps } from './canary-rollout-props';

/** Whether a release has something that can say no: an analysis, an experiment with one, a step plugin or a person. */
export function isJudged({ analysis, steps = [] }: Pick<CanaryRolloutProps, 'analysis' | 'steps'>): boolean {
  return analysis !== undefined || steps.some(canSayNo);
}

/** What is wrong with a rollout behind a router whose new versions nothing judges, as a list of problems. */
export function ungatedProblems(props: CanaryRolloutProps): string[] {
  const { trafficRouting = [], steps = [], ungatedBecause } = props;
  if (ungatedBecause?.trim() === '') return ['ungatedBecause is empty: say why nothing has to judge the new version'];
  if (isJudged(props)) {
    return ungatedBecause === undefined
      ? []
      : ['ungatedBecause is given, and an analysis, a plugin or a person judges the new version: leave it out'];
  }
  if (trafficRouting.length === 0 || steps.length === 0 || ungatedBecause !== undefined) return [];
  return [
    'nothing judges the new version: with pauses of a set time alone every version is promoted that starts, whatever it ' +
      'answers; give the rollout an analysis such as SuccessRateAnalysis, let a person end a pause ' +
      '(CanaryStep.pauseUntilPromoted), or say in ungatedBecause why neither is needed',
  ];
}

function canSayNo({ kind, reason, experimentOptions }: CanaryStep): boolean {
  return (
    kind === 'analysis' || kind === 'plugin' || reason !== undefined || (experimentOptions?.analyses ?? []).length > 0
  );
}
