import type { Rule } from '../rule';
import { syncOrders, WAVE, waveOf } from '../sync-wave';

/** Something that Argo CD waits for before it applies a Rollout, and that may never be ready. */
export const ARGOCD_EARLIER_WAVE: Rule = {
  id: 'argocd-earlier-wave',
  severity: 'warning',
  what: 'A Rollout in a later sync wave than an Ingress.',
  why: 'Argo CD waits until the Ingress has an address. Where no controller gives it one, the Rollout is never created, and the sync is Running for ever.',
  remedy: 'put both into one sync wave: the controller finds the Ingress by itself within seconds',
  source: 'Argo CD health checks of Ingress; recorded on Argo CD 3.5.1',
  *check(set) {
    for (const { rollouts, ingresses } of syncOrders(set)) {
      const [ingress] = ingresses;
      if (ingress === undefined) continue;
      for (const rollout of rollouts.filter((one) => waveOf(ingress) < waveOf(one))) {
        // Of the two the one that says its wave is to be changed; a Rollout of wave 0 says none.
        const [object, other] = waveOf(rollout) === 0 ? [ingress, rollout] : [rollout, ingress];
        yield {
          object,
          path: ['metadata', 'annotations', WAVE],
          message: `Rollout "${rollout.metadata.name}" is in sync wave ${waveOf(rollout)}, and waits until Ingress "${ingress.metadata.name}" of wave ${waveOf(ingress)} has an address`,
          related: [{ object: other, path: ['metadata', 'name'], message: `the ${other.kind}` }],
        };
      }
    }
  },
};
