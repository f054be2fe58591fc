import { type CST, isAlias, isMap, isNode, isPair, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';

/** A mapping or list of YAML. */
export type Collection = YAMLMap<unknown, unknown> | YAMLSeq<unknown>;

/** A key with its value, or an element of a list, as it stands in a text. */
export interface Entry {
  /** The collection that it is of. */
  readonly collection: Collection;

  /** Which one it is, from 0. */
  readonly index: number;

  /** The offset of its first character: of the key, or of the dash. */
  readonly start: number;

  /** The offset behind the colon, the dash, and the anchor and tag of the value: what follows is the value. */
  readonly mark: number;

  /** Whether there is a colon or dash. */
  readonly isMarked: boolean;

  /** Where its last value ends. */
  readonly end: number;

  /** The comma before it. */
  readonly comma: number | undefined;

  /** The key; undefined in a list. */
  readonly key: unknown;

  /** The value; null where none is written. */
  readonly value: unknown;
}

/** The entry of a collection at an index; undefined where there is none, or where it does not stand in the text. */
export function entryAt(text: string, collection: Collection, index: number): Entry | undefined {
  const tokens = tokensOf(collection, index);
  if (tokens === undefined) return undefined;
  const item = collection.items[index];
  const [key, value] = isPair(item) ? [item.key, item.value] : [undefined, item];
  const before = tokens.start.find(({ type }) => MARKS.has(type));
  const marks = (isPair(item) ? (tokens.sep ?? []) : tokens.start).filter(({ type }) => MARKS.has(type));
  const first = before ?? (tokens.key && 'offset' in tokens.key ? tokens.key : undefined) ?? marks[0] ?? tokens.value;
  if (first === undefined) return undefined;
  const lastMark = marks.at(-1);
  const mark = lastMark ? lastMark.offset + lastMark.source.length : isPair(item) ? endOf(text, key) : first.offset;
  return {
    collection,
    index,
    start: first.offset,
    mark,
    isMarked: marks.some(({ type }) => type === 'map-value-ind' || type === 'seq-item-ind'),
    end: isWritten(value) ? endOf(text, value) : mark,
    comma: tokens.start.find(({ type }) => type === 'comma')?.offset,
    key,
    value,
  };
}

/** The first character of a node of which something is written; undefined of a value that is left out. */
export function startOf(node: unknown): number | undefined {
  return isNode(node) && isWritten(node) ? node.range?.[0] : undefined;
}

/** Where a node ends, without what stands behind it: space, comments, empty lines. */
export function endOf(text: string, node: unknown): number {
  if (!isNode(node) || !node.range) return 0;
  const [start, end] = node.range;
  if (isScalar(node) && isBlockScalar(node)) return start + withoutTail(text.slice(start, end)).length;
  if (!isBlock(node)) return end;
  return entryAt(text, node, node.items.length - 1)?.end ?? end;
}

/** Whether a node is a mapping or list in block style. */
export function isBlock(node: unknown): node is Collection {
  return (isMap(node) || isSeq(node)) && node.flow !== true && node.items.length > 0;
}

/** Whether a node is a text behind `|` or `>`. */
export function isBlockScalar(node: unknown): boolean {
  return isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
}

/** Whether the last thing in a node is a text behind `|` or `>`. */
export function endsWithBlockScalar(node: unknown): boolean {
  if (!isBlock(node)) return isBlockScalar(node);
  const last = node.items.at(-1);
  return endsWithBlockScalar(isPair(last) ? last.value : last);
}

/** How far the entries of a block are indented. */
export function columnOf(collection: Collection): number {
  const token = collection.srcToken;
  return token && 'indent' in token ? token.indent : 0;
}

/** The comma behind the last entry between brackets; undefined where there is none. */
export function trailingComma(collection: Collection): number | undefined {
  const token = collection.srcToken;
  const last = token && 'items' in token ? token.items.at(-1) : undefined;
  if (last === undefined || isEntry(last)) return undefined;
  return last.start.find(({ type }) => type === 'comma')?.offset;
}

/** What stands before a value, or makes one of nothing. */
const MARKS: ReadonlySet<string> = new Set(['anchor', 'tag', 'explicit-key-ind', 'map-value-ind', 'seq-item-ind']);

/** The tokens of an entry; comments at the end of a collection have tokens too, but are none. */
function tokensOf(collection: Collection, index: number): CST.CollectionItem | undefined {
  const item = collection.items[index];
  if (isPair(item)) return item.srcToken;
  const token = collection.srcToken;
  if (!token || !('items' in token)) return undefined;
  const tokens: CST.CollectionItem[] = token.items;
  if (tokens.length === collection.items.length) return tokens[index];
  return tokens.filter(isEntry)[index];
}

function isEntry({ start, sep, value }: CST.CollectionItem): boolean {
  return value !== undefined || sep !== undefined || start.some(({ type }) => MARKS.has(type));
}

function isWritten(node: unknown): boolean {
  return isAlias(node) || (isNode(node) && !!node.range && node.range[1] > node.range[0]);
}

/** A text in a block without the empty lines behind it, unless `+` makes them a part of it. */
function withoutTail(source: string): string {
  return /^[|>]\d?\+/.test(source) ? source.replace(/\r?\n$/, '') : source.replace(/[ \t\r\n]+$/, '');
}
