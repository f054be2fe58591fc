import type { SourceEdit } from './source-edit';
import { expectedShape } from './source-edit-expected';
import { type Splice, spliced } from './source-edit-lines';
import { SourceMoves } from './source-edit-moves';
import { type Plan, planEdit } from './source-edit-plan';
import { type ReadDocument, readDocument } from './source-edit-reading';
import { isSameShape } from './source-edit-shape';
import { styleOf } from './source-edit-style';

/** A document after edits. */
export interface EditedDocument {
  /** Its text. */
  readonly text: string;

  /** The edits that are not in it, with the reason. */
  readonly refused: ReadonlyMap<number, string>;
}

/**
 * Makes edits in one document.
 * @param edits the edits by their numbers, with paths in the document as it is given
 */
export function editDocument(text: string, edits: ReadonlyMap<number, SourceEdit>): EditedDocument {
  const read = readDocument(text);
  if (typeof read === 'string') return { text, refused: new Map([...edits.keys()].map((index) => [index, read])) };
  let document = read;
  const refused = new Map<number, string>();
  const moves = new SourceMoves();
  const pending = new Map(edits);
  while (pending.size > 0) {
    const planned = withoutTouching(planAll(document, pending, moves, refused));
    const made = makeAll(document, planned);
    document = made.document;
    for (const { index, edit } of made.done) {
      moves.add(edit);
      pending.delete(index);
    }
    for (const { index } of made.refused) refused.set(index, DISTURBS);
    for (const index of refused.keys()) pending.delete(index);
  }
  return { text: document.text, refused };
}

const DISTURBS = 'the text is written in a way in which this cannot be changed without changing more';

interface PlannedEdit {
  readonly index: number;
  readonly edit: SourceEdit;
  readonly plan: Plan;
}

interface Made {
  readonly document: ReadDocument;
  readonly done: readonly PlannedEdit[];
  readonly refused: readonly PlannedEdit[];
}

/** Plans edits until one would change the same mapping or list as another one; that one has to wait. */
function planAll(
  document: ReadDocument,
  pending: ReadonlyMap<number, SourceEdit>,
  moves: SourceMoves,
  refused: Map<number, string>,
): PlannedEdit[] {
  const style = styleOf(document);
  const reshaped = new Set<unknown>();
  const planned: PlannedEdit[] = [];
  for (const [index, edit] of pending) {
    const plan = planEdit(document, moves.pathOf(edit), edit.edit, style);
    if ('refused' in plan) refused.set(index, plan.refused);
    else if (plan.reshapes === undefined || !reshaped.has(plan.reshapes)) {
      reshaped.add(plan.reshapes);
      planned.push({ index, edit, plan });
    }
  }
  return planned;
}

/** Edits of which no two are about the same part of the text; the others have to wait. */
function withoutTouching(planned: readonly PlannedEdit[]): PlannedEdit[] {
  const all = planned
    .flatMap((edit) => edit.plan.splices.map((splice) => ({ edit, splice })))
    .sort((one, other) => byPlace(one.splice, other.splice));
  const waiting = new Set<PlannedEdit>();
  let last: (typeof all)[number] | undefined;
  for (const one of all) {
    if (waiting.has(one.edit)) continue;
    if (last && last.edit !== one.edit && !waiting.has(last.edit) && isTouched(last.splice, one.splice))
      waiting.add(one.edit);
    else last = one;
  }
  return planned.filter((edit) => !waiting.has(edit));
}

function isTouched(one: Splice, next: Splice): boolean {
  return next.start < one.end || (next.start === one.end && one.start === one.end);
}

/**
 * Makes edits that are about different parts of the text. Where the text does not come out as it should, half of them
 * have to wait, and a single one is refused.
 */
function makeAll(before: ReadDocument, planned: readonly PlannedEdit[]): Made {
  const splices = planned.flatMap(({ plan }) => plan.splices).sort(byPlace);
  if (splices.length === 0) return { document: before, done: planned, refused: [] };
  const after = readDocument(spliced(before.text, splices));
  const changes = planned.flatMap(({ plan }) => plan.change ?? []);
  if (typeof after !== 'string' && isSameShape(expectedShape(before.shape, changes), after.shape)) {
    return { document: after, done: planned, refused: [] };
  }
  if (planned.length === 1) return { document: before, done: [], refused: planned };
  return makeAll(before, planned.slice(0, planned.length >> 1));
}

function byPlace(one: Splice, other: Splice): number {
  return one.start - other.start || one.end - other.end;
}
