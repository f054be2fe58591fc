import type { Span } from './condition-node';

/** The places of `{{…}}` in a text, which are filled in when an analysis starts. */
export function placeholdersOf(text: string): Span[] {
  return [...text.matchAll(/\{\{[^{}]*\}\}/g)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }));
}

// A number, a name, an operator: what may stand where a placeholder does. Each is as long as it, which keeps offsets.
const STAND_INS = ['1', 'x'] as const;
const MAX_EACH = 6;

/** The text with each placeholder as a number or a name, in every combination if there are few. */
export function* withStandIns(text: string, places: readonly Span[]): Generator<string> {
  const each = Math.min(places.length, MAX_EACH);
  for (let choice = 0; choice < 2 ** each; choice++) {
    let filled = text;
    for (const [index, { from, to }] of places.entries()) {
      const standIn = STAND_INS[(choice >> Math.min(index, MAX_EACH - 1)) & 1] ?? 'x';
      filled = filled.slice(0, from) + standIn.repeat(to - from) + filled.slice(to);
    }
    yield filled;
  }
}

/** The text with the placeholder at a place as an operator. */
export function withOperator(text: string, { from, to }: Span): string {
  return `${text.slice(0, from)}==${' '.repeat(to - from - 2)}${text.slice(to)}`;
}
