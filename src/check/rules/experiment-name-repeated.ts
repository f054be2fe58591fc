import { at, listOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { quote } from '../../validation/names';
import type { Rule } from '../rule';
import { stepsOfKind } from '../step-kinds';

/** Two parts of an experiment of one name. */
export const EXPERIMENT_NAME_REPEATED: Rule = {
  id: 'experiment-name-repeated',
  severity: 'error',
  what: 'Two templates, or two analyses, of an experiment step with the same name.',
  why: 'Nothing refuses it. The controller keeps ReplicaSets and AnalysisRuns by these names: of two, one is never made, and what was to be compared is not.',
  remedy: 'give each template and each analysis of the experiment its own name',
  source: 'argo-rollouts experiments/experiment.go (templateRSs, GetAnalysisRunStatus: by name)',
  *check(set) {
    for (const { rollout, steps } of releasesOf(set)) {
      for (const { index, path, value } of stepsOfKind(steps, 'experiment')) {
        for (const list of ['templates', 'analyses']) {
          const known = new Set<string>();
          for (const [number, part] of listOf(at(value, 'experiment', list)).entries()) {
            const name = textOf(at(part, 'name'));
            if (name === undefined || !known.has(name)) {
              known.add(name ?? '');
              continue;
            }
            const message = `two ${list} of the experiment of steps[${index}] are named ${quote(name)}`;
            yield { object: rollout, path: [...path, 'experiment', list, number, 'name'], message };
          }
        }
      }
    }
  },
};
