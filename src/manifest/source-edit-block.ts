import { isMap, isScalar } from 'yaml';
import type { Plain } from './plain';
import { type Collection, columnOf, type Entry, endsWithBlockScalar, entryAt } from './source-edit-entry';
import { blockEnd, isFirstInLine, lineBreakAt, lineEnd, lineStart, nextLine, type Splice } from './source-edit-lines';
import { inQuotes, scalarText } from './source-edit-scalar';
import type { SourceStyle } from './source-edit-style';
import { indented, itemLines, pairLines } from './source-edit-writing';

/** A new last entry of a mapping or list in block style. */
export function addToBlock(
  text: string,
  collection: Collection,
  key: string | number,
  value: Plain,
  style: SourceStyle,
): Splice[] {
  const last = entryAt(text, collection, collection.items.length - 1);
  if (last === undefined) return [];
  const lines = isMap(collection)
    ? pairLines(keyAs(last.key, String(key), style), value, style)
    : itemLines(value, dashOf(text, last), style);
  const end = blockEnd(text, last.end, columnOf(collection));
  const added = indented(lines, ' '.repeat(columnOf(collection))).map((line) => `${lineBreakAt(text, end)}${line}`);
  return [{ start: end, end, text: added.join('') }];
}

/**
 * Takes an entry out of a mapping or list in block style, with the comments behind it and in it. Those above it stay:
 * only people can tell what they are about.
 */
export function removeFromBlock(text: string, entry: Entry, parent: Entry | undefined): Splice[] {
  const { collection, start } = entry;
  const end = blockEnd(text, entry.end, columnOf(collection));
  const hasOwnLines = isFirstInLine(text, start);
  if (collection.items.length > 1) return [hasOwnLines ? linesOf(text, entry, end) : untilNext(text, start, end)];
  const empty = isMap(collection) ? '{}' : '[]';
  if (!hasOwnLines || parent === undefined) return [{ start, end, text: empty }];
  return [{ start: parent.mark, end: parent.mark, text: ` ${empty}` }, linesOf(text, entry, end)];
}

/** The key in the quotes of the other key. */
export function keyAs(other: unknown, key: string, style: SourceStyle): string {
  const type = isScalar(other) ? other.type : undefined;
  if (type === 'QUOTE_DOUBLE') return inQuotes(key);
  const quote = type === 'QUOTE_SINGLE' ? 'single' : undefined;
  return scalarText(key, { quote, fallback: style.quote, isInFlow: false });
}

/** Whole lines; at the end of a text without a line break the one before them goes, unless it means something. */
function linesOf(text: string, { collection, index, start }: Entry, end: number): Splice {
  const from = lineStart(text, start);
  if (end < text.length) return { start: from, end: nextLine(text, end), text: '' };
  const isKept = endsWithBlockScalar(entryAt(text, collection, index - 1)?.value);
  const [before = ''] = isKept ? [] : (/(?<=[^\r\n])\r?\n$/.exec(text.slice(Math.max(0, from - 3), from)) ?? []);
  return { start: from - before.length, end, text: '' };
}

/** The first entry behind a dash: what comes next takes its place. */
function untilNext(text: string, start: number, end: number): Splice {
  let next = end;
  while (/\s/.test(text.charAt(next))) next += 1;
  return { start, end: next, text: '' };
}

/** The dash with the spaces behind it. */
function dashOf(text: string, { start }: Entry): string {
  return /^- +(?=[^\s#])/.exec(text.slice(start, lineEnd(text, start)))?.[0] ?? '- ';
}
