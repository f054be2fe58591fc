import { goDurationSeconds } from '../../manifest/go-duration';
import { at, isThere, listOf, type Plain, textOf } from '../../manifest/plain';
import { quote } from '../../validation/names';
import { experimentsIn } from '../placed-experiments';
import type { Rule } from '../rule';

/** An experiment step that nothing ends. */
export const EXPERIMENT_ENDLESS: Rule = {
  id: 'experiment-endless',
  severity: 'warning',
  what: 'An experiment step without a duration and without an analysis that is required for its completion, or an experiment with a duration that Go does not read.',
  why: 'The experiment runs for ever: an analysis that is not required does not end it by succeeding. The release stands at that step until a person promotes it, and no deadline tells.',
  remedy: 'give the experiment a duration, or one of its analyses "requiredForCompletion: true"',
  source:
    'argo-rollouts experiments/experiment.go, utils/experiment/experiment.go PassedDurations; recorded on 1.10.2: stays Running after its analysis was Successful',
  *check(set) {
    for (const { object, path, value, text, isStep } of experimentsIn(set)) {
      const duration = textOf(at(value, 'duration'));
      if (duration !== undefined) {
        if (goDurationSeconds(duration) !== undefined) continue;
        yield {
          object,
          path: [...path, 'duration'],
          severity: 'error',
          message: `${text} has the duration ${quote(duration)}, and a duration is such as "90s", "10m" or "24h"`,
          remedy: 'write a duration with a unit; there are no days',
        };
      } else if (isStep && isThere(value) && !isEndedByAnalysis(value)) {
        yield {
          object,
          path,
          message: `${text} has no duration and no analysis with requiredForCompletion: it never ends by itself`,
        };
      }
    }
  },
};

function isEndedByAnalysis(experiment: Plain): boolean {
  return listOf(at(experiment, 'analyses')).some((analysis) => at(analysis, 'requiredForCompletion') === true);
}
