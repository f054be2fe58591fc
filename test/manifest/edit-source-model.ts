import type { SourceEdit } from '../../src/manifest/edit-source';
import type { ManifestPath } from '../../src/manifest/manifest-path';

/** The ways to all keys and elements of a value. */
export function pathsOf(value: unknown, path: ManifestPath = []): ManifestPath[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [[...path, key], ...pathsOf(Reflect.get(value, key), [...path, key])]);
}

/** What edits make of a value, all of them about the value as it is. */
export function edited(value: unknown, edits: readonly (SourceEdit | undefined)[]): unknown {
  const result: unknown = structuredClone(value);
  const all = edits.flatMap((edit) => (edit === undefined ? [] : [edit.edit]));
  const removed: object[] = [];
  for (const edit of all) if ('set' in edit) Reflect.set(parentAt(result, edit.set), edit.set.at(-1) ?? '', edit.value);
  // A marker first and the removal last, so that the paths of the others stay right.
  for (const edit of all) {
    if (!('remove' in edit)) continue;
    const parent = parentAt(result, edit.remove);
    Reflect.set(parent, edit.remove.at(-1) ?? '', REMOVED);
    removed.push(parent);
  }
  const renames = all.flatMap((edit) =>
    'rename' in edit ? [{ parent: parentAt(result, edit.rename), from: String(edit.rename.at(-1)), to: edit.to }] : [],
  );
  for (const { parent, from, to } of renames) {
    const entries = Object.entries(parent).map(([key, entry]) => [key === from ? to : key, entry] as const);
    for (const key of Object.keys(parent)) Reflect.deleteProperty(parent, key);
    for (const [key, entry] of entries) Reflect.set(parent, key, entry);
  }
  for (const parent of removed) {
    if (Array.isArray(parent)) parent.splice(0, parent.length, ...parent.filter((item) => item !== REMOVED));
    else for (const [key, entry] of Object.entries(parent)) if (entry === REMOVED) Reflect.deleteProperty(parent, key);
  }
  return result;
}

const REMOVED = Symbol('removed');

function parentAt(value: unknown, path: ManifestPath): object {
  const parent = path.slice(0, -1).reduce<unknown>((one, key) => Reflect.get(Object(one), key), value);
  return Object(parent);
}
