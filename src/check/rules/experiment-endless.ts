import { goDurationSeconds } from '../../manifest/go-duration';
import { at, isThere, listOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { quote } from '../../validation/names';
import type { Rule } from '../rule';
import { stepsOfKind } from '../step-kinds';

/** An experiment step that nothing ends. */
export const EXPERIMENT_ENDLESS: Rule = {
  id: 'experiment-endless',
  severity: 'warning',
  what: 'An experiment step without a duration, and without an analysis that is required for its completion.',
  why: 'The experiment runs for ever: an analysis that is not required does not end it by succeeding. The release stands at that step until a person promotes it, and no deadline tells.',
  remedy: 'give the experiment a duration, or one of its analyses "requiredForCompletion: true"',
  source:
    'argo-rollouts experiments/experiment.go, utils/experiment PassedDurations; recorded on 1.10.2: stays Running after its analysis was Successful',
  *check(set) {
    for (const { rollout, steps } of releasesOf(set)) {
      for (const { index, path, value } of stepsOfKind(steps, 'experiment')) {
        const experiment = at(value, 'experiment');
        if (!isThere(experiment)) continue;
        const duration = at(experiment, 'duration');
        const isRequired = listOf(at(experiment, 'analyses')).some(
          (analysis) => at(analysis, 'requiredForCompletion') === true,
        );
        if (typeof duration === 'string' && duration !== '') {
          if (goDurationSeconds(duration) !== undefined) continue;
          yield {
            object: rollout,
            path: [...path, 'experiment', 'duration'],
            severity: 'error',
            message: `the experiment of steps[${index}] has the duration ${quote(duration)}, and a duration is such as "90s", "10m" or "24h"`,
            remedy: 'write a duration with a unit; there are no days',
          };
        } else if (!isRequired) {
          yield {
            object: rollout,
            path: [...path, 'experiment'],
            message: `the experiment of steps[${index}] has no duration and no analysis with requiredForCompletion: it never ends by itself`,
          };
        }
      }
    }
  },
};
