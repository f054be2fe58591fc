import type { ManifestPath } from '../../../src/manifest/manifest-path';

/** An object with one thing broken in it. */
export interface Mutant {
  /** What was done to it. */
  readonly change: string;

  /** The way to what is broken. */
  readonly path: ManifestPath;

  /** The broken object. */
  readonly object: unknown;
}

/** A copy of an object for each of its fields, in which the field has a name that nothing has. */
export function renamedFields(object: unknown): Mutant[] {
  return placesIn(object).flatMap(({ path }) => {
    const key = path.at(-1);
    return typeof key === 'string'
      ? [{ change: 'renamed', path, object: edited(object, path, (parent) => renamed(parent, key)) }]
      : [];
  });
}

/** A copy of an object for each of its values and for each type that the value is not of, with a value of that type. */
export function changedTypes(object: unknown): Mutant[] {
  return placesIn(object).flatMap(({ path, value }) => {
    const key = path.at(-1) ?? '';
    return [true, 1.5, 'text', [], {}]
      .filter((other) => typeOf(other) !== typeOf(value))
      .map((other) => ({
        change: `made ${typeOf(other)}`,
        path,
        object: edited(object, path, (parent) => withValue(parent, key, other)),
      }));
  });
}

function placesIn(value: unknown, path: ManifestPath = []): { path: ManifestPath; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, child]) => [
    { path: [...path, key], value: child },
    ...placesIn(child, [...path, key]),
  ]);
}

/** A copy in which the parent of what a path leads to is another one. */
function edited(value: unknown, [key, ...rest]: ManifestPath, change: (parent: unknown) => unknown): unknown {
  if (key === undefined || rest.length === 0) return change(value);
  return withValue(value, key, edited(Object(value)[key], rest, change));
}

function withValue(parent: unknown, key: string | number, value: unknown): unknown {
  if (Array.isArray(parent)) return parent.map((element, index) => (index === key ? value : element));
  return { ...Object(parent), [key]: value };
}

function renamed(parent: unknown, key: string): unknown {
  return Object.fromEntries(
    Object.entries(Object(parent)).map(([name, value]) => [name === key ? `x${key}x` : name, value]),
  );
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}
