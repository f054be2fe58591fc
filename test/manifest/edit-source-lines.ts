import { type CST, isMap, isNode, isPair, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import type { SourceEdit } from '../../src/manifest/edit-source';
import type { ManifestPath } from '../../src/manifest/manifest-path';
import { editedPath } from '../../src/manifest/source-edit';

/**
 * The first line of a text that is missing after edits which have no business with it; undefined where all are there, in
 * their order.
 */
export function missingLine(
  before: string,
  after: string,
  edits: readonly (SourceEdit | undefined)[],
): string | undefined {
  const all = edits.filter((edit) => edit !== undefined);
  const touched = new Set(all.flatMap((edit) => linesOf(before, edit)));
  const hasRemoval = all.some(({ edit }) => 'remove' in edit);
  // Behind `|+` and `>+` empty lines are a part of the text.
  const skipsEmpty = hasRemoval || /[|>]\+/.test(before);
  // What comes behind a removed entry can move up to its dash.
  const shown = (line: string): string => (hasRemoval ? line.replace(/^[ :?-]+/, '') : line);
  const wanted = before
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line, index) => !touched.has(index) && !(skipsEmpty && line.trim() === ''))
    .map(shown);
  let found = 0;
  for (const line of after.replace(/^\ufeff/, '').split(/\r?\n/)) if (shown(line) === wanted[found]) found += 1;
  return wanted[found];
}

type Collection = YAMLMap<unknown, unknown> | YAMLSeq<unknown>;

/** A key with its value, or an element with its dash: the first and last line, and how far it is indented. */
interface Place {
  readonly first: number;
  readonly last: number;
  readonly column: number;
}

/** The lines that may change with an edit. */
function linesOf(text: string, sourceEdit: SourceEdit): number[] {
  const { edit } = sourceEdit;
  const source = text.replace(/^\ufeff/, '');
  const { contents } = parseDocument(source, { keepSourceTokens: true, logLevel: 'silent' });
  const path = editedPath(sourceEdit);
  const parent = at(contents, path.slice(0, -1));
  if (!isMap(parent) && !isSeq(parent)) return [];
  const index = indexIn(parent, path.at(-1));
  const holder = at(contents, path.slice(0, -2));
  const above = isMap(holder) || isSeq(holder) ? placeIn(source, holder, indexIn(holder, path.at(-2))) : undefined;
  const whole = { first: lineAt(source, parent.range?.[0]), last: lineAt(source, parent.range?.[1]), column: 0 };
  if (parent.items.length === 0) return lines(above ?? whole);
  const place = placeIn(source, parent, index);
  const isLastOne = 'remove' in edit && parent.items.length === 1;
  if (parent.flow) {
    const before = placeIn(source, parent, index - 1) ?? whole;
    // The comma of the one before, and the brackets.
    const brackets = place === undefined ? [whole.last] : 'remove' in edit ? [whole.first, whole.last] : [];
    return [before.last, ...brackets, ...lines(isLastOne ? whole : place)];
  }
  return [...lines(place), ...(isLastOne && above ? [above.first, markLine(source, holder, path.at(-2))] : [])];
}

function at(node: unknown, path: ManifestPath): unknown {
  return path.reduce<unknown>((one, key) => {
    if (!isMap(one) && !isSeq(one)) return undefined;
    const item = one.items[indexIn(one, key)];
    return isPair(item) ? item.value : item;
  }, node);
}

/** Where a key is; behind all others where it is not there. */
function indexIn(collection: Collection, key: string | number | undefined): number {
  if (isSeq(collection)) return Number(key);
  const index = collection.items.findIndex(
    (pair) => isPair(pair) && isNode(pair.key) && String(pair.key) === String(key),
  );
  const found = collection.items.findIndex((pair) => isPair(pair) && keyOf(pair.key) === String(key));
  return found === -1 ? (index === -1 ? collection.items.length : index) : found;
}

function keyOf(key: unknown): string | undefined {
  return isNode(key) ? String(key.toJSON()) : undefined;
}

function placeIn(text: string, collection: Collection, index: number): Place | undefined {
  const item = collection.items[index];
  const tokens = tokensOf(collection, index);
  if (tokens === undefined) return undefined;
  const marks = tokens.start.filter(({ type }) => !['space', 'newline', 'comment', 'comma'].includes(type));
  const all = [...marks, tokens.key, ...(tokens.sep ?? []), tokens.value];
  const start = all.flatMap((token) => (token && 'offset' in token ? [token.offset] : []))[0] ?? 0;
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  const value = isPair(item) ? item.value : item;
  const end =
    isNode(value) && value.range && value.range[1] > value.range[0] ? value.range[1] : endOfMarks(tokens, start);
  const content = text.split(/\r?\n/);
  let last = lineAt(text, text.slice(0, end).trimEnd().length);
  const isInside = (line: number): boolean => /^ *#/.test(content[line] ?? '') && indent(content[line]) > column;
  if (!collection.flow) {
    while (/^\s*(#|$)/.test(content[last] ?? '') && !isInside(last)) last -= 1;
    for (let line = last + 1; line < content.length && /^\s*(#|$)/.test(content[line] ?? ''); line += 1) {
      if (isInside(line)) last = line;
      else if (content[line]?.trim() !== '') break;
    }
  }
  return { first: lineAt(text, start), last, column };
}

function endOfMarks({ key, sep = [], start }: CST.CollectionItem, fallback: number): number {
  const marks = [...start, ...sep].filter(({ type }) => !['space', 'newline', 'comment', 'comma'].includes(type));
  const mark = marks.at(-1);
  const keyEnd = key && 'source' in key ? key.offset + key.source.length : fallback;
  return Math.max(keyEnd, mark ? mark.offset + mark.source.length : 0);
}

function markLine(text: string, collection: unknown, key: string | number | undefined): number {
  if (!isMap(collection) && !isSeq(collection)) return 0;
  const tokens = tokensOf(collection, indexIn(collection, key));
  const mark = (tokens?.sep ?? tokens?.start)?.filter(({ type }) => type.endsWith('-ind') || type === 'anchor').at(-1);
  return lineAt(text, mark?.offset);
}

function tokensOf(collection: Collection, index: number): CST.CollectionItem | undefined {
  const item = collection.items[index];
  if (isPair(item)) return item.srcToken;
  const token = collection.srcToken;
  const items: readonly CST.CollectionItem[] = token && 'items' in token ? token.items : [];
  return items.filter(({ start, value }) => value || start.some(({ type }) => type === 'seq-item-ind'))[index];
}

function indent(line = ''): number {
  return line.length - line.trimStart().length;
}

function lineAt(text: string, offset = 0): number {
  return text.slice(0, offset).split('\n').length - 1;
}

function lines(place: Place | undefined): number[] {
  return place ? Array.from({ length: place.last - place.first + 1 }, (_, index) => place.first + index) : [];
}
