import { addTo } from './grouped';
import type { ManifestPath } from './manifest-path';
import { editedPath, type SourceEdit } from './source-edit';

/** Where the values of a text have moved to, by the edits that are done. */
export class SourceMoves {
  private readonly removed = new Map<string, number[]>();
  private readonly renamed = new Map<string, string>();

  /** Takes note of an edit that is done. */
  add(done: SourceEdit): void {
    const path = editedPath(done);
    const last = path.at(-1);
    if ('rename' in done.edit) this.renamed.set(keyOf(done, path), done.edit.to);
    if (!('remove' in done.edit) || typeof last !== 'number') return;
    addTo(this.removed, keyOf(done, path.slice(0, -1)), last);
  }

  /** The way to what an edit is about, in the text as it is now. */
  pathOf(edit: SourceEdit): ManifestPath {
    const path = editedPath(edit);
    return path.map((key, depth) => {
      if (typeof key === 'string') return this.renamed.get(keyOf(edit, path.slice(0, depth + 1))) ?? key;
      const removed = this.removed.get(keyOf(edit, path.slice(0, depth))) ?? [];
      return key - removed.filter((index) => index < key).length;
    });
  }
}

function keyOf({ document }: SourceEdit, path: ManifestPath): string {
  return JSON.stringify([document, ...path]);
}
