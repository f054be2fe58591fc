import { releasesOf } from '../../release/release';
import type { Severity } from '../finding';
import type { Rule } from '../rule';
import { kindsOf } from '../step-kinds';

/** A step of several kinds, of which the controller waits for one. */
export const STEP_COMBINES_KINDS: Rule = {
  id: 'step-combines-kinds',
  severity: 'error',
  what: 'A step with several kinds in it.',
  why: 'The controller refuses some pairs as InvalidSpec. Of the others it waits for one kind only: beside setCanaryScale an analysis is cut off when the pods are there, counts as successful, and the bad version goes on. No message says so.',
  remedy: 'make a step of its own of each',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go hasMultipleStepsType, rollout/canary.go completedCurrentCanaryStep; recorded: analysis with setCanaryScale, a bad version was promoted',
  *check(set) {
    for (const { rollout, steps } of releasesOf(set)) {
      for (const step of steps) {
        const { index, path } = step;
        const kinds = kindsOf(step);
        if (kinds.length < 2) continue;
        const [severity, effect] = judged(kinds);
        yield { object: rollout, path, severity, message: `steps[${index}] combines ${kinds.join(', ')}: ${effect}` };
      }
    }
  },
};

const REFUSED_TOGETHER = ['setWeight', 'pause', 'experiment', 'analysis'];
const TAKES_TIME = ['experiment', 'analysis', 'plugin'];

function judged(kinds: readonly string[]): [Severity, string] {
  const [first = '', ...others] = kinds;
  const refused = kinds.filter((kind) => REFUSED_TOGETHER.includes(kind));
  if (refused.length > 1) return ['error', `the controller refuses ${refused.join(' and ')} in one step`];
  const [cutOff] = others.filter((kind) => TAKES_TIME.includes(kind));
  if (cutOff !== undefined && first === 'pause') return ['error', `while the step pauses the ${cutOff} does not run`];
  if (cutOff !== undefined) return ['error', `the step is over with its ${first}, whatever the ${cutOff} says`];
  return ['warning', `all of them are done, and the step is over with its ${first}`];
}
