import { releasesOf } from '../../release/release';
import { maxWeightOf, type ReleaseMoment } from '../../release/release-moment';
import { pauseSeconds, type ReleaseStep } from '../../release/release-step';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { waits } from '../step-kinds';

/** A weight that is not above the one before, or that is all of it too early. */
export const WEIGHTS_NOT_RISING: Rule = {
  id: 'weights-not-rising',
  severity: 'warning',
  what: 'A weight that falls, stays, is 0 at the start, or is all of the requests before the release is over.',
  why: 'While a step holds 100 % every request meets the new version, and what is measured then comes too late; a weight that falls takes it from users who had it. Most are left over from an edit.',
  remedy:
    'let the weights rise, and leave the last one to the controller: after the last step it moves all requests by itself',
  source:
    'argo-rollouts rollout/trafficrouting.go; recorded: after the last step the weight goes to 100 without a step; issues #2050 and #3586 (the old pods at weight 100), #587 (a minute at 100 % for a mesh that is slow)',
  *check(set) {
    for (const release of releasesOf(set)) {
      const { moments } = release;
      for (const [number, moment] of moments.entries()) {
        const fault = faultOf(moment, moments.slice(number + 1), maxWeightOf(release.routing));
        if (fault !== undefined) yield { object: release.rollout, path: [...moment.step.path, 'setWeight'], ...fault };
      }
    }
  },
};

type Fault = Pick<Problem, 'severity' | 'message' | 'remedy'>;

function faultOf({ step, before }: ReleaseMoment, rest: readonly ReleaseMoment[], most: number): Fault | undefined {
  const { index, weight } = step;
  if (weight === undefined || weight < 0 || weight > most) return undefined;
  const what = `steps[${index}] sets weight ${weight}`;
  if (weight < before.weight)
    return { message: `${what} after ${before.weight}: a part of the users goes back to the stable version` };
  if (weight === most) return ofAll(what, rest);
  if (weight > before.weight || before.scale !== undefined) return undefined;
  return weight === 0 && index === 0
    ? { severity: 'info', message: `${what} at the start, where it is 0 anyway` }
    : { severity: 'info', message: `${what}, which it is already` };
}

function ofAll(what: string, rest: readonly ReleaseMoment[]): Fault | undefined {
  const [judged] = rest.filter(({ step }) => waits(step));
  const held = rest.reduce((seconds, { step }) => seconds + secondsAt(step), 0);
  if (judged !== undefined && held <= SHORT) {
    return {
      severity: 'info',
      message: `${what} and holds it for ${held} s: the controller does that by itself, and keeps the old pods for scaleDownDelaySeconds after it`,
      remedy: 'leave these steps out, and raise scaleDownDelaySeconds where the routes are slow to follow',
    };
  }
  if (judged !== undefined) {
    return {
      message: `${what} and steps[${judged.step.index}] waits after it: every request meets the new version while it is still on trial`,
      remedy: 'judge the new version at a smaller weight',
    };
  }
  if (rest.length > 0) return undefined;
  const message = `${what} as the last step: the controller does that by itself`;
  return { severity: 'info', message, remedy: 'leave the step out' };
}

// So long everything may take until it sends to the new pods.
const SHORT = 120;

function secondsAt(step: ReleaseStep): number {
  if (!waits(step)) return 0;
  return step.kinds.every((kind) => kind === 'pause') ? (pauseSeconds(step.value) ?? 0) : Number.POSITIVE_INFINITY;
}
