import { isDeepStrictEqual } from 'node:util';
import { addTo } from './grouped';
import { type ManifestPath, pathText } from './manifest-path';
import { editedPath, type SourceEdit } from './source-edit';

/** Edits sorted by whether they can all be done, each of the text as it was given. */
export interface SortedEdits {
  /** Those that can be done. */
  readonly kept: readonly number[];

  /** Those that say what an earlier one says, with the number of that one. */
  readonly repeated: ReadonlyMap<number, number>;

  /** Those that contradict an earlier one, with the reason. */
  readonly refused: ReadonlyMap<number, string>;
}

/** Which of several edits can be done together: where two are about the same value, the first one wins. */
export function sortEdits(edits: readonly SourceEdit[]): SortedEdits {
  const places = new EditedPlaces(edits);
  const kept: number[] = [];
  const repeated = new Map<number, number>();
  const refused = new Map<number, string>();
  edits.forEach((edit, index) => {
    const same = places.sameAs(edit);
    const other = places.pathInTheWay(edit);
    if (same !== undefined) repeated.set(index, same);
    else if (other !== undefined) refused.set(index, `another edit changes ${pathText(other)} already`);
    else {
      places.add(edit, index);
      kept.push(index);
    }
  });
  return { kept, repeated, refused };
}

class EditedPlaces {
  private readonly byPath = new Map<string, number[]>();
  private readonly pathsBelow = new Map<string, ManifestPath>();

  constructor(private readonly edits: readonly SourceEdit[]) {}

  add(edit: SourceEdit, index: number): void {
    for (const path of pathsOf(edit)) {
      addTo(this.byPath, keyOf(edit, path), index);
      for (let length = 0; length < path.length; length += 1) {
        this.pathsBelow.set(keyOf(edit, path.slice(0, length)), path);
      }
    }
  }

  sameAs(edit: SourceEdit): number | undefined {
    const path = editedPath(edit);
    return this.at(edit, path).find((index) => {
      const other = this.edits[index];
      return other !== undefined && isDeepStrictEqual([editedPath(other), actOf(other)], [path, actOf(edit)]);
    });
  }

  /** The path of an earlier edit that cannot be done together with this one. */
  pathInTheWay(edit: SourceEdit): ManifestPath | undefined {
    for (const path of pathsOf(edit)) {
      if (this.at(edit, path).some((index) => !areCompatible(this.edits[index], edit, path))) return path;
      for (let length = 0; length < path.length; length += 1) {
        const above = path.slice(0, length);
        if (this.at(edit, above).some((index) => !isRenameOf(this.edits[index], above))) return above;
      }
      const below = this.pathsBelow.get(keyOf(edit, path));
      if (below !== undefined && !isRenameOf(edit, path)) return below;
    }
    return undefined;
  }

  private at(edit: SourceEdit, path: ManifestPath): readonly number[] {
    return this.byPath.get(keyOf(edit, path)) ?? [];
  }
}

/** The key itself and, where it gets another name, the key that it becomes. */
function pathsOf(edit: SourceEdit): ManifestPath[] {
  const path = editedPath(edit);
  return 'rename' in edit.edit ? [path, [...path.slice(0, -1), edit.edit.to]] : [path];
}

/** A key can get another name while its value is set. */
function areCompatible(one: SourceEdit | undefined, other: SourceEdit, path: ManifestPath): boolean {
  return (
    one !== undefined && ((isRenameOf(one, path) && isOfValue(other)) || (isOfValue(one) && isRenameOf(other, path)))
  );
}

function isOfValue({ edit }: SourceEdit): boolean {
  return 'set' in edit || 'quote' in edit;
}

function isRenameOf(edit: SourceEdit | undefined, path: ManifestPath): boolean {
  return edit !== undefined && 'rename' in edit.edit && isDeepStrictEqual(editedPath(edit), path);
}

function actOf({ edit }: SourceEdit): unknown {
  if ('set' in edit) return ['set', edit.value];
  if ('quote' in edit) return ['quote'];
  return 'remove' in edit ? ['remove'] : ['rename', edit.to];
}

function keyOf({ document }: SourceEdit, path: ManifestPath): string {
  return JSON.stringify([document, ...path]);
}
