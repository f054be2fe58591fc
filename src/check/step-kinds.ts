import type { ReleaseStep } from '../release/release-step';

/** The kinds of steps, in the order in which the controller asks which one of a step is over (argo-rollouts rollout/canary.go). */
export const STEP_KINDS: readonly string[] = [
  'pause',
  'setCanaryScale',
  'setWeight',
  'experiment',
  'analysis',
  'setHeaderRoute',
  'setMirrorRoute',
  'plugin',
];

/** The kinds that a step has and that the controller knows, in that order; the first one decides when the step is over. */
export function kindsOf({ kinds }: ReleaseStep): string[] {
  return STEP_KINDS.filter((kind) => kinds.includes(kind));
}

/** The steps that have a kind. */
export function stepsOfKind(steps: readonly ReleaseStep[], kind: string): ReleaseStep[] {
  return steps.filter(({ kinds }) => kinds.includes(kind));
}

/** Whether a release stays at a step for longer than its pods need. */
export function waits({ kinds }: ReleaseStep): boolean {
  return WAITS.some((kind) => kinds.includes(kind));
}

const WAITS = ['pause', 'analysis', 'experiment', 'plugin'];
