import { quote } from '../../validation/names';

const SHOWN = 60;

/** A value as a message tells it, with its type where that is not plain to see. */
export function givenValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (typeof value === 'string') return `the text ${shown(value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  return value === null ? 'nothing' : String(value);
}

/** A value as a message shows it, shortened where it is long. */
export function shown(value: unknown): string {
  if (typeof value === 'string' && value.length > SHOWN) return quote(`${value.slice(0, SHOWN)}...`);
  const text = quote(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}

/** Things that a message counts up: `a, b and c`. */
export function counted(things: readonly string[], last = 'and'): string {
  if (things.length < 2) return things.join('');
  return `${things.slice(0, -1).join(', ')} ${last} ${things.at(-1)}`;
}
