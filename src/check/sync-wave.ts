import { grouped } from '../manifest/grouped';
import type { ManifestObject } from '../manifest/manifest';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, type Plain, wordOf } from '../manifest/plain';
import { isFileSource } from '../manifest/source';
import { deliveriesOf } from '../release/delivery';

/** The annotation that says in which wave Argo CD applies an object. */
export const WAVE = 'argocd.argoproj.io/sync-wave';

/** The annotation that says at which phases of a sync Argo CD runs an object. */
export const HOOK = 'argocd.argoproj.io/hook';

/** The annotation of Helm that Argo CD reads where its own is not there. */
export const HELM_HOOK = 'helm.sh/hook';

/** The sync wave of an object: 0 where it does not say it (argo-cd gitops-engine/pkg/sync/syncwaves/waves.go). */
export function waveOf({ metadata }: ManifestObject): number {
  const said = [WAVE, 'helm.sh/hook-weight']
    .map((key) => wordOf(at(metadata.annotations, key) ?? ''))
    .find((text) => /^[+-]?\d+$/.test(text));
  return Number(said ?? 0);
}

/**
 * Whether an object is applied in a phase of a sync; what is no hook is applied in the phase `Sync`, and a hook of no
 * known phase never (argo-cd gitops-engine/pkg/sync/hook/hook.go).
 */
export function isIn({ metadata }: ManifestObject, phase: 'Sync' | 'PostSync'): boolean {
  const [hooks, helmHooks] = [HOOK, HELM_HOOK].map((key) => at(metadata.annotations, key) ?? undefined);
  const phases = wordsOf(hooks).filter((word) => PHASES.includes(word));
  if (phases.length > 0) return phases.includes(phase);
  if (hooks === undefined && (helmHooks === undefined || helmHooks === 'crd-install')) return phase === 'Sync';
  return phase === 'PostSync' && wordsOf(helmHooks).some((word) => word === 'post-install' || word === 'post-upgrade');
}

const PHASES: readonly string[] = ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'PreDelete', 'PostDelete', 'Skip'];

function wordsOf(annotation: Plain): string[] {
  return wordOf(annotation ?? '')
    .split(',')
    .map((word) => word.trim());
}

/** The objects of one folder and namespace, which are taken for delivered together, as their sync goes through them. */
export interface SyncOrder {
  /** The Rollouts, from the earliest wave on. */
  readonly rollouts: readonly ManifestObject[];

  /** What Argo CD may wait for before it goes on: Ingresses and autoscalers, from the earliest wave on. */
  readonly awaited: readonly ManifestObject[];

  /** What says its wave, or comes after the sync. */
  readonly placed: readonly ManifestObject[];

  /** An object of wave 0 that does not say it. */
  readonly unplaced?: ManifestObject;
}

/** The orders of a set in which there is a Rollout. */
export function syncOrders(set: ManifestSet): readonly SyncOrder[] {
  return set.derive(makeOrders);
}

function makeOrders(set: ManifestSet): SyncOrder[] {
  const delivered = new Set(deliveriesOf(set).flatMap(({ releases }) => releases.map(({ rollout }) => rollout)));
  const homes = grouped(set.objects, (object) => homeOf(set, object));
  return [...homes.values()].flatMap((objects) => {
    const synced = objects.filter((object) => isIn(object, 'Sync'));
    const isPlaced = ({ metadata }: ManifestObject): boolean => at(metadata.annotations, WAVE) !== undefined;
    const rollouts = byWave(synced.filter((object) => isKind(object, 'Rollout', ['argoproj.io'])));
    return rollouts.length === 0
      ? []
      : [
          {
            rollouts,
            awaited: byWave(synced.filter((object) => AWAITED.some(([kind, groups]) => isKind(object, kind, groups)))),
            placed: objects.filter((object) =>
              isIn(object, 'PostSync')
                ? // Helm itself does not wait for a release before it runs what comes after.
                  at(object.metadata.annotations, HOOK) !== undefined || rollouts.some((one) => delivered.has(one))
                : isIn(object, 'Sync') && isPlaced(object),
            ),
            unplaced: synced.find((object) => !isPlaced(object)),
          },
        ];
  });
}

const AWAITED: readonly (readonly [string, readonly string[]])[] = [
  ['Ingress', ['networking.k8s.io', 'extensions']],
  ['HorizontalPodAutoscaler', ['autoscaling']],
  ['ScaledObject', ['keda.sh']],
];

function byWave(objects: readonly ManifestObject[]): ManifestObject[] {
  return [...objects].sort((one, other) => waveOf(one) - waveOf(other));
}

function isKind({ apiVersion, kind }: ManifestObject, wanted: string, groups: readonly string[]): boolean {
  return kind === wanted && groups.includes(apiVersion.split('/', 1)[0] ?? '');
}

function homeOf(set: ManifestSet, object: ManifestObject): string {
  const source = set.sourceOf(object);
  const folder = isFileSource(source) ? source.file.replace(/[^/]*$/, '') : source.construct.replace(/\/.*$/, '');
  return `${object.metadata.namespace ?? ''} ${folder}`;
}
