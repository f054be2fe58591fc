import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import { at, entriesOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Fix } from '../finding';
import { nearest } from '../nearest';
import type { Rule } from '../rule';

/** A subscription to a trigger that there is not. */
export const NOTIFICATION_TRIGGER_UNKNOWN: Rule = {
  id: 'notification-trigger-unknown',
  severity: 'warning',
  what: 'A subscription to a notification trigger that neither Argo Rollouts has nor these files define.',
  why: 'Nobody is notified: the controller writes an error into its log at each look, and there is neither an event nor a status.',
  remedy:
    'name one of the triggers of Argo Rollouts, or define it in the ConfigMap argo-rollouts-notification-configmap',
  source:
    'argo-rollouts manifests/notifications-install.yaml, docs/features/notifications.md; recorded on Argo Rollouts 1.10.2: an error in the log at each look',
  *check(set) {
    const configs = set.named('ConfigMap', CONFIG);
    const known = [...new Set([...TRIGGERS, ...configs.flatMap(triggersIn)])];
    for (const { rollout } of releasesOf(set)) {
      for (const [key] of entriesOf(rollout.metadata.annotations)) {
        const [, trigger] = key.match(/^notifications\.argoproj\.io\/subscribe\.([^.]+)\.[^.]+$/) ?? [];
        if (trigger === undefined || known.includes(trigger)) continue;
        const meant = nearest(trigger, known, FEW);
        const isKnownHere = set.isComplete || meant !== undefined || configs.length > 0;
        const path = ['metadata', 'annotations', key];
        yield {
          object: rollout,
          path,
          // One of one's own may be defined in the cluster.
          severity: isKnownHere ? 'warning' : 'info',
          message: `the trigger "${trigger}" is none of those that Argo Rollouts brings along, and ${CONFIG} ${configs.length > 0 ? 'does not define it' : 'is not among these files'}${meant === undefined ? '' : `: ${meant} may be meant`}`,
          remedy: `take one of ${known.join(', ')}, or define it in ${CONFIG}`,
          fix: meant === undefined ? undefined : fixOf(path, key.replace(`.${trigger}.`, `.${meant}.`), meant),
        };
      }
    }
  },
};

const CONFIG = 'argo-rollouts-notification-configmap';

// As many letters as people mistype: "-abort" is meant to be "-aborted", and "-degraded" not "-updated".
const FEW = 2;

function fixOf(path: ManifestPath, to: string, trigger: string): Fix {
  return { description: `subscribe to ${trigger}`, edits: [{ rename: path, to }] };
}

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

function triggersIn(config: ManifestObject): string[] {
  return entriesOf(at(config, 'data')).flatMap(([key]) =>
    key.startsWith('trigger.') ? [key.slice('trigger.'.length)] : [],
  );
}
