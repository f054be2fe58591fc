import { at, isThere, listOf, numberOf, type Plain } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { quote } from '../../validation/names';
import { DEFAULT_DEADLINE } from '../rollout-defaults';
import type { Rule } from '../rule';

/** A deadline for progress that is over while a pod may still be starting. */
export const DEADLINE_BELOW_STARTUP: Rule = {
  id: 'deadline-below-startup',
  severity: 'warning',
  what: 'A progressDeadlineSeconds that is not above the time which the probes give a pod to start.',
  why: 'A pod that starts as slowly as its probes allow is reported as stuck, and with progressDeadlineAbort a good release is aborted.',
  remedy: 'take a progressDeadlineSeconds above minReadySeconds and the longest start that the startupProbe allows',
  source:
    'argo-rollouts utils/conditions/conditions.go RolloutTimedOut; kubernetes probes: initialDelaySeconds + failureThreshold * periodSeconds',
  *check(set) {
    for (const { rollout, pods } of releasesOf(set)) {
      const given = numberOf(at(rollout.spec, 'progressDeadlineSeconds'));
      const deadline = given ?? DEFAULT_DEADLINE;
      const ready = numberOf(at(rollout.spec, 'minReadySeconds')) ?? 0;
      const [slowest] = listOf(at(pods?.template, 'spec', 'containers'))
        .map((container) => ({ container, seconds: longestStart(container) }))
        .sort((one, other) => other.seconds - one.seconds);
      if (slowest === undefined || slowest.seconds === 0 || deadline <= ready || deadline > ready + slowest.seconds)
        continue;
      yield {
        object: rollout,
        path: given === undefined ? ['spec'] : ['spec', 'progressDeadlineSeconds'],
        message:
          `progressDeadlineSeconds is ${deadline}${given === undefined ? ' by default' : ''}, and container ` +
          `${quote(at(slowest.container, 'name') ?? '')} may take ${slowest.seconds} s to start` +
          `${ready === 0 ? '' : ` and is available ${ready} s later`}`,
        severity: at(rollout.spec, 'progressDeadlineAbort') === true ? 'warning' : 'info',
      };
    }
  },
};

// Without a startup probe nothing says how long a start may take, but when the first answer can be.
function longestStart(container: Plain): number {
  const probe = at(container, 'startupProbe');
  const number = (key: string, otherwise: number): number => numberOf(at(probe, key)) ?? otherwise;
  if (!isThere(probe)) return numberOf(at(container, 'readinessProbe', 'initialDelaySeconds')) ?? 0;
  return number('initialDelaySeconds', 0) + number('failureThreshold', 3) * number('periodSeconds', 10);
}
