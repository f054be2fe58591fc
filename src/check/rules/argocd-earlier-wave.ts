import type { ManifestObject } from '../../manifest/manifest';
import type { Rule } from '../rule';
import { scalersFor } from '../scalers';
import { syncOrders, WAVE, waveOf } from '../sync-wave';

/** Something that Argo CD waits for before it applies a Rollout, and that may never be ready. */
export const ARGOCD_EARLIER_WAVE: Rule = {
  id: 'argocd-earlier-wave',
  severity: 'warning',
  what: 'A Rollout in a later sync wave than an Ingress or its autoscaler.',
  why: 'Argo CD waits until an Ingress has an address. Where nothing gives it one, the Rollout is never created, and the sync is Running for ever. An autoscaler without the Rollout is Degraded, and the first sync fails each time.',
  remedy:
    'put both into one sync wave: the controller finds the Ingress by itself within seconds, and the autoscaler the Rollout',
  source:
    'argo-cd gitops-engine/pkg/health/health_ingress.go and health_hpa.go, resource_customizations/keda.sh/ScaledObject/health.lua; recorded on Argo CD 3.5.1',
  *check(set) {
    for (const { rollouts, awaited } of syncOrders(set)) {
      const here = new Set(awaited);
      const ingress = awaited.find(({ kind }) => kind === 'Ingress');
      for (const rollout of rollouts) {
        const scalers = scalersFor(set, rollout).flatMap(({ object }) => (here.has(object) ? object : []));
        const [first] = [...(ingress === undefined ? [] : [ingress]), ...scalers]
          .filter((object) => waveOf(object) < waveOf(rollout))
          .sort((one, other) => waveOf(one) - waveOf(other));
        if (first === undefined) continue;
        // Of the two the one that says its wave is to be changed; a Rollout of wave 0 says none.
        const [object, other] = waveOf(rollout) === 0 ? [first, rollout] : [rollout, first];
        yield {
          object,
          path: ['metadata', 'annotations', WAVE],
          message: `Rollout "${rollout.metadata.name}" is in sync wave ${waveOf(rollout)}, and ${waitFor(first)}`,
          related: [{ object: other, path: ['metadata', 'name'], message: `the ${other.kind}` }],
        };
      }
    }
  },
};

function waitFor(object: ManifestObject): string {
  const text = `${object.kind} "${object.metadata.name}" of wave ${waveOf(object)}`;
  return object.kind === 'Ingress'
    ? `waits until ${text} has an address`
    : `${text} is Degraded as long as there is no Rollout, which fails the sync before it creates one`;
}
