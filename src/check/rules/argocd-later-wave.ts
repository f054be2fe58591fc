import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { HOOK, isHook, neighboursOf, WAVE, waveOf } from '../sync-wave';

/** Something that Argo CD applies after a Rollout. */
export const ARGOCD_LATER_WAVE: Rule = {
  id: 'argocd-later-wave',
  severity: 'warning',
  what: 'An object in a later sync wave than the Rollout, or a PostSync hook beside it.',
  why: 'Argo CD waits with it until the release is over, and applies no newer commit meanwhile, not even the revert: the bad version is promoted first.',
  remedy:
    'leave nothing after the Rollout: put the object into its wave or an earlier one, and replace the hook by an analysis',
  source: 'argo-cd issues #25054 and #19422; recorded on Argo CD 3.5.1',
  *check(set) {
    for (const { rollout } of releasesOf(set)) {
      for (const object of neighboursOf(set, rollout)) {
        const hook = isHook(object, 'PostSync');
        if (object.kind === 'Rollout' || (!hook && waveOf(object) <= waveOf(rollout))) continue;
        const name = `${object.kind} "${object.metadata.name}"`;
        yield {
          object,
          path: ['metadata', 'annotations', hook ? HOOK : WAVE],
          message: hook
            ? `${name} runs after the sync (PostSync), which lasts until the release of Rollout "${rollout.metadata.name}" is over`
            : `${name} is in sync wave ${waveOf(object)}, after Rollout "${rollout.metadata.name}" in wave ${waveOf(rollout)}: the sync lasts until the release is over`,
        };
      }
    }
  },
};
