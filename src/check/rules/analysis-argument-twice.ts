import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import { at, listOf, type Plain, textOf } from '../../manifest/plain';
import { templatesOf } from '../../release/measurements';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { analysesIn } from '../template-groups';

/** An argument that stands twice in one list. */
export const ANALYSIS_ARGUMENT_TWICE: Rule = {
  id: 'analysis-argument-twice',
  severity: 'warning',
  what: 'The same argument twice in the args of one analysis or template.',
  why: 'The controller says nothing: of those that an analysis gives the last one counts, and of those that a template declares the first one with a value.',
  remedy: 'leave one of them out',
  source:
    'argo-rollouts utils/analysis/helpers.go MergeArgs, flattenArgs; recorded on Argo Rollouts 1.10.2: the last one wins',
  *check(set) {
    for (const { rollout, path, value } of analysesIn(set)) {
      yield* repeated(rollout, [...path, 'args'], listOf(at(value, 'args')), 'the last one counts');
    }
    for (const template of templatesOf(set)) {
      const what = 'the first one with a value counts';
      yield* repeated(template, ['spec', 'args'], listOf(at(template.spec, 'args')), what);
    }
  },
};

function* repeated(
  object: ManifestObject,
  path: ManifestPath,
  args: readonly Plain[],
  what: string,
): Generator<Problem> {
  const first = new Map<string, number>();
  for (const [index, argument] of args.entries()) {
    const name = textOf(at(argument, 'name'));
    if (name === undefined) continue;
    const before = first.get(name);
    if (before === undefined) first.set(name, index);
    // Different values in a template have a rule of their own.
    else if (path[1] !== 'args' || !areDifferent(at(args[before], 'value'), at(argument, 'value'))) {
      yield {
        object,
        path: [...path, index, 'name'],
        message: `the argument ${quote(name)} stands twice in this list: ${what}`,
        related: [{ object, path: [...path, before], message: 'the first of them' }],
      };
    }
  }
}

function areDifferent(one: Plain, other: Plain): boolean {
  return typeof one === 'string' && typeof other === 'string' && one !== other;
}
