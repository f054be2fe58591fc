import type { ResultType } from './result-type';

/** What is known of a value before it is there, as the checker of the expression language knows it. */
export type StaticType =
  | { readonly is: 'unknown'; readonly go?: string }
  | { readonly is: 'nil' | 'int' | 'float' | 'string' | 'boolean' | 'time' | 'duration' | 'location' }
  | { readonly is: 'list'; readonly of: StaticType; readonly go: string }
  | { readonly is: 'map'; readonly of: StaticType; readonly key: 'string' | 'any' }
  | { readonly is: 'function'; readonly name: string };

/** The one of the simple types with this name. */
export function simple(is: 'nil' | 'int' | 'float' | 'string' | 'boolean' | 'time' | 'duration' | 'location') {
  return { is } as const;
}

/** Known at run time only. */
export const UNKNOWN: StaticType = { is: 'unknown' };

/** Known at run time only, as what is in JSON. */
export const ANYTHING: StaticType = { is: 'unknown', go: 'interface {}' };

/** A list that the language makes, of elements of a type. */
export function listType(of: StaticType, go = '[]interface {}'): StaticType {
  return { is: 'list', of, go };
}

/** What `result` is before it is there. */
export function staticType(type: ResultType): StaticType {
  switch (type.is) {
    case 'number':
      return { is: 'float' };
    case 'object':
      return { is: 'map', of: ANYTHING, key: 'string' };
    case 'any':
      return ANYTHING;
    case 'optional':
      return staticType(type.of);
    case 'list': {
      const of = staticType(type.of);
      return listType(of, `[]${goName(of)}`);
    }
    default:
      return { is: type.is };
  }
}

/** A type as the controller prints it. */
export function goName(type: StaticType): string {
  switch (type.is) {
    case 'unknown':
      return type.go ?? 'unknown';
    case 'nil':
      return 'unknown';
    case 'list':
      return type.go;
    case 'map':
      return type.key === 'string' ? 'map[string]interface {}' : 'map[interface {}]interface {}';
    case 'function':
      return `func(${type.name})`;
    default:
      return GO_NAMES[type.is];
  }
}

const GO_NAMES = {
  int: 'int',
  float: 'float64',
  string: 'string',
  boolean: 'bool',
  time: 'time.Time',
  duration: 'time.Duration',
  location: '*time.Location',
} as const;

/** Whether a type is a number. */
export function isNumeric(type: StaticType): boolean {
  return type.is === 'int' || type.is === 'float';
}

/** Whether a value of a type fits where one of another is taken. */
export function isAssignable(type: StaticType, to: StaticType): boolean {
  if (type.is === 'nil') return to.is === 'list' || to.is === 'map' || to.is === 'function';
  if (type.is === 'unknown' || to.is === 'unknown') return false;
  return goName(type) === goName(to);
}

/** Whether `==` takes two types. */
export function areComparable(left: StaticType, right: StaticType): boolean {
  const either = (is: StaticType['is']) => left.is === is || right.is === is;
  if (either('unknown') || either('nil')) return true;
  return (
    (isNumeric(left) && isNumeric(right)) || (left.is === 'list' && right.is === 'list') || isAssignable(left, right)
  );
}

/** Whether two types may turn out to be of the same kind, one of some: at least one is known at run time only. */
export function mayAgree(left: StaticType, right: StaticType, ...kinds: readonly StaticType['is'][]): boolean {
  if (left.is === 'unknown') return right.is === 'unknown' || kinds.includes(right.is);
  return right.is === 'unknown' && kinds.includes(left.is);
}
