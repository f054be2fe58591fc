import type { SourceEdit } from './source-edit';
import { sortEdits } from './source-edit-conflicts';
import { editDocument } from './source-edit-document';
import { splitDocuments } from './split-documents';

export type { Edit, SourceEdit } from './source-edit';

/** A text after edits. */
export interface EditedSource {
  /** The text. */
  readonly text: string;

  /** Which edits are in it, by their numbers. */
  readonly applied: readonly number[];

  /** Which edits are not, and why. */
  readonly refused: readonly RefusedEdit[];
}

/** An edit that was not made. */
export interface RefusedEdit {
  /** Its number among the edits. */
  readonly index: number;

  /** The reason, for people. */
  readonly reason: string;
}

/**
 * Makes edits in a text of YAML or JSON, and leaves all that they are not about as it is, byte for byte.
 *
 * The paths of all edits are those of the text as it is given. Each edit is made as asked, or not at all: what comes
 * out was read again and says what the text said before, but for the edits.
 */
export function applyEdits(text: string, edits: readonly SourceEdit[]): EditedSource {
  // A byte order mark belongs to no document.
  if (text.startsWith('\ufeff')) {
    const edited = applyEdits(text.slice(1), edits);
    return { ...edited, text: `\ufeff${edited.text}` };
  }
  const { kept, repeated, refused } = sortEdits(edits);
  const reasons = new Map(refused);
  const parts = splitDocuments(text);
  const pieces: string[] = [];
  let offset = 0;
  for (const [document, edited] of byDocument(edits, kept)) {
    const part = parts[document];
    if (part === undefined) {
      for (const index of edited.keys()) reasons.set(index, `there is no document ${document} in the text`);
      continue;
    }
    const after = editDocument(text.slice(part.start, part.end), edited);
    for (const [index, reason] of after.refused) reasons.set(index, reason);
    pieces.push(text.slice(offset, part.start), after.text);
    offset = part.end;
  }
  for (const [index, same] of repeated) {
    const reason = reasons.get(same);
    if (reason !== undefined) reasons.set(index, reason);
  }
  return {
    text: [...pieces, text.slice(offset)].join(''),
    applied: [...edits.keys()].filter((index) => !reasons.has(index)),
    refused: [...reasons].map(([index, reason]) => ({ index, reason })).sort((one, other) => one.index - other.index),
  };
}

/** The edits of each document, by the numbers of both, in the order of the documents. */
function byDocument(edits: readonly SourceEdit[], kept: readonly number[]): [number, Map<number, SourceEdit>][] {
  const documents = new Map<number, Map<number, SourceEdit>>();
  for (const index of kept) {
    const edit = edits[index];
    if (edit === undefined) continue;
    const edited = documents.get(edit.document) ?? new Map<number, SourceEdit>();
    documents.set(edit.document, edited.set(index, edit));
  }
  return [...documents].sort(([one], [other]) => one - other);
}
