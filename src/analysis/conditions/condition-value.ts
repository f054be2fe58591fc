/**
 * A value while a condition is evaluated.
 *
 * Go tells whole numbers (int) from others (float64), and what they do differs: `%` takes ints only, and `1` is an int
 * while every measured number is a float64. An int is a bigint here, a float64 a number; Go's other sizes are not told
 * apart.
 */
export type ConditionValue = null | boolean | bigint | number | string | ListValue | MapValue;

/** A list, and what its elements are to Go: `float64` for what Prometheus measures, `interface {}` for JSON. */
export type ListValue = { readonly list: readonly ConditionValue[]; readonly element: string };

/** A map by its keys, texts unless `groupBy` or `fromPairs` made it. */
export type MapValue = { readonly map: ReadonlyMap<ConditionValue, ConditionValue>; readonly key: string };

/** What stops an evaluation: the measurement is an Error. The message is what the controller says. */
export class EvaluationError extends Error {}

/** Stops an evaluation as the controller does. */
export function fail(message: string): never {
  throw new EvaluationError(message);
}

/** A list of anything. */
export function listOf(list: readonly ConditionValue[], element = 'interface {}'): ListValue {
  return { list, element };
}

/** Whether a value is a list. */
export function isList(value: ConditionValue): value is ListValue {
  return typeof value === 'object' && value !== null && 'list' in value;
}

/** Whether a value is a map. */
export function isMap(value: ConditionValue): value is MapValue {
  return typeof value === 'object' && value !== null && 'map' in value;
}

/** Whether a value is a number of either kind. */
export function isNumber(value: ConditionValue): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

/** The type of a value as Go prints it with `%T`. */
export function goType(value: ConditionValue): string {
  if (value === null) return '<nil>';
  if (isList(value)) return `[]${value.element}`;
  if (isMap(value)) return `map[${value.key}]${value.key === 'string' ? 'interface {}' : '[]interface {}'}`;
  return { boolean: 'bool', bigint: 'int', number: 'float64', string: 'string' }[typeof value as 'boolean'] ?? '';
}

/** The kind of a value as Go's reflect calls it. */
export function goKind(value: ConditionValue): string {
  if (value === null) return 'invalid';
  if (isList(value)) return 'slice';
  return isMap(value) ? 'map' : goType(value);
}

/** A value as Go prints it with `%v`. */
export function goText(value: ConditionValue): string {
  if (value === null) return '<nil>';
  if (typeof value === 'number') return goFloat(value);
  if (isList(value)) return `[${value.list.map(goText).join(' ')}]`;
  if (!isMap(value)) return String(value);
  const entries = [...value.map].map(([key, of]) => `${goText(key)}:${goText(of)}`);
  return `map[${entries.sort().join(' ')}]`;
}

// Go writes an exponent below 1e-4 and from 1e6 on, of at least two digits.
function goFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const size = Math.abs(value);
  const text = size !== 0 && (size < 1e-4 || size >= 1e6) ? value.toExponential() : String(value);
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}
