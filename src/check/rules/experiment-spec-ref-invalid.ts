import { at, listOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { quote } from '../../validation/names';
import type { Rule } from '../rule';
import { stepsOfKind } from '../step-kinds';

/** A template of an experiment from a version that there is not. */
export const EXPERIMENT_SPEC_REF_INVALID: Rule = {
  id: 'experiment-spec-ref-invalid',
  severity: 'error',
  what: 'A specRef of an experiment step that is neither stable nor canary.',
  why: 'Nothing refuses it. The experiment is never made, the release stands at that step for ever, and only the log of the controller says why.',
  remedy: 'write canary for the pods of the new version, or stable',
  source: 'argo-rollouts rollout/experiment.go GetExperimentFromTemplate; recorded on 1.10.2',
  *check(set) {
    for (const { rollout, steps } of releasesOf(set)) {
      for (const { index, path, value } of stepsOfKind(steps, 'experiment')) {
        for (const [number, template] of listOf(at(value, 'experiment', 'templates')).entries()) {
          const reference = textOf(at(template, 'specRef'));
          if (reference === undefined || KNOWN.includes(reference)) continue;
          const place = [...path, 'experiment', 'templates', number, 'specRef'];
          const meant = KNOWN.find((known) => known === reference.toLowerCase());
          yield {
            object: rollout,
            path: place,
            message: `steps[${index}] takes the experiment template ${quote(at(template, 'name'))} from ${quote(reference)}, and there are canary and stable only`,
            ...(meant && { fix: { description: `write ${meant}`, edits: [{ set: place, value: meant }] } }),
          };
        }
      }
    }
  },
};

const KNOWN = ['canary', 'stable'];
