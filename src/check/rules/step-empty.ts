import { at, entriesOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { quote } from '../../validation/names';
import type { Rule } from '../rule';
import { kindsOf } from '../step-kinds';

/** A step that says nothing. */
export const STEP_EMPTY: Rule = {
  id: 'step-empty',
  severity: 'error',
  what: 'A step without any kind, or a plugin step without the name of the plugin.',
  why: 'The controller refuses it as InvalidSpec; a plugin without a name it never finds, and the release stays at that step for ever. A misspelt kind ends like this too: a client that does not look at field names drops it silently, and the step is empty in the cluster.',
  remedy: 'give the step one kind, such as "pause: {}", or take it away',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutStrategyCanary, rollout/stepplugin.go; recorded on 1.10.2',
  *check(set) {
    for (const { rollout, steps } of releasesOf(set)) {
      for (const step of steps) {
        const { index, path, value, kinds } = step;
        if (kinds.length > 0 && !kinds.includes('plugin')) continue;
        const given = entriesOf(value);
        if (at(value, 'plugin', 'name') === '') {
          yield { object: rollout, path: [...path, 'plugin', 'name'], message: `steps[${index}] names no plugin` };
        }
        // A kind that is not known is told of by the schema, and what is no mapping too.
        const isEmpty = given.every(([, content]) => content === null || content === undefined);
        if (kindsOf(step).length > 0 || !isEmpty || !isMapping(value)) continue;
        const names = given.map(([key]) => quote(key)).join(', ');
        yield {
          object: rollout,
          path,
          message: `steps[${index}] is empty${names === '' ? '' : `: ${names} has no value`}`,
        };
      }
    }
  },
};

function isMapping(value: unknown): boolean {
  return value === null || (typeof value === 'object' && !Array.isArray(value));
}
