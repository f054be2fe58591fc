import { toInt } from './arithmetic';
import { type ConditionValue, fail, goText, goType, isList, isMap, type ListValue, listOf } from './condition-value';

/** What `of.name` or `of[index]` is, as expr-lang/expr 1.17.7 (vm/runtime, Fetch) has it. */
export function memberOf(of: ConditionValue, property: ConditionValue): ConditionValue {
  if (isList(of) || typeof of === 'string') return itemAt(of, toInt(property));
  if (!isMap(of)) return fail(`cannot fetch ${goText(property)} from ${goType(of)}`);
  if (of.key === 'string' && typeof property !== 'string' && property !== null) {
    return fail(`reflect.Value.MapIndex: value of type ${goType(property)} is not assignable to type string`);
  }
  return of.map.get(of.key === 'string' ? (property ?? '') : property) ?? null;
}

/** The item at an index, from the end if it is negative; of a text the byte there. */
export function itemAt(of: ListValue | string, at: bigint): ConditionValue {
  const items = isList(of) ? of.list : [...Buffer.from(of)].map(BigInt);
  const index = Number(at) < 0 ? items.length + Number(at) : Number(at);
  const item = items[index];
  return item !== undefined ? item : fail(`index out of range: ${index} (array length is ${items.length})`);
}

/** The part of a list or text from one index to another, cut to what there is. */
export function sliceOf(
  of: ConditionValue,
  start: ConditionValue | undefined,
  end: ConditionValue | undefined,
): ConditionValue {
  if (!isList(of) && typeof of !== 'string') {
    return fail(
      end === undefined ? `invalid argument for len (type ${goType(of)})` : `cannot slice ${goText(start ?? 0n)}`,
    );
  }
  const bytes = isList(of) ? undefined : Buffer.from(of);
  const length = isList(of) ? of.list.length : (bytes?.length ?? 0);
  const to = within(end === undefined ? BigInt(length) : toInt(end), length);
  const from = Math.min(within(start === undefined ? 0n : toInt(start), length), to);
  return isList(of) ? listOf(of.list.slice(from, to), of.element) : (bytes?.subarray(from, to).toString() ?? '');
}

function within(index: bigint, length: number): number {
  const at = Number(index) < 0 ? length + Number(index) : Number(index);
  return Math.min(Math.max(at, 0), length);
}

/** Whether `in` holds. */
export function isIn(
  needle: ConditionValue,
  of: ConditionValue,
  equals: (a: ConditionValue, b: ConditionValue) => boolean,
): boolean {
  if (of === null) return false;
  if (isList(of)) return of.list.some((item) => equals(item, needle));
  if (!isMap(of)) return fail(`operator "in" not defined on ${goType(of)}`);
  if (of.key === 'string' && typeof needle !== 'string' && needle !== null) {
    return fail(`reflect.Value.MapIndex: value of type ${goType(needle)} is not assignable to type string`);
  }
  return of.map.has(of.key === 'string' ? (needle ?? '') : needle);
}
