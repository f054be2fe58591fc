import type { ManifestPath } from './manifest-path';

/** One edit of an object. */
export type Edit =
  | {
      /** Sets the value at a path; a key that is not there is added to the mapping, which has to be there. */
      readonly set: ManifestPath;
      /** The new value. */
      readonly value: unknown;
    }
  | {
      /**
       * Makes a scalar the text that stands there: `no` the text "no", and `1.10` the text "1.10". Only the source says
       * what stands there; the value that it is read as does not.
       */
      readonly quote: ManifestPath;
    }
  | {
      /** Takes a key, or an element of a list, away. */
      readonly remove: ManifestPath;
    }
  | {
      /** Gives a key another name. */
      readonly rename: ManifestPath;
      /** The new name. */
      readonly to: string;
    };

/** One edit of an object that stands somewhere in a text. */
export interface SourceEdit {
  /** Which document of the text, from 0. */
  readonly document: number;

  /** The way from the document to the object: empty, or `['items', 3]` in a `List`. */
  readonly path: ManifestPath;

  /** What is done to the object. */
  readonly edit: Edit;
}

/** The way from the document to what an edit is about. */
export function editedPath({ path, edit }: SourceEdit): ManifestPath {
  return [...path, ...ownPath(edit)];
}

function ownPath(edit: Edit): ManifestPath {
  if ('set' in edit) return edit.set;
  if ('quote' in edit) return edit.quote;
  return 'remove' in edit ? edit.remove : edit.rename;
}
