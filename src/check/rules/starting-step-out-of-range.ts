import { at, numberOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { CANARY } from '../strategy-paths';

/** A background analysis that starts after all the steps, or never. */
export const STARTING_STEP_OUT_OF_RANGE: Rule = {
  id: 'starting-step-out-of-range',
  severity: 'error',
  what: 'A startingStep of a background analysis that no step has.',
  why: 'Nothing refuses it. Above the number of steps the analysis never runs, and every version is promoted; at that number it runs during the last switch alone.',
  remedy: 'name the index of a step, counted from 0: usually the one after the first setWeight',
  source:
    'argo-rollouts rollout/analysis.go, utils/replicaset/canary.go BeforeStartingStep; recorded on 1.10.2: no run, silently',
  *check(set) {
    for (const { rollout, canary, steps } of releasesOf(set)) {
      const start = numberOf(at(canary, 'analysis', 'startingStep'));
      if (start === undefined || steps.length === 0 || (start >= 0 && start < steps.length)) continue;
      const what = `startingStep is ${start}, and the steps are 0 to ${steps.length - 1}`;
      const place = { object: rollout, path: [...CANARY, 'analysis', 'startingStep'] };
      if (start > steps.length) yield { ...place, message: `${what}: the analysis never runs` };
      else if (start === steps.length) {
        yield {
          ...place,
          severity: 'warning',
          message: `${what}: the analysis starts with the last switch of all requests`,
        };
      } else yield { ...place, severity: 'warning', message: `${what}: the analysis starts before the first step` };
    }
  },
};
