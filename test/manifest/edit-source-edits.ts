import type { Edit, SourceEdit } from '../../src/manifest/edit-source';
import type { ManifestPath } from '../../src/manifest/manifest-path';

/** Sets what a path such as `spec.steps.0` leads to. */
export function set(path: string, value: unknown, document = 0): SourceEdit {
  return sourceEdit({ set: pathOf(path), value }, document);
}

/** Takes away what a path leads to. */
export function remove(path: string, document = 0): SourceEdit {
  return sourceEdit({ remove: pathOf(path) }, document);
}

/** Puts in quotes what a path leads to. */
export function quote(path: string, document = 0): SourceEdit {
  return sourceEdit({ quote: pathOf(path) }, document);
}

/** Gives the key that a path leads to another name. */
export function rename(path: string, to: string, document = 0): SourceEdit {
  return sourceEdit({ rename: pathOf(path), to }, document);
}

function sourceEdit(edit: Edit, document: number): SourceEdit {
  return { document, path: [], edit };
}

function pathOf(path: string): ManifestPath {
  return path === '' ? [] : path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}
