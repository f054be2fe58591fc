import { grouped } from '../manifest/grouped';
import type { ManifestObject } from '../manifest/manifest';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, wordOf } from '../manifest/plain';
import { isFileSource } from '../manifest/source';

/** The annotation that says in which wave Argo CD applies an object. */
export const WAVE = 'argocd.argoproj.io/sync-wave';

/** The annotation that says at which phases of a sync Argo CD runs an object. */
export const HOOK = 'argocd.argoproj.io/hook';

/** The sync wave of an object: 0 where it does not say it. */
export function waveOf({ metadata }: ManifestObject): number {
  const wave = Number(wordOf(at(metadata.annotations, WAVE) ?? 0));
  return Number.isInteger(wave) ? wave : 0;
}

/** Whether an object is applied in a phase of a sync; what is no hook is applied in the phase `Sync`. */
export function isIn({ metadata }: ManifestObject, phase: 'Sync' | 'PostSync'): boolean {
  const hooks = at(metadata.annotations, HOOK) ?? '';
  return wordOf(hooks === '' ? 'Sync' : hooks)
    .split(',')
    .some((word) => word.trim() === phase);
}

/** The objects of one folder and namespace, which are taken for delivered together, as their sync goes through them. */
export interface SyncOrder {
  /** The Rollouts, from the earliest wave on. */
  readonly rollouts: readonly ManifestObject[];

  /** The Ingresses, from the earliest wave on. */
  readonly ingresses: readonly ManifestObject[];

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
            ingresses: byWave(
              synced.filter((object) => isKind(object, 'Ingress', ['networking.k8s.io', 'extensions'])),
            ),
            placed: objects.filter((object) => isIn(object, 'PostSync') || (isIn(object, 'Sync') && isPlaced(object))),
            unplaced: synced.find((object) => !isPlaced(object)),
          },
        ];
  });
}

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
