import type { ManifestSet } from '../../manifest/manifest-set';
import { at, isThere, numberOf, type Plain, wordOf } from '../../manifest/plain';
import { knownReplicas } from '../../release/known-replicas';
import { type Release, releasesOf } from '../../release/release';
import { LabelIndex } from '../label-index';
import type { Rule } from '../rule';

/** A PodDisruptionBudget that lets no pod go. */
export const DISRUPTION_BUDGET_BLOCKS: Rule = {
  id: 'disruption-budget-blocks',
  severity: 'warning',
  what: 'A PodDisruptionBudget over the pods of a Rollout that allows no disruption.',
  why: 'No node with such a pod can be drained: upgrades of the cluster stand still until somebody deletes pods by hand. Only the drain says so.',
  remedy: 'allow at least one pod to be away, as a share such as maxUnavailable: 25%',
  source:
    'kubernetes pkg/controller/disruption/disruption.go (shares are rounded up); argo-rollouts issue #2419: it counts the pods of both versions, and takes shares',
  *check(set) {
    for (const object of set.ofKind('PodDisruptionBudget', 'policy')) {
      const key = ['maxUnavailable', 'minAvailable'].find((field) => isThere(at(object.spec, field)));
      const value = key && at(object.spec, key);
      const selector = at(object.spec, 'selector');
      if (key === undefined || isThere(at(selector, 'matchExpressions'))) continue;
      for (const release of set.derive(byLabels).selectedBy(object.metadata.namespace, at(selector, 'matchLabels'))) {
        const pods = podsOf(release);
        if (!allowsNone(key, value, pods)) continue;
        yield {
          object,
          path: ['spec', key],
          message: `${key} of PodDisruptionBudget "${object.metadata.name}" is ${wordOf(value)}: ${whose(pods)} of Rollout "${release.rollout.metadata.name}" may be away`,
        };
      }
    }
  },
};

function byLabels(set: ManifestSet): LabelIndex<Release> {
  const index = new LabelIndex<Release>();
  for (const release of releasesOf(set)) {
    if (release.pods !== undefined) index.add(release, release.rollout.metadata.namespace, release.pods.labels);
  }
  return index;
}

function whose(pods: number | undefined): string {
  return pods === undefined || pods === 1 ? 'no pod' : `none of the ${pods} pods`;
}

// An autoscaler may make as many as the budget needs, and which Rollouts have one is not always in the files.
function podsOf(release: Release): number | undefined {
  const known = knownReplicas(release);
  return known?.object === release.rollout && known.count > 0 ? known.count : undefined;
}

function allowsNone(key: string, value: Plain, pods: number | undefined): boolean {
  const share = /^(\d{1,9})%$/.exec(wordOf(value))?.[1];
  if (key === 'maxUnavailable') return value === 0 || share === '0';
  if (share !== undefined && Number(share) >= 100) return true;
  if (pods === undefined) return false;
  const least = share === undefined ? numberOf(value) : Math.ceil((Number(share) * pods) / 100);
  return least !== undefined && least >= pods;
}
