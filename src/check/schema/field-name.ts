import { type ManifestPath, pathText } from '../../manifest/manifest-path';

const SHOWN = 64;

/** How a message calls the value at a path: by its last key, with the place in a list, such as `steps[2]`. */
export function fieldName(path: ManifestPath): string {
  const key = path.map((part) => typeof part).lastIndexOf('string');
  return key === -1 ? 'the object' : `${shortName(String(path[key]))}${pathText(path.slice(key + 1))}`;
}

/** A key as a message shows it, shortened where it is longer than any name. */
export function shortName(key: string): string {
  return key.length > SHOWN ? `${key.slice(0, SHOWN)}...` : key;
}
