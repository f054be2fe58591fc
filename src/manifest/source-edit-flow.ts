import { isMap } from 'yaml';
import type { Plain } from './plain';
import { type Collection, type Entry, entryAt, trailingComma } from './source-edit-entry';
import { type FlowStyle, flowPairText, flowText } from './source-edit-flow-style';
import {
  indentOfLine,
  isFirstInLine,
  isLastInLine,
  lineEnd,
  lineStart,
  nextLine,
  type Splice,
} from './source-edit-lines';

/** A new last entry of a mapping or list between brackets. */
export function addToFlow(
  text: string,
  collection: Collection,
  key: string | number,
  value: Plain,
  style: FlowStyle,
): Splice[] {
  const written = isMap(collection) ? flowPairText(String(key), value, style) : flowText(value, style);
  const last = entryAt(text, collection, collection.items.length - 1);
  if (last === undefined) return intoEmpty(text, collection, written, style);
  const comma = trailingComma(collection);
  const end = comma === undefined ? last.end : comma + 1;
  const before = comma === undefined ? ',' : '';
  const behind = comma === undefined ? '' : ',';
  if (style.lines === undefined) {
    return [insert(end, `${comma === undefined ? style.comma : ' '}${written}${behind}`)];
  }
  const line = `${style.lines.lineBreak}${style.lines.indent}${written}${behind}`;
  return isLastInLine(text, end)
    ? [insert(end, before), insert(lineEnd(text, end), line)]
    : [insert(end, before + line)];
}

/** Takes an entry and a comma out of a mapping or list between brackets. */
export function removeFromFlow(text: string, entry: Entry): Splice[] {
  const { collection, index, start, end } = entry;
  const isLast = index === collection.items.length - 1;
  const comma = isLast ? trailingComma(collection) : entryAt(text, collection, index + 1)?.comma;
  if (collection.items.length === 1 && collection.range) {
    const [from, to] = [collection.range[0] + 1, collection.range[1] - 1];
    if (isSpace(text.slice(from, start)) && /^\s*,?\s*$/.test(text.slice(end, to))) return [remove(from, to)];
  }
  if (comma === undefined) return withCommaBefore(text, entry);
  if (!isSpace(text.slice(end, comma))) return [remove(start, end), remove(comma, comma + 1)];
  const isOnLine = !text.slice(end, comma).includes('\n');
  if (isOnLine && isFirstInLine(text, start) && isLastInLine(text, comma + 1))
    return [linesFrom(text, start, comma + 1)];
  return [withSpace(text, start, comma + 1)];
}

function intoEmpty(text: string, collection: Collection, written: string, style: FlowStyle): Splice[] {
  const [open, end] = collection.range ?? [0, 0];
  const inside = text.slice(open + 1, end - 1);
  if (!isSpace(inside)) return [insert(end - 1, written)];
  const { lines, pad } = style;
  const content = lines
    ? `${lines.lineBreak}${lines.indent}${written}${lines.lineBreak}${indentOfLine(text, open)}`
    : `${pad}${written}${pad}`;
  return [{ start: open + 1, end: end - 1, text: content }];
}

/** The last entry, behind which no comma stands: the one before it goes. */
function withCommaBefore(text: string, { start, end, comma }: Entry): Splice[] {
  const isAlone = isFirstInLine(text, start) && isLastInLine(text, end);
  if (isAlone) return [...(comma === undefined ? [] : [remove(comma, comma + 1)]), linesFrom(text, start, end)];
  if (comma === undefined) return [remove(start, end)];
  return isSpace(text.slice(comma + 1, start)) ? [remove(comma, end)] : [remove(comma, comma + 1), remove(start, end)];
}

/** With the space up to the next entry, or before it where none follows on its line. */
function withSpace(text: string, start: number, end: number): Splice {
  let [from, to] = [start, end];
  while (text[to] === ' ' || text[to] === '\t') to += 1;
  const isBeforeBracket = to === end && /[\]}]/.test(text.charAt(to));
  if (to < lineEnd(text, end) && !isBeforeBracket) return remove(from, to);
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from -= 1;
  return isFirstInLine(text, start) ? remove(start, end) : remove(from, end);
}

function linesFrom(text: string, start: number, end: number): Splice {
  return remove(lineStart(text, start), nextLine(text, end));
}

function isSpace(text: string): boolean {
  return text.trim() === '';
}

function insert(offset: number, text: string): Splice {
  return { start: offset, end: offset, text };
}

function remove(start: number, end: number): Splice {
  return { start, end, text: '' };
}
