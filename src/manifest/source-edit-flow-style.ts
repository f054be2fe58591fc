import { isScalar } from 'yaml';
import { entriesOf, type Plain } from './plain';
import { type Collection, entryAt, isBlock } from './source-edit-entry';
import { indentOfLine, isFirstInLine, lineBreakAt } from './source-edit-lines';
import { inQuotes, isPrimitive, scalarText } from './source-edit-scalar';
import type { QuoteStyle, SourceStyle } from './source-edit-style';
import { isFilled } from './source-edit-writing';

/** How a mapping or list between brackets is written. */
export interface FlowStyle {
  /** What stands inside of its brackets, such as the spaces of `{ a: 1 }`. */
  readonly pad: string;

  /** What stands between a key and its value. */
  readonly colon: string;

  /** What stands between two entries on one line. */
  readonly comma: string;

  /** The quotes of its texts; undefined where they stand without. */
  readonly quote: QuoteStyle | undefined;

  /** The quotes of a text that cannot do without. */
  readonly fallback: QuoteStyle;

  /** How its entries stand on lines of their own; undefined where they share one. */
  readonly lines: FlowLines | undefined;
}

/** How entries between brackets stand on lines of their own. */
export interface FlowLines {
  /** The line break. */
  readonly lineBreak: string;

  /** What stands before an entry. */
  readonly indent: string;

  /** What more stands before an entry of an entry. */
  readonly step: string;
}

/**
 * The style of a mapping or list between brackets; what it does not show is taken from those around it.
 * @param around those that it is in, the outermost first
 */
export function flowStyleOf(
  collection: Collection,
  around: readonly Collection[],
  text: string,
  { isJson, quote }: SourceStyle,
): FlowStyle {
  const defaults: FlowStyle = {
    pad: '',
    colon: ': ',
    comma: ', ',
    quote: undefined,
    fallback: quote,
    lines: linesOf(collection, around.at(-1), text),
  };
  return Object.assign(defaults, ...[...around, collection].map((one) => seenIn(one, text, isJson)));
}

/** A value as it stands between brackets. */
export function flowText(value: Plain, style: FlowStyle): string {
  if (isPrimitive(value)) return scalarText(value, { ...style, isInFlow: true });
  const inner = style.lines && { ...style, lines: { ...style.lines, indent: style.lines.indent + style.lines.step } };
  const entries = Array.isArray(value)
    ? value.map((item) => flowText(item, inner ?? style))
    : entriesOf(value).map(([key, item]) => flowPairText(key, item, inner ?? style));
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (!isFilled(value)) return `${open}${close}`;
  if (inner === undefined) return `${open}${style.pad}${entries.join(style.comma)}${style.pad}${close}`;
  const { lineBreak, indent } = inner.lines;
  const separator = `,${lineBreak}${indent}`;
  return `${open}${lineBreak}${indent}${entries.join(separator)}${lineBreak}${style.lines?.indent ?? ''}${close}`;
}

/** A key with its value as they stand between brackets. */
export function flowPairText(key: string, value: Plain, style: FlowStyle): string {
  const text = style.quote === 'double' ? inQuotes(key) : scalarText(key, { ...style, isInFlow: true });
  return `${text}${text.startsWith('"') ? style.colon : ': '}${flowText(value, style)}`;
}

/** What a mapping or list between brackets shows of its style. */
function seenIn(collection: Collection, text: string, isJson: boolean): Partial<FlowStyle> {
  const [first, second] = [entryAt(text, collection, 0), entryAt(text, collection, 1)];
  const open = collection.range?.[0];
  if (isBlock(collection) || first === undefined || open === undefined) return isJson ? { quote: 'double' } : {};
  const pad = text.slice(open + 1, first.start);
  const comma = second === undefined ? '' : text.slice(first.end, second.start);
  const isQuoted = isJson || (isScalar(first.key) && first.key.type === 'QUOTE_DOUBLE');
  return {
    ...(/^ *$/.test(pad) ? { pad } : {}),
    ...(first.isMarked ? colonAt(text, first.mark) : {}),
    ...(/^, *$/.test(comma) ? { comma } : {}),
    ...(isQuoted ? { quote: 'double' } : {}),
  };
}

/** Who leaves out the space behind a colon leaves it out behind a comma too. */
function colonAt(text: string, mark: number): Partial<FlowStyle> {
  return /\s/.test(text.charAt(mark)) ? { colon: ': ' } : { colon: ':', comma: ',' };
}

function linesOf(collection: Collection, around: Collection | undefined, text: string): FlowLines | undefined {
  const open = collection.range?.[0] ?? 0;
  const first = entryAt(text, collection, 0);
  if (first !== undefined) {
    if (!isFirstInLine(text, first.start)) return undefined;
    const indent = indentOfLine(text, first.start);
    const outer = indentOfLine(text, open);
    const step = indent.startsWith(outer) ? indent.slice(outer.length) : '';
    return { lineBreak: lineBreakAt(text, open), indent, step };
  }
  const lines = around === undefined || isBlock(around) ? undefined : linesOf(around, undefined, text);
  return lines && { ...lines, indent: indentOfLine(text, open) + lines.step };
}
