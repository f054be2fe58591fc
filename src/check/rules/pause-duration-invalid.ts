import { at, isThere, type Plain, wordOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { pauseSeconds } from '../../release/release-step';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { stepsOfKind } from '../step-kinds';

/** A pause that the controller refuses, that is over at once, or that lasts longer than anybody remembers. */
export const PAUSE_DURATION_INVALID: Rule = {
  id: 'pause-duration-invalid',
  severity: 'error',
  what: 'A duration of a pause that the controller cannot read, that is none, or that is longer than a day.',
  why: 'The controller refuses a text that is no duration of Go as InvalidSpec; there are no days. A duration of less than a second is none: the step is over at once.',
  remedy: 'write seconds as a number, or a text such as "90s", "10m" or "24h"; leave duration out to wait for a person',
  source:
    'argo-rollouts pkg/apis/rollouts/v1alpha1/types.go DurationSeconds; recorded: "1d", "3 s", "" and -1 are InvalidSpec, "500ms" and 0 pass at once',
  *check(set) {
    for (const { rollout, steps } of releasesOf(set)) {
      for (const { index, path, value } of stepsOfKind(steps, 'pause')) {
        const duration = at(value, 'pause', 'duration');
        const fault = isThere(duration) ? faultOf(duration, value) : undefined;
        if (fault === undefined) continue;
        const place = [...path, 'pause', 'duration'];
        const hours = hoursOfDays(duration);
        yield {
          object: rollout,
          path: place,
          severity: fault.severity,
          message: `steps[${index}] pauses for ${quote(duration)}${fault.message}`,
          ...(hours && { fix: { description: `write ${hours}`, edits: [{ set: place, value: hours }] } }),
        };
      }
    }
  },
};

const DAY = 24 * 60 * 60;

function faultOf(duration: Plain, step: Plain): Pick<Problem, 'severity' | 'message'> | undefined {
  // A number that is not whole, or another type, is told of by the schema.
  if (typeof duration === 'number' ? !Number.isInteger(duration) : typeof duration !== 'string') return undefined;
  const seconds = pauseSeconds(step);
  if (seconds === undefined) {
    return {
      severity: 'error',
      message: ', which is neither a number of seconds nor a duration such as "90s", "10m" or "24h"',
    };
  }
  if (seconds === 0) return { severity: 'warning', message: ', which is no pause: the step is over at once' };
  if (seconds <= DAY) return undefined;
  return {
    severity: 'warning',
    message: `, longer than a day: both versions run for ${Math.round(seconds / 360) / 10} hours`,
  };
}

function hoursOfDays(duration: Plain): string | undefined {
  const [, days] = wordOf(duration).match(/^([1-9]\d{0,3})d$/) ?? [];
  return days === undefined ? undefined : `${Number(days) * 24}h`;
}
