import { at, listOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { quote } from '../../validation/names';
import type { Rule } from '../rule';

/** An argument of an analysis that asks for the hash of a version that there is not. */
export const POD_TEMPLATE_HASH_INVALID: Rule = {
  id: 'pod-template-hash-invalid',
  severity: 'error',
  what: 'A podTemplateHashValue that is neither Latest nor Stable.',
  why: 'Nothing refuses it: the argument is an empty text, and the query asks about pods that there are not. Whether that passes or aborts depends on the condition, and no message names the argument.',
  remedy: 'write Latest for the new version, or Stable',
  source:
    'argo-rollouts utils/analysis/factory.go BuildArgumentsForRolloutAnalysisRun; recorded: a misspelt value gave ""',
  *check(set) {
    for (const { rollout, gates } of releasesOf(set)) {
      for (const { path, value } of gates) {
        for (const [index, argument] of listOf(at(value, 'args')).entries()) {
          const hash = textOf(at(argument, 'valueFrom', 'podTemplateHashValue'));
          if (hash === undefined || KNOWN.includes(hash)) continue;
          const place = [...path, 'args', index, 'valueFrom', 'podTemplateHashValue'];
          const meant = KNOWN.find((known) => known.toLowerCase() === hash.toLowerCase());
          yield {
            object: rollout,
            path: place,
            message: `podTemplateHashValue of argument ${quote(at(argument, 'name'))} takes Latest or Stable, got ${quote(hash)}: the argument would be empty`,
            ...(meant && { fix: { description: `write ${meant}`, edits: [{ set: place, value: meant }] } }),
          };
        }
      }
    }
  },
};

const KNOWN = ['Latest', 'Stable'];
