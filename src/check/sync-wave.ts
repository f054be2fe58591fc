import type { ManifestObject } from '../manifest/manifest';
import type { ManifestSet } from '../manifest/manifest-set';
import { at } from '../manifest/plain';
import { isFileSource } from '../manifest/source';

/** The annotation that says in which wave Argo CD applies an object. */
export const WAVE = 'argocd.argoproj.io/sync-wave';

/** The annotation that says at which phases of a sync Argo CD runs an object. */
export const HOOK = 'argocd.argoproj.io/hook';

/** The sync wave of an object: 0 where it does not say it. */
export function waveOf({ metadata }: ManifestObject): number {
  const wave = Number(at(metadata.annotations, WAVE) ?? 0);
  return Number.isInteger(wave) ? wave : 0;
}

/** Whether an object is a hook of a phase. */
export function isHook({ metadata }: ManifestObject, phase: string): boolean {
  return String(at(metadata.annotations, HOOK) ?? '')
    .split(',')
    .some((word) => word.trim() === phase);
}

/** The objects with a wave or a hook that are delivered together with another one: in its namespace and folder. */
export function neighboursOf(set: ManifestSet, object: ManifestObject): readonly ManifestObject[] {
  return (set.derive(withAnnotations).get(homeOf(set, object)) ?? []).filter((other) => other !== object);
}

function withAnnotations(set: ManifestSet): Map<string, ManifestObject[]> {
  const homes = new Map<string, ManifestObject[]>();
  for (const object of set.objects) {
    const isOrdered = waveOf(object) !== 0 || isHook(object, 'PostSync') || object.kind === 'Ingress';
    if (!isOrdered) continue;
    const home = homeOf(set, object);
    const others = homes.get(home);
    if (others === undefined) homes.set(home, [object]);
    else others.push(object);
  }
  return homes;
}

function homeOf(set: ManifestSet, object: ManifestObject): string {
  const source = set.sourceOf(object);
  const folder = isFileSource(source) ? source.file.replace(/[^/]*$/, '') : source.construct.replace(/\/.*$/, '');
  return `${object.metadata.namespace ?? ''} ${folder}`;
}
