import { grouped } from '../../manifest/grouped';
import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, entriesOf, isThere, wordOf } from '../../manifest/plain';
import { quantityOf } from '../../manifest/quantity';
import { type KnownReplicas, knownReplicas } from '../../release/known-replicas';
import { type Release, releasesOf } from '../../release/release';
import type { Problem } from '../finding';
import { podDemand, quotaResource } from '../pod-demand';
import { podsNeeded } from '../pods-needed';
import type { Rule } from '../rule';

/** A quota of a namespace that does not have room for a release. */
export const QUOTA_BELOW_RELEASE: Rule = {
  id: 'quota-below-release',
  severity: 'warning',
  what: 'A ResourceQuota that is smaller than what the pods of one release take at the same time.',
  why: 'A release needs more pods than usual: with a router up to twice as many, with blue-green too. The pods beyond the quota are not made. The release stands where it is, the router at its last weight, and only an event of the ReplicaSet says why.',
  remedy:
    'raise the quota to what the release needs, ask for less per pod, or let the old version shrink with dynamicStableScale',
  source:
    'Kubernetes: a pod beyond a ResourceQuota is refused; argo-rollouts utils/replicaset/canary.go and rollout/bluegreen.go: the pods of both versions',
  *check(set) {
    const quotas = set.derive(quotasByNamespace);
    for (const release of releasesOf(set)) {
      const known = knownReplicas(release);
      if (known === undefined || release.pods === undefined) continue;
      for (const quota of quotas.get(release.rollout.metadata.namespace ?? '') ?? []) {
        yield* problemsOf(release, known, quota);
      }
    }
  },
};

function* problemsOf(release: Release, known: KnownReplicas, quota: ManifestObject): Iterable<Problem> {
  const { rollout, pods } = release;
  const points = podsNeeded(release, known.count) ?? [];
  for (const [key, value] of entriesOf(at(quota.spec, 'hard'))) {
    const resource = quotaResource(key);
    const hard = quantityOf(value);
    const demand = resource && podDemand(pods?.template, resource);
    if (hard === undefined || demand === undefined) continue;
    const point = points.find(({ count }) => count * demand > hard * MARGIN);
    if (point === undefined) continue;
    const room = Math.floor((hard * MARGIN) / demand);
    const each = resource?.kind === undefined ? '' : ` of ${amountText(demand, resource.name)} each`;
    const least = known.object === rollout ? '' : `with ${known.what} ${known.count} `;
    yield {
      object: quota,
      path: ['spec', 'hard', key],
      message: `${key} is ${wordOf(value)}, which is enough for ${room} pods${each}: ${least}the Rollout "${rollout.metadata.name}" alone takes ${point.count} ${point.when}`,
      related: [{ object: known.object, path: known.path, message: 'the number of pods' }],
    };
  }
}

// Sums of parts are not exact: 0.1 and 0.2 are more than 0.3.
const MARGIN = 1 + 1e-9;

function quotasByNamespace(set: ManifestSet): Map<string, ManifestObject[]> {
  // One with scopes is for some pods only.
  const quotas = set
    .ofKind('ResourceQuota', '')
    .filter(({ spec }) => !isThere(at(spec, 'scopes')) && !isThere(at(spec, 'scopeSelector')));
  return grouped(quotas, ({ metadata }) => metadata.namespace ?? '');
}

function amountText(amount: number, name: string): string {
  return name === 'cpu' ? `${Math.round(amount * 1000)}m` : `${Math.round(amount / 2 ** 20)}Mi`;
}
