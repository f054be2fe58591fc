import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import { at, isThere } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { pauseSeconds } from '../../release/release-step';
import type { Rule } from '../rule';
import { BLUE_GREEN } from '../strategy-paths';
import { rolloutSubscriptions, tellsOfPauses, untold } from '../subscriptions';

/** A release that waits for a person whom nobody tells. */
export const PAUSE_UNWATCHED: Rule = {
  id: 'pause-unwatched',
  severity: 'info',
  what: 'A release that waits for a person, without a notification that it does.',
  why: 'Nothing ends the wait but a person: both versions run until somebody happens to look.',
  remedy:
    'subscribe to on-rollout-paused with the annotation notifications.argoproj.io/subscribe.on-rollout-paused.<service>',
  source: 'argo-rollouts docs/features/notifications.md; issues #2200, #495',
  *check(set) {
    for (const release of releasesOf(set)) {
      const subscriptions = rolloutSubscriptions(set, release);
      const wait = tellsOfPauses(subscriptions.all) ? undefined : waitOf(release);
      if (wait === undefined) continue;
      const { severity, text } = untold(subscriptions);
      const message = `${wait.what} waits for a person, and ${text}`;
      yield { object: release.rollout, path: wait.path, severity, message };
    }
  },
};

interface Wait {
  readonly path: ManifestPath;
  readonly what: string;
}

function waitOf({ rollout, steps, blueGreen }: Release): Wait | undefined {
  if (at(blueGreen, 'autoPromotionEnabled') === false) {
    if (hasReason(rollout, 'promotion-waits-for')) return undefined;
    const path: ManifestPath = [...BLUE_GREEN, 'autoPromotionEnabled'];
    return { path, what: 'the promotion' };
  }
  const step = steps.find(
    ({ index, value }) =>
      pauseSeconds(value) === Number.POSITIVE_INFINITY && !hasReason(rollout, `step-${index}-waits-for`),
  );
  if (step === undefined) return undefined;
  return { path: [...step.path, 'pause'], what: `steps[${step.index}]` };
}

/** Whether somebody has said why the release waits, as the constructs of this library make people do. */
function hasReason({ metadata }: ManifestObject, key: string): boolean {
  return isThere(at(metadata.annotations, `cdk8s-rollouts/${key}`));
}
