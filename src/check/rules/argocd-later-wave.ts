import { at } from '../../manifest/plain';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { HELM_HOOK, HOOK, isIn, type SyncOrder, syncOrders, WAVE, waveOf } from '../sync-wave';

/** Something that Argo CD applies after a Rollout. */
export const ARGOCD_LATER_WAVE: Rule = {
  id: 'argocd-later-wave',
  severity: 'warning',
  what: 'An object in a later sync wave than the Rollout, or a PostSync hook beside it.',
  why: 'Argo CD waits with it until the release is over, and applies no newer commit meanwhile, not even the revert: the bad version is promoted first.',
  remedy: 'leave nothing after the Rollout: put the object into its wave, and replace the hook by an analysis',
  source: 'argo-cd gitops-engine/pkg/sync/sync_context.go, issues #25054 and #19422; recorded on Argo CD 3.5.1',
  *check(set) {
    for (const order of syncOrders(set)) yield* problems(order);
  },
};

function* problems({ rollouts, placed, unplaced }: SyncOrder): Iterable<Problem> {
  const [first] = rollouts;
  if (first === undefined) return;
  const rollout = `Rollout "${first.metadata.name}"`;
  for (const object of placed) {
    const name = `${object.kind} "${object.metadata.name}"`;
    if (isIn(object, 'PostSync')) {
      const hook = at(object.metadata.annotations, HOOK) === undefined ? HELM_HOOK : HOOK;
      yield {
        object,
        path: ['metadata', 'annotations', hook],
        message: `${name} runs after the sync (PostSync), which lasts until the release of ${rollout} is over`,
      };
    } else if (waveOf(object) > waveOf(first)) {
      yield {
        object,
        path: ['metadata', 'annotations', WAVE],
        message: `${name} is in sync wave ${waveOf(object)}, after ${rollout} in wave ${waveOf(first)}: the sync lasts until the release is over`,
      };
    }
  }
  if (waveOf(first) >= 0 || unplaced === undefined) return;
  yield {
    object: first,
    path: ['metadata', 'annotations', WAVE],
    message: `${rollout} is in sync wave ${waveOf(first)}, before ${unplaced.kind} "${unplaced.metadata.name}" and whatever says no wave: the sync lasts until the release is over`,
    remedy: 'leave the wave out, or put the other objects into it',
  };
}
