import { int, toInt, truncated } from './arithmetic';
import { type ConditionValue, fail, goType, isList, isNumber } from './condition-value';
import { type Builtin, overloaded, refuse, takes, unary } from './signatures';
import { ANYTHING, isNumeric, type StaticType, simple } from './static-type';

const INT = simple('int');
const FLOAT = simple('float');

/** The functions of the language that are about numbers (expr-lang/expr 1.17.7 builtin). */
export const NUMBER_BUILTINS: readonly [string, Builtin][] = [
  unary(
    'abs',
    ['int', 'float'],
    (of) => of,
    'invalid argument for abs (type %)',
    (of) => {
      if (typeof of === 'bigint') return int(of < 0n ? -of : of);
      return typeof of === 'number' ? Math.abs(of) : fail(`invalid argument for abs (type ${goType(of)})`);
    },
  ),
  rounding('ceil', Math.ceil),
  rounding('floor', Math.floor),
  // Half away from zero, while JavaScript rounds it up.
  rounding('round', (of) => Math.sign(of) * Math.floor(Math.abs(of) + 0.5)),
  unary('int', ['int', 'float', 'string'], INT, 'invalid argument for int (type %)', (of) => {
    if (isNumber(of)) return typeof of === 'bigint' ? of : truncated(of);
    if (of === null) return fail('reflect: call of reflect.Value.Type on zero Value');
    if (typeof of !== 'string') return fail(`invalid operation: int(${goType(of)})`);
    return /^[+-]?\d+$/.test(of) ? BigInt(of) : fail(`invalid operation: int(${of})`);
  }),
  unary('float', ['int', 'float', 'string'], FLOAT, 'invalid argument for float (type %)', (of) => {
    if (isNumber(of)) return Number(of);
    if (typeof of !== 'string') return fail(`invalid operation: float(${goType(of)})`);
    return parseGoFloat(of) ?? fail(`invalid operation: float(${of})`);
  }),
  aggregate('max', (...of) => extreme('max', of, (best, next) => best < next)),
  aggregate('min', (...of) => extreme('min', of, (best, next) => best > next)),
  aggregate('mean', (...of) => {
    const all = numbersIn('mean', of);
    return all.length === 0 ? 0 : all.reduce((sum, next) => sum + next, 0) / all.length;
  }),
  aggregate('median', (...of) => {
    // NaN comes first, as Go sorts it.
    const all = numbersIn('median', of).sort((a, b) => (Number.isNaN(a) ? -1 : Number.isNaN(b) ? 1 : a - b));
    const middle = all[Math.floor(all.length / 2)] ?? 0;
    return all.length % 2 === 1 ? middle : ((all[all.length / 2 - 1] ?? 0) + middle) / 2;
  }),
  bits('bitand', (x, y) => x & y),
  bits('bitor', (x, y) => x | y),
  bits('bitxor', (x, y) => x ^ y),
  bits('bitnand', (x, y) => x & ~y),
  bits('bitshl', (x, y) => x << shift(y)),
  bits('bitshr', (x, y) => x >> shift(y)),
  bits('bitushr', (x, y) => BigInt.asUintN(64, x) >> shift(y)),
  overloaded('bitnot', [takes([INT], INT)], (x = null) => ~bitsOf('bitnot', x)),
];

/** A number as Go reads a float64 in a text; undefined where it does not. */
export function parseGoFloat(text: string): number | undefined {
  const special = /^([+-]?)(?:(inf|infinity)|nan)$/i.exec(text);
  if (special !== null) return special[2] === undefined ? Number.NaN : special[1] === '-' ? -Infinity : Infinity;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

function rounding(name: string, round: (of: number) => number): [string, Builtin] {
  return unary(name, ['int', 'float'], FLOAT, `invalid argument for ${name} (type %)`, (of) =>
    isNumber(of) ? round(Number(of)) : fail(`invalid argument for ${name} (type ${goType(of)})`),
  );
}

function aggregate(name: string, call: Builtin['call']): [string, Builtin] {
  const check = (args: readonly StaticType[]) => {
    for (const type of args) {
      if (type.is === 'list' || type.is === 'unknown') return ANYTHING;
      if (!isNumeric(type)) return refuse(`invalid argument for ${name} (type %)`, type);
    }
    return args[0] ?? `not enough arguments to call ${name}`;
  };
  return [name, { check, call }];
}

type Better = (best: bigint | number, next: bigint | number) => boolean;

function extreme(name: string, args: readonly ConditionValue[], isBetter: Better): ConditionValue {
  let best: bigint | number | null = null;
  for (const arg of args) {
    if (!isNumber(arg) && !isList(arg)) return args.length === 1 ? arg : refused(name, arg);
    for (const item of isList(arg) ? arg.list : [arg]) {
      const value = isList(item) ? extreme(name, [item], isBetter) : item;
      if (!isNumber(value)) return refused(name, value);
      if (best === null || isBetter(best, value)) best = value;
    }
  }
  return best;
}

function numbersIn(name: string, args: readonly ConditionValue[]): number[] {
  return args.flatMap((arg) => {
    if (isList(arg)) return numbersIn(name, arg.list);
    return isNumber(arg) ? [Number(arg)] : refused(name, arg);
  });
}

function refused(name: string, arg: ConditionValue): never {
  return fail(`invalid argument for ${name} (type ${goType(arg)})`);
}

function bits(name: string, combine: (x: bigint, y: bigint) => bigint): [string, Builtin] {
  const call = (x: ConditionValue = null, y: ConditionValue = null) => int(combine(bitsOf(name, x), bitsOf(name, y)));
  return overloaded(name, [takes([INT, INT], INT)], call);
}

function bitsOf(name: string, value: ConditionValue): bigint {
  return typeof value === 'bigint' ? value : fail(`cannot use ${goType(value)} as argument (type int) to call ${name}`);
}

function shift(by: bigint): bigint {
  if (by < 0n) fail(`invalid operation: negative shift count ${by} (type int)`);
  return by > 64n ? 64n : toInt(by);
}
