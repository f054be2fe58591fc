/** A value of a manifest of which nothing is known yet. */
export type Plain = unknown;

/** The value at a path of keys; undefined where there is none. */
export function at(value: Plain, ...keys: string[]): Plain {
  let current = value;
  // Asked for every value that a rule looks at: a loop over the index is faster until it is optimized.
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] ?? '';
    if (typeof current !== 'object' || current === null) return undefined;
    const next = (current as Readonly<Record<string, Plain>>)[key];
    // What is inherited is a function, or under this name the prototype; asking for own keys alone takes far longer.
    if (next === undefined || typeof next === 'function') return undefined;
    if (key === '__proto__' && !Object.hasOwn(current, key)) return undefined;
    current = next;
  }
  return current;
}

/** The entries of an object; none of anything else. */
export function entriesOf(value: Plain): [string, Plain][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** The elements of a list; none of anything else. */
export function listOf(value: Plain): Plain[] {
  return Array.isArray(value) ? value : [];
}

/** The number that a value is; undefined if it is none. */
export function numberOf(value: Plain): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The text that a value is; undefined if it is none or empty. */
export function textOf(value: Plain): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Whether something stands there. */
export function isThere(value: Plain): boolean {
  return value !== undefined && value !== null;
}

/** A value as messages and keys of maps write it: scalars as they are, anything else as JSON. */
export function wordOf(value: Plain): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
