import { type ConditionValue, fail, goType, isList, isMap, isNumber } from './condition-value';

/** The value of an operator between two numbers or texts, as expr-lang/expr 1.17.7 (vm/runtime) has it. */
export function arithmetic(operator: string, left: ConditionValue, right: ConditionValue): ConditionValue {
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    const value = integers(operator, left, right);
    if (value !== undefined) return value;
  }
  if (operator === '**' || operator === '^') return toFloat(left) ** toFloat(right);
  if (isNumber(left) && isNumber(right)) {
    const value = floats(operator, Number(left), Number(right));
    if (value !== undefined) return value;
  }
  if (typeof left === 'string' && typeof right === 'string') {
    const value = texts(operator, left, right);
    if (value !== undefined) return value;
  }
  return fail(`invalid operation: ${goType(left)} ${operator} ${goType(right)}`);
}

function integers(operator: string, left: bigint, right: bigint): ConditionValue | undefined {
  switch (operator) {
    case '+':
      return int(left + right);
    case '-':
      return int(left - right);
    case '*':
      return int(left * right);
    case '%':
      return right === 0n ? fail('runtime error: integer divide by zero') : int(left % right);
    default:
      return compared(operator, left, right);
  }
}

function floats(operator: string, left: number, right: number): ConditionValue | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return compared(operator, left, right);
  }
}

function texts(operator: string, left: string, right: string): ConditionValue | undefined {
  return operator === '+' ? left + right : compared(operator, left, right);
}

function compared<T extends number | bigint | string>(operator: string, left: T, right: T): boolean | undefined {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return undefined;
  }
}

/** An int of Go: 64 bits, beyond which it wraps around. */
export function int(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

/** A value as an int where one is needed, such as an index. */
export function toInt(value: ConditionValue): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return truncated(value);
  return fail(`invalid operation: int(${goType(value)})`);
}

/** A float64 as an int; what is none becomes the smallest int, as on amd64. */
export function truncated(value: number): bigint {
  const limit = 2 ** 63;
  return value >= -limit && value < limit ? BigInt(Math.trunc(value)) : -(2n ** 63n);
}

function toFloat(value: ConditionValue): number {
  return isNumber(value) ? Number(value) : fail(`invalid operation: float(${goType(value)})`);
}

/** Whether `==` holds: numbers of either kind by their value, lists and maps by what is in them. */
export function areEqual(left: ConditionValue, right: ConditionValue): boolean {
  if (isNumber(left) && isNumber(right)) {
    return typeof left === typeof right ? left === right : Number(left) === Number(right);
  }
  if (isList(left) && isList(right)) {
    const { list } = right;
    const elements = [left.element, right.element];
    // Anything else than one of these has the same type on both sides or is not equal.
    const isComparable = elements.includes('interface {}') && !elements.some((element) => element.startsWith('['));
    return (
      (isComparable || left.element === right.element) &&
      left.list.length === list.length &&
      left.list.every((item, at) => areEqual(item, list[at] ?? null))
    );
  }
  if (isMap(left) && isMap(right)) {
    const { map } = right;
    return (
      left.map.size === map.size &&
      [...left.map].every(([key, of]) => map.has(key) && areDeeplyEqual(of, map.get(key) ?? null))
    );
  }
  return left === right;
}

// Within maps an int is never equal to a float64.
function areDeeplyEqual(left: ConditionValue, right: ConditionValue): boolean {
  return goType(left) === goType(right) && areEqual(left, right);
}
