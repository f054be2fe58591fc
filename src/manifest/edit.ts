import { at, type Plain } from './plain';

/** Stands in a path for each element of a list. */
export const EACH = '[]';

/**
 * A copy of a value in which what stands at a path is changed; where nothing changes, the value itself.
 *
 * A key that is not there is handed to `change` as undefined, and a change to undefined takes the key away. What is on
 * the way has to be there: an edit makes no parents.
 * @param path keys, with `EACH` for each element of a list
 */
export function edit(value: Plain, path: readonly string[], change: (value: Plain) => Plain): Plain {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (key === EACH) return Array.isArray(value) ? eachEdited(value, rest, change) : value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const before = at(value, key);
  const after = edit(before, rest, change);
  return after === before ? value : withKey(value, key, after);
}

/** A copy of an object with one key set, or taken away where the value is undefined. */
export function withKey(object: Plain, key: string, value: Plain): Plain {
  const entries = Object.entries(object ?? {}).filter(([name]) => name !== key);
  return Object.fromEntries(value === undefined ? entries : [...entries, [key, value]]);
}

function eachEdited(list: readonly Plain[], path: readonly string[], change: (value: Plain) => Plain): Plain {
  const after = list.map((element) => edit(element, path, change));
  return after.some((element, index) => element !== list[index]) ? after : list;
}
