import { at, listOf, textOf } from '../../manifest/plain';
import { quote } from '../../validation/names';
import { experimentsIn } from '../placed-experiments';
import type { Rule } from '../rule';

/** Two parts of an experiment of one name. */
export const EXPERIMENT_NAME_REPEATED: Rule = {
  id: 'experiment-name-repeated',
  severity: 'error',
  what: 'Two templates, or two analyses, of an experiment with the same name.',
  why: 'Nothing refuses it. The controller keeps ReplicaSets and AnalysisRuns by these names: of two, one is never made, and what was to be compared is not.',
  remedy: 'give each template and each analysis of the experiment its own name',
  source:
    'argo-rollouts experiments/experiment.go templateRSs, utils/experiment/experiment.go GetAnalysisRunStatus: by name',
  *check(set) {
    for (const { object, path, value, text } of experimentsIn(set)) {
      for (const list of ['templates', 'analyses']) {
        const known = new Set<string>();
        for (const [number, part] of listOf(at(value, list)).entries()) {
          const name = textOf(at(part, 'name'));
          if (name !== undefined && known.has(name)) {
            const message = `two ${list} of ${text} are named ${quote(name)}`;
            yield { object, path: [...path, list, number, 'name'], message };
          }
          known.add(name ?? '');
        }
      }
    }
  },
};
