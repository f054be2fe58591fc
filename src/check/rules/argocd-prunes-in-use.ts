import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, type Plain, wordOf } from '../../manifest/plain';
import { type Delivery, deliveriesOf, syncOptionsOf } from '../../release/delivery';
import type { Release } from '../../release/release';
import { hasContentHash } from '../content-hash';
import { podConfigs } from '../pod-configs';
import type { Rule } from '../rule';

/** An Application that deletes what a running release still needs. */
export const ARGOCD_PRUNES_IN_USE: Rule = {
  id: 'argocd-prunes-in-use',
  severity: 'warning',
  what: 'An Argo CD Application that prunes at once, with objects whose names follow their content.',
  why: 'With each change the object of the old name is deleted while the stable version still needs it. A stable pod that restarts finds no ConfigMap and does not start; without its AnalysisTemplate or Service the Rollout is InvalidSpec and frozen at its weight, and even an abort does nothing.',
  remedy:
    'annotate the objects with argocd.argoproj.io/sync-options: Prune=false, or add PruneLast=true to syncPolicy.syncOptions, with which the sync lasts until the release is over and no newer commit is applied meanwhile, not even the revert',
  source:
    'argo-rollouts docs/best-practices.md, argo-cd gitops-engine/pkg/sync/sync_context.go; recorded on Argo Rollouts 1.10.2: a template deleted in mid-release freezes it',
  *check(set) {
    for (const delivery of deliveriesOf(set)) {
      const automated = at(delivery.spec, 'syncPolicy', 'automated');
      if (at(automated, 'prune') !== true || at(automated, 'enabled') === false) continue;
      if (syncOptionsOf(delivery).some(spares)) continue;
      const objects = prunedObjects(set, delivery);
      const [first] = objects;
      if (first === undefined) continue;
      const names = objects.map(({ kind, metadata }) => `${kind} "${metadata.name}"`);
      const others = names.length > 1 ? ` and ${names.length - 1} more` : '';
      yield {
        object: delivery.object,
        path: [...delivery.path, 'syncPolicy', 'automated', 'prune'],
        message: `${delivery.object.kind} "${delivery.object.metadata.name}" deletes what a running release still needs: when the name of ${names[0]}${others} changes with its content, the object of the old name goes at the begin of the release`,
        related: objects.map((object) => ({ object, path: ['metadata', 'name'], message: 'its name has a hash' })),
      };
    }
  },
};

function prunedObjects(set: ManifestSet, { releases }: Delivery): ManifestObject[] {
  const used = new Set(releases.flatMap((release) => usedBy(set, release)));
  return [...used].filter(
    ({ metadata }) =>
      hasContentHash(metadata.name) &&
      !optionsIn(at(metadata.annotations, 'argocd.argoproj.io/sync-options')).some(spares),
  );
}

function usedBy(set: ManifestSet, { gates, services, pods }: Release): ManifestObject[] {
  return [
    ...gates.flatMap(({ templates }) => templates),
    ...services.flatMap(({ object }) => object ?? []),
    ...(pods === undefined ? [] : podConfigs(set, pods).map(({ object }) => object)),
  ];
}

function optionsIn(annotation: Plain): string[] {
  return wordOf(annotation ?? '')
    .split(',')
    .map((option) => option.trim());
}

function spares(option: string): boolean {
  return /^(Prune=(false|confirm)|PruneLast=true)$/.test(option);
}
