import { posix } from 'node:path';
import { at, listOf, textOf } from '../manifest/plain';
import { readValue } from '../manifest/read-value';

/**
 * The files that kustomizations patch with: they look like manifests, and are parts of some.
 * @param texts the texts of the files by their names
 */
export function kustomizePatches(texts: ReadonlyMap<string, string>): Set<string> {
  const patches = new Set<string>();
  for (const [file, text] of texts) {
    if (!KUSTOMIZATION.test(file)) continue;
    const { value } = readValue(text);
    // What stands there may be a patch itself instead of its file.
    const names = [
      ...listOf(at(value, 'patches')).map((patch) => at(patch, 'path')),
      ...listOf(at(value, 'patchesJson6902')).map((patch) => at(patch, 'path')),
      ...listOf(at(value, 'patchesStrategicMerge')),
    ];
    for (const name of names.flatMap((one) => textOf(one) ?? [])) patches.add(posix.join(posix.dirname(file), name));
  }
  return new Set([...texts.keys()].filter((file) => patches.has(posix.normalize(file))));
}

const KUSTOMIZATION = /(^|\/)kustomization\.ya?ml$/;
