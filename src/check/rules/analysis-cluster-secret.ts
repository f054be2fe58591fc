import { quote } from '../../validation/names';
import { argumentSecrets } from '../argument-secrets';
import type { Rule } from '../rule';

/** A Secret that a template of the cluster needs in each namespace. */
export const ANALYSIS_CLUSTER_SECRET: Rule = {
  id: 'analysis-cluster-secret',
  severity: 'warning',
  what: 'A ClusterAnalysisTemplate that takes an argument from a Secret which is not among these files where it is used.',
  why: 'The AnalysisRun looks for the Secret in its own namespace, that of the Rollout, and not in one of the cluster: in each namespace without it the second release is aborted.',
  remedy:
    'make the Secret in every namespace whose Rollouts use the template, or take the credentials from the controller',
  source: 'argo-rollouts analysis/analysis.go: a Secret is read in the namespace of the AnalysisRun',
  *check(set) {
    for (const { template, path, argument, name, user, secret, isMade } of argumentSecrets(set)) {
      if (template.kind !== 'ClusterAnalysisTemplate' || isMade) continue;
      // Without a Rollout beside it the Secret may be in any namespace.
      if (secret !== undefined && user !== template) continue;
      const { namespace } = user.metadata;
      const where =
        namespace === undefined ? 'each namespace that uses it' : `the namespace ${quote(namespace)}, which uses it`;
      yield {
        object: template,
        path: [...path, 'name'],
        message: `the argument ${quote(argument)} is taken from the Secret ${quote(name)}, which has to be in ${where}`,
        related: user === template ? [] : [{ object: user, path: ['metadata', 'name'], message: 'used by this one' }],
      };
    }
  },
};
