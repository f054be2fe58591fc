import { truncated } from './arithmetic';
import { type ConditionValue, fail, goText, goType, isNumber } from './condition-value';
import { parseGoFloat } from './number-builtins';
import { type Builtin, floatOf, overloaded, takes } from './signatures';
import { ANYTHING, simple } from './static-type';

/**
 * The functions that the controller adds to the language, for one result (argo-rollouts utils/evaluate/evaluate.go).
 *
 * `isNil` and `default` look at the whole result, whatever their first argument is.
 */
export function argoFunctions(result: ConditionValue): ReadonlyMap<string, Builtin> {
  const float = simple('float');
  const boolean = simple('boolean');
  return new Map([
    overloaded('asInt', [takes([ANYTHING], simple('int'))], (of = null) => asInt(of)),
    overloaded('asFloat', [takes([ANYTHING], float)], (of = null) => asFloat(of)),
    overloaded('isNaN', [takes([float], boolean)], (of = null) => Number.isNaN(floatOf(of))),
    overloaded('isInf', [takes([float], boolean)], (of = null) => Math.abs(floatOf(of)) === Number.POSITIVE_INFINITY),
    overloaded('isNil', [takes([ANYTHING], boolean)], () => result === null),
    overloaded('default', [takes([ANYTHING, ANYTHING], ANYTHING)], (_, otherwise = null) => result ?? otherwise),
  ]);
}

function asInt(of: ConditionValue): ConditionValue {
  if (isNumber(of)) return typeof of === 'bigint' ? of : truncated(of);
  if (typeof of !== 'string') return unsupported('asInt', of);
  if (!/^[+-]?\d+$/.test(of)) return fail(`strconv.ParseInt: parsing ${JSON.stringify(of)}: invalid syntax`);
  const value = BigInt(of);
  const isInRange = value >= -(2n ** 63n) && value < 2n ** 63n;
  return isInRange ? value : fail(`strconv.ParseInt: parsing ${JSON.stringify(of)}: value out of range`);
}

function asFloat(of: ConditionValue): ConditionValue {
  if (isNumber(of)) return Number(of);
  if (typeof of !== 'string') return unsupported('asFloat', of);
  const value = parseGoFloat(of);
  return value ?? fail(`strconv.ParseFloat: parsing ${JSON.stringify(of)}: invalid syntax`);
}

function unsupported(name: string, of: ConditionValue): never {
  return fail(`${name}() not supported on ${goType(of)} ${goText(of)}`);
}
