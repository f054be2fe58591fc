import type { ManifestObject } from '../manifest/manifest';
import { entriesOf } from '../manifest/plain';

/** The notification triggers that a Rollout subscribes to by its annotations, each once. */
export function subscribedTriggers({ metadata }: ManifestObject): string[] {
  const triggers = entriesOf(metadata.annotations).flatMap(
    ([key]) => /^notifications\.argoproj\.io\/subscribe\.([^.]+)\./.exec(key)?.[1] ?? [],
  );
  return [...new Set(triggers)];
}

/** Whether somebody is told that a release waits; triggers of one's own may tell it too. */
export function tellsOfPauses(triggers: readonly string[]): boolean {
  return triggers.some((trigger) => !OTHERS.test(trigger));
}

// What Argo Rollouts brings along for something else (argo-rollouts manifests/notifications-install.yaml).
const OTHERS =
  /^(on-rollout-(aborted|completed|updated|step-completed)|on-analysis-run-(error|failed|running)|on-scaling-replica-set)$/;
