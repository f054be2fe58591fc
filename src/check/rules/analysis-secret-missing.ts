import type { ManifestSet } from '../../manifest/manifest-set';
import { quote } from '../../validation/names';
import { type ArgumentSecret, argumentSecrets, keysOf } from '../argument-secrets';
import type { Problem } from '../finding';
import type { Rule } from '../rule';

/** A Secret of an argument that is not there, or lacks the key. */
export const ANALYSIS_SECRET_MISSING: Rule = {
  id: 'analysis-secret-missing',
  severity: 'info',
  what: 'A Secret that a template takes an argument from is not among these files, or has no such key.',
  why: 'The AnalysisRun looks for it in its own namespace, ends in an Error where it does not find it, and the release is aborted. The first deployment runs no analysis, so the second release shows it.',
  remedy: 'make sure that the Secret is in the namespace of the Rollout, with that key',
  source: 'argo-rollouts analysis/analysis.go; recorded on Argo Rollouts 1.10.2: Error, aborted',
  *check(set) {
    for (const one of argumentSecrets(set)) {
      const problem = problemOf(set, one);
      if (problem !== undefined) yield { object: one.template, ...problem };
    }
  },
};

function problemOf(set: ManifestSet, one: ArgumentSecret): Omit<Problem, 'object'> | undefined {
  const { template, path, argument, name, key, user, secret, isMade } = one;
  const what = `the argument ${quote(argument)} is taken from the Secret ${quote(name)}`;
  if (secret !== undefined) {
    const keys = keysOf(secret);
    if (key === undefined || keys === undefined || keys.includes(key)) return undefined;
    return {
      path: [...path, 'key'],
      severity: 'error',
      message: `${what}, which has no key ${quote(key)} (it has ${keys.map(quote).join(', ')})`,
      related: [{ object: secret, path: ['metadata', 'name'], message: 'the Secret' }],
    };
  }
  // Those of the cluster have a rule of their own.
  if (isMade || template.kind === 'ClusterAnalysisTemplate') return undefined;
  const { namespace } = user.metadata;
  const where = namespace === undefined ? '' : ` in the namespace ${quote(namespace)}`;
  const elsewhere = set.named('Secret', name);
  // Few keep Secrets in Git: a set without any says nothing about them.
  if (set.ofKind('Secret').length === 0) return undefined;
  return {
    path: [...path, 'name'],
    // No error even where nothing else is said to be in the cluster: many ways of making a Secret are not known here.
    severity: elsewhere.length > 0 || set.isComplete ? 'warning' : 'info',
    message: `${what}, which is not among these files${where}`,
    related: elsewhere.map((object) => ({
      object,
      path: ['metadata', 'namespace'],
      message: `there is one in the namespace ${quote(object.metadata.namespace)}, where no AnalysisRun of this template looks`,
    })),
  };
}
