import type { ManifestSet } from '../../manifest/manifest-set';
import { at, entriesOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { nearest } from '../nearest';
import type { Rule } from '../rule';

/** A subscription to a trigger that there is not. */
export const NOTIFICATION_TRIGGER_UNKNOWN: Rule = {
  id: 'notification-trigger-unknown',
  severity: 'warning',
  what: 'A subscription to a notification trigger that Argo Rollouts does not have.',
  why: 'Nobody is notified: the controller writes an error into its log at each look, and there is neither an event nor a status.',
  remedy:
    'name one of the triggers of Argo Rollouts, or define it in the ConfigMap argo-rollouts-notification-configmap',
  source: 'argo-rollouts manifests/notifications-install.yaml; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    const known = [...TRIGGERS, ...set.derive(ownTriggers)];
    for (const { rollout } of releasesOf(set)) {
      for (const [key] of entriesOf(rollout.metadata.annotations)) {
        const [, trigger] = key.match(/^notifications\.argoproj\.io\/subscribe\.([^.]+)\.[^.]+$/) ?? [];
        if (trigger === undefined || known.includes(trigger)) continue;
        const meant = nearest(trigger, known);
        yield {
          object: rollout,
          path: ['metadata', 'annotations', key],
          message:
            `there is no trigger "${trigger}" to subscribe to${meant === undefined ? '' : `, did you mean ${meant}?`}`.replace(
              /\?$/,
              '',
            ),
          remedy: `take one of ${known.join(', ')}, or define it in argo-rollouts-notification-configmap`,
          ...(meant === undefined
            ? {}
            : {
                fix: {
                  description: `subscribe to ${meant}`,
                  edits: [{ rename: ['metadata', 'annotations', key], to: key.replace(`.${trigger}.`, `.${meant}.`) }],
                },
              }),
        };
      }
    }
  },
};

const TRIGGERS = [
  'on-analysis-run-error',
  'on-analysis-run-failed',
  'on-analysis-run-running',
  'on-rollout-aborted',
  'on-rollout-completed',
  'on-rollout-paused',
  'on-rollout-step-completed',
  'on-rollout-updated',
  'on-scaling-replica-set',
];

function ownTriggers(set: ManifestSet): string[] {
  return set
    .named('ConfigMap', 'argo-rollouts-notification-configmap')
    .flatMap((config) =>
      entriesOf(at(config, 'data')).flatMap(([key]) =>
        key.startsWith('trigger.') ? [key.slice('trigger.'.length)] : [],
      ),
    );
}
