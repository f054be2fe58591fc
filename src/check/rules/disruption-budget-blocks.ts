import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, isThere, numberOf, type Plain, wordOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { selects } from '../../release/release-pods';
import type { Rule } from '../rule';
import { scalersFor } from '../scalers';

/** A PodDisruptionBudget that lets no pod go. */
export const DISRUPTION_BUDGET_BLOCKS: Rule = {
  id: 'disruption-budget-blocks',
  severity: 'warning',
  what: 'A PodDisruptionBudget over the pods of a Rollout that allows no disruption.',
  why: 'No node with such a pod can be drained: upgrades of the cluster stand still until somebody deletes pods by hand.',
  remedy: 'allow at least one pod to be away, as a share such as maxUnavailable: 25%',
  source:
    'Kubernetes PodDisruptionBudget; argo-rollouts issues #2119, #2419 and #4270: it counts the pods of both versions',
  *check(set) {
    for (const release of releasesOf(set)) {
      for (const object of budgetsOf(set, release)) {
        const [key, value] = ['maxUnavailable', 'minAvailable']
          .map((field) => [field, at(object.spec, field)] as const)
          .find(([, given]) => isThere(given)) ?? ['', undefined];
        if (!allowsNone(set, release, key, value)) continue;
        yield {
          object,
          path: ['spec', key],
          message: `${key} of PodDisruptionBudget "${object.metadata.name}" is ${wordOf(value)}, and with the ${release.replicas} pods of Rollout "${release.rollout.metadata.name}" none may be away`,
        };
      }
    }
  },
};

function allowsNone(set: ManifestSet, { rollout, replicas }: Release, key: string, value: Plain): boolean {
  const share = /^(\d+)%$/.exec(wordOf(value))?.[1];
  if (key === 'maxUnavailable') return value === 0 || share === '0';
  if (key !== 'minAvailable') return false;
  if (share !== undefined) return Number(share) >= 100;
  const isFixed = scalersFor(set, rollout).length === 0 && replicas > 0;
  return isFixed && (numberOf(value) ?? 0) >= replicas;
}

function budgetsOf(set: ManifestSet, { rollout, pods }: Release): ManifestObject[] {
  if (pods === undefined) return [];
  return (set.derive(byNamespace).get(rollout.metadata.namespace ?? '') ?? []).filter((object) => {
    const selector = at(object.spec, 'selector');
    const labels = at(selector, 'matchLabels');
    return isThere(labels) && !isThere(at(selector, 'matchExpressions')) && selects(labels, pods.labels);
  });
}

function byNamespace(set: ManifestSet): Map<string, ManifestObject[]> {
  const budgets = new Map<string, ManifestObject[]>();
  for (const object of set.ofKind('PodDisruptionBudget', 'policy')) {
    const key = object.metadata.namespace ?? '';
    const others = budgets.get(key);
    if (others === undefined) budgets.set(key, [object]);
    else others.push(object);
  }
  return budgets;
}
