import { entriesOf, type Plain } from './plain';
import { isPrimitive, isPrintable, scalarText } from './source-edit-scalar';
import type { SourceStyle } from './source-edit-style';

/** The lines of a mapping in block style, or of a list, not indented. */
export function blockLines(value: Plain, style: SourceStyle): string[] {
  return Array.isArray(value)
    ? value.flatMap((item) => itemLines(item, '- ', style))
    : entriesOf(value).flatMap(([key, item]) => pairLines(keyInBlock(key, style), item, style));
}

/** The lines of a key with its value, not indented. */
export function pairLines(key: string, value: Plain, style: SourceStyle): string[] {
  if (isFilled(value)) {
    const step = Array.isArray(value) && !style.indentsLists ? '' : style.step;
    return [`${key}:`, ...indented(blockLines(value, style), step)];
  }
  const [first = '', ...rest] = scalarLines(value, style);
  return [`${key}: ${first}`, ...indented(rest, style.step)];
}

/**
 * The lines of an element of a list, not indented.
 * @param dash the dash and the spaces behind it
 */
export function itemLines(value: Plain, dash: string, style: SourceStyle): string[] {
  const [first = '', ...rest] = isFilled(value) ? blockLines(value, style) : scalarLines(value, style);
  return [`${dash}${first}`, ...indented(rest, ' '.repeat(dash.length))];
}

/** Lines, each indented but the empty ones. */
export function indented(lines: readonly string[], indent: string): string[] {
  return lines.map((line) => (line === '' ? line : `${indent}${line}`));
}

/** Whether a value is an object or a list with something in it, which in block style stands on lines of its own. */
export function isFilled(value: Plain): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** A text of several lines behind `|` or `>`: the header, and the lines not indented; undefined where that cannot be. */
export function blockScalarLines(
  value: string,
  { endsWithLineBreak }: SourceStyle,
  indicator: '|' | '>' = '|',
): string[] | undefined {
  const lines = value.replace(/\n$/, '').split('\n');
  const isPossible =
    /^\S/.test(value) && lines.at(-1) !== '' && lines.every((line) => isPrintable(line.replaceAll('\t', ' ')));
  // Go takes the line break away that is missing at the end of a text.
  if (value.endsWith('\n') && !endsWithLineBreak) return undefined;
  // Space at the end of a line would be there without being seen.
  if (!isPossible || lines.some((line) => /\s$/.test(line))) return undefined;
  const chomping = value.endsWith('\n') ? '' : '-';
  return [`${lines.length > 1 ? '|' : indicator}${chomping}`, ...lines];
}

/** The lines of a value that has nothing in it but itself; a text of several lines is a block. */
export function scalarLines(value: Plain, style: SourceStyle): string[] {
  if (!isPrimitive(value)) return [Array.isArray(value) ? '[]' : '{}'];
  const block = typeof value === 'string' && value.includes('\n') ? blockScalarLines(value, style) : undefined;
  return block ?? [scalarText(value, { quote: undefined, fallback: style.quote, isInFlow: false })];
}

function keyInBlock(key: string, style: SourceStyle): string {
  return scalarText(key, { quote: undefined, fallback: style.quote, isInFlow: false });
}
