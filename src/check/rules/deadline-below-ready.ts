import { at, numberOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { DEFAULT_DEADLINE } from '../rollout-defaults';
import type { Rule } from '../rule';

/** A deadline for progress that is over before a pod can count as available. */
export const DEADLINE_BELOW_READY: Rule = {
  id: 'deadline-below-ready',
  severity: 'error',
  what: 'A progressDeadlineSeconds that is not above minReadySeconds.',
  why: 'The controller refuses it as InvalidSpec. A new Rollout gets no pods; a running one is frozen: it neither scales nor aborts.',
  remedy: 'take a progressDeadlineSeconds above minReadySeconds and the time that a pod needs to start',
  source: 'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutSpec',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      const ready = numberOf(at(rollout.spec, 'minReadySeconds')) ?? 0;
      const given = numberOf(at(rollout.spec, 'progressDeadlineSeconds'));
      const deadline = given ?? DEFAULT_DEADLINE;
      if (deadline > ready || deadline < 0) continue;
      const isGiven = given !== undefined;
      yield {
        object: rollout,
        path: ['spec', isGiven ? 'progressDeadlineSeconds' : 'minReadySeconds'],
        message:
          `progressDeadlineSeconds is ${deadline}${isGiven ? '' : ' by default'} and has to be above ` +
          `minReadySeconds, which is ${ready}${at(rollout.spec, 'minReadySeconds') === undefined ? ' by default' : ''}`,
      };
    }
  },
};
