import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { neighboursOf, WAVE, waveOf } from '../sync-wave';

/** Something that Argo CD waits for before it applies a Rollout, and that may never be ready. */
export const ARGOCD_EARLIER_WAVE: Rule = {
  id: 'argocd-earlier-wave',
  severity: 'warning',
  what: 'A Rollout in a later sync wave than an Ingress.',
  why: 'Argo CD waits until the Ingress has an address. Where no controller gives it one, the Rollout is never created, and the sync is Running for ever.',
  remedy: 'put both into one sync wave: the controller finds the Ingress by itself within seconds',
  source: 'Argo CD health checks of Ingress; recorded on Argo CD 3.5.1',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      if (waveOf(rollout) === 0) continue;
      for (const object of neighboursOf(set, rollout)) {
        if (object.kind !== 'Ingress' || waveOf(object) >= waveOf(rollout)) continue;
        yield {
          object: rollout,
          path: ['metadata', 'annotations', WAVE],
          message: `Rollout "${rollout.metadata.name}" is in sync wave ${waveOf(rollout)}, and waits until Ingress "${object.metadata.name}" of wave ${waveOf(object)} has an address`,
          related: [{ object, path: ['metadata', 'name'], message: 'the Ingress' }],
        };
      }
    }
  },
};
