import { goDurationSeconds } from '../../manifest/go-duration';
import { at, listOf, textOf } from '../../manifest/plain';
import { experimentsIn } from '../placed-experiments';
import type { Rule } from '../rule';

/** An experiment that is over as soon as it runs. */
export const EXPERIMENT_WITHOUT_TIME: Rule = {
  id: 'experiment-without-time',
  severity: 'warning',
  what: 'An experiment with a duration of 0 or less.',
  why: 'It is over as soon as its pods are there, and its analyses are ended with it: they measure nothing, and the release goes on.',
  remedy: 'write how long its pods are to run, such as 10m',
  source: 'argo-rollouts utils/experiment/experiment.go PassedDurations, experiments/experiment.go',
  *check(set) {
    for (const { object, path, value, text } of experimentsIn(set)) {
      const duration = textOf(at(value, 'duration'));
      const seconds = duration === undefined ? undefined : goDurationSeconds(duration);
      if (seconds === undefined || seconds > 0) continue;
      // Those that it waits for end it themselves.
      if (listOf(at(value, 'analyses')).some((analysis) => at(analysis, 'requiredForCompletion') === true)) continue;
      yield {
        object,
        path: [...path, 'duration'],
        message: `${text} has the duration "${duration}": it is over as soon as its pods are there`,
      };
    }
  },
};
