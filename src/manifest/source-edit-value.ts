import { isMap, isScalar, isSeq } from 'yaml';
import { entriesOf, type Plain } from './plain';
import { keyTextOf } from './source-edit-anchors';
import { columnOf, type Entry, endOf, isBlock, isBlockScalar, startOf } from './source-edit-entry';
import { type FlowStyle, flowText } from './source-edit-flow-style';
import { blockEnd, isFirstInLine, lineBreakAt, lineEnd, lineStart, type Splice } from './source-edit-lines';
import { isPrimitive, readsAlike, scalarText } from './source-edit-scalar';
import type { QuoteStyle, SourceStyle } from './source-edit-style';
import { blockLines, blockScalarLines, indented, isFilled, scalarLines } from './source-edit-writing';

/** Whether a node is written so that every reader takes it for a value. */
export function isWrittenAs(node: unknown, value: Plain): boolean {
  if (isScalar(node)) {
    if (!isPrimitive(value) || node.tag !== undefined) return false;
    return node.type === 'PLAIN' ? readsAlike(node.source ?? '', value) : node.value === value;
  }
  if (isSeq(node)) {
    return (
      Array.isArray(value) &&
      node.items.length === value.length &&
      node.items.every((item, index) => isWrittenAs(item, value[index]))
    );
  }
  if (!isMap(node) || typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const values = new Map<string | undefined, Plain>(entriesOf(value));
  return (
    node.items.length === values.size &&
    node.items.every((pair) => {
      const key = keyTextOf(pair.key);
      return values.has(key) && isWrittenAs(pair.value, values.get(key));
    })
  );
}

/** Another value for a key or an element between brackets. */
export function replaceInFlow(text: string, entry: Entry, value: Plain, style: FlowStyle): Splice[] {
  const quote = quoteOf(entry.value, value);
  const written =
    quote === undefined || !isPrimitive(value)
      ? flowText(value, style)
      : scalarText(value, { quote, fallback: style.fallback, isInFlow: true });
  const start = startOf(entry.value);
  if (start !== undefined) return [{ start, end: endOf(text, entry.value), text: written }];
  const colon = isMap(entry.collection) && !entry.isMarked ? ':' : '';
  return [{ start: entry.mark, end: entry.mark, text: `${colon} ${written}` }];
}

/** Another value for a key or an element in block style. */
export function replaceInBlock(text: string, entry: Entry, value: Plain, style: SourceStyle): Splice[] {
  const join = (lines: readonly string[], column: number): string =>
    indented(lines, ' '.repeat(column))
      .map((line) => `${lineBreakAt(text, entry.mark)}${line}`)
      .join('');
  const outer = columnOf(entry.collection);
  if (!isFilled(value)) {
    const [head, ...tail] = textLines(entry.value, value, style);
    return place(text, entry, head, join(tail, columnOfText(text, entry) ?? outer + style.step.length));
  }
  const lines = blockLines(value, style);
  const column = columnInLine(text, entry);
  if (column !== undefined) return place(text, entry, lines[0], join(lines.slice(1), column));
  const isFlush = Array.isArray(value) && isMap(entry.collection) && !style.indentsLists;
  const inner = isFlush ? outer : outer + style.step.length;
  const before = isBlock(entry.value) ? columnOf(entry.value) : outer;
  return place(text, entry, undefined, join(lines, before > outer ? before : inner));
}

/**
 * Puts text where a value stands, and keeps the comment behind it.
 * @param head what takes the place of the value; undefined leaves nothing there
 * @param tail what follows on lines of its own
 */
function place(text: string, entry: Entry, head: string | undefined, tail: string): Splice[] {
  const { mark, value } = entry;
  const start = startOf(value);
  const behindMark = head === undefined ? '' : ` ${head}`;
  if (start === undefined) return [insert(mark, behindMark), insert(lineEnd(text, mark), tail)];
  const end = endOf(text, value);
  const from = head === undefined ? mark : start;
  if (isBlockScalar(value)) {
    const comment = /^[|>][\d+-]*([ \t]+#[^\r\n]*)?/.exec(text.slice(start, end))?.[1] ?? '';
    return [{ start: from, end: lineEnd(text, end), text: `${head ?? ''}${comment}${tail}` }];
  }
  if (!isBlock(value)) return [{ start: from, end, text: head ?? '' }, insert(lineEnd(text, end), tail)];
  const last = blockEnd(text, end, columnOf(entry.collection));
  if (isBehindMark(text, entry, start)) return [{ start: from, end: last, text: `${head ?? ''}${tail}` }];
  return [insert(mark, behindMark), { start: lineEnd(text, mark), end: last, text: tail }];
}

/** The column at which a mapping or list can begin where the value stands; undefined where it takes lines of its own. */
function columnInLine(text: string, entry: Entry): number | undefined {
  const { mark, value } = entry;
  const start = startOf(value);
  const end = start === undefined ? mark : endOf(text, value);
  const isBehindDash = text[mark - 1] === '-' && isSeq(entry.collection);
  if (start === undefined) return isBehindDash && isBlank(text, mark) ? columnOf(entry.collection) + 2 : undefined;
  const column = start - lineStart(text, start);
  if (!isBehindMark(text, entry, start)) return isBlock(value) || !isFirstInLine(text, start) ? undefined : column;
  const isAlone = isBlock(value) || (isBlockScalar(value) ? isBlockHeader(text, start) : isBlank(text, end));
  return isBehindDash && isAlone ? column : undefined;
}

function isBehindMark(text: string, { mark }: Entry, start: number): boolean {
  return !text.slice(mark, start).includes('\n');
}

function isBlank(text: string, offset: number): boolean {
  return text.slice(offset, lineEnd(text, offset)).trim() === '';
}

/** Whether a header stands without a comment. */
function isBlockHeader(text: string, start: number): boolean {
  return /^[|>][\d+-]*[ \t]*$/.test(text.slice(start, lineEnd(text, start)));
}

/** The column of the lines of a text behind `|` or `>`. */
function columnOfText(text: string, { value, collection }: Entry): number | undefined {
  const start = startOf(value);
  if (start === undefined || !isBlockScalar(value)) return undefined;
  const [, indent = ''] = /^[^\n]*\n(?:[ \t]*\r?\n)*( *)/.exec(text.slice(start, endOf(text, value))) ?? [];
  return indent.length > columnOf(collection) ? indent.length : undefined;
}

/** A text behind `|` or `>` stays one, and quotes stay, as far as the new value can be written so. */
function textLines(old: unknown, value: Plain, style: SourceStyle): string[] {
  const quote = quoteOf(old, value);
  if (typeof value === 'string' && quote !== undefined) {
    return [scalarText(value, { quote, fallback: style.quote, isInFlow: false })];
  }
  const indicator = isScalar(old) && old.type === 'BLOCK_FOLDED' ? '>' : '|';
  const block = typeof value === 'string' && isBlockScalar(old) ? blockScalarLines(value, style, indicator) : undefined;
  return block ?? scalarLines(value, style);
}

function quoteOf(old: unknown, value: Plain): QuoteStyle | undefined {
  if (!isScalar(old) || typeof value !== 'string') return undefined;
  if (old.type === 'QUOTE_SINGLE') return 'single';
  return old.type === 'QUOTE_DOUBLE' ? 'double' : undefined;
}

function insert(offset: number, text: string): Splice {
  return { start: offset, end: offset, text };
}
