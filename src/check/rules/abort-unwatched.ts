import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at } from '../../manifest/plain';
import { deliveriesOf } from '../../release/delivery';
import { type Release, releasesOf } from '../../release/release';
import { dryRunMetrics } from '../metric-rules';
import type { Rule } from '../rule';
import { applicationSubscriptions, rolloutSubscriptions, tellsOfAborts, untold } from '../subscriptions';

/** A release that may be aborted without anybody being told. */
export const ABORT_UNWATCHED: Rule = {
  id: 'abort-unwatched',
  severity: 'info',
  what: 'A release that may abort by itself, without a notification that it did.',
  why: 'All requests go back to the stable version, and the fix or feature that was released is nowhere. Argo CD still says Synced, and nothing tries again, so it stays that way until somebody looks.',
  remedy:
    'subscribe to on-rollout-aborted: with the annotation notifications.argoproj.io/subscribe.on-rollout-aborted.<service>, or for all Rollouts under subscriptions in the ConfigMap argo-rollouts-notification-configmap',
  source:
    'argo-rollouts docs/features/notifications.md, utils/record/record.go; recorded on Argo CD 3.5.1: Synced after an abort',
  *check(set) {
    const watched = set.derive(watchedByArgoCd);
    for (const release of releasesOf(set)) {
      const subscriptions = rolloutSubscriptions(set, release);
      if (tellsOfAborts(subscriptions.all) || watched.has(release.rollout)) continue;
      const cause = causeOf(release);
      if (cause === undefined) continue;
      const { severity, text } = untold(subscriptions);
      const message = `${cause.what} may abort the release, and ${text}`;
      yield { object: release.rollout, path: cause.path, severity, message };
    }
  },
};

interface Cause {
  readonly path: ManifestPath;
  readonly what: string;
}

function causeOf({ set, rollout, gates }: Release): Cause | undefined {
  const isOnlyTried = dryRunMetrics(set);
  const gate = gates.find(({ metrics, isWhole }) => !isWhole || metrics.some((metric) => !isOnlyTried.has(metric)));
  if (gate !== undefined) return { path: gate.path, what: 'the analysis' };
  if (at(rollout.spec, 'progressDeadlineAbort') !== true) return undefined;
  return { path: ['spec', 'progressDeadlineAbort'], what: 'the progress deadline' };
}

// To Argo CD an aborted Rollout is Degraded (argo-cd resource_customizations/argoproj.io/Rollout/health.lua).
function watchedByArgoCd(set: ManifestSet): Set<ManifestObject> {
  return new Set(
    deliveriesOf(set).flatMap((delivery) => {
      const { all } = applicationSubscriptions(set, delivery);
      // Apart from on-health-degraded, triggers of one's own may tell it too.
      return all.some((trigger) => !OTHERS.includes(trigger)) ? delivery.releases.map(({ rollout }) => rollout) : [];
    }),
  );
}

// What Argo CD brings along for something else (argo-cd notifications_catalog/triggers).
const OTHERS: readonly string[] = [
  'on-created',
  'on-deleted',
  'on-deployed',
  'on-sync-failed',
  'on-sync-running',
  'on-sync-status-unknown',
  'on-sync-succeeded',
];
