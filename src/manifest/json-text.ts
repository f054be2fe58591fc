import type { Plain } from './plain';
import { MAX_DEPTH } from './yaml-parser';

/**
 * The value of a text that is JSON; undefined where it is none, or where only the reader of YAML can say what is wrong:
 * with a key that stands twice, and where it is nested too deeply.
 */
export function jsonValue(text: string): Plain | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    const value: Plain = JSON.parse(text);
    return keysOf(value, MAX_DEPTH) === colonsOf(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** How many keys a value has; NaN where it is too deep. */
function keysOf(value: Plain, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === 0) return Number.NaN;
  const values = Object.values(value);
  return values.reduce<number>((sum, each) => sum + keysOf(each, depth - 1), Array.isArray(value) ? 0 : values.length);
}

/** How many colons stand outside of the strings. */
function colonsOf(text: string): number {
  let count = 0;
  for (const [sign] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|:/g)) if (sign === ':') count++;
  return count;
}
