import { type ConditionValue, listOf } from './condition-value';
import { ANY, NUMBER, NUMBERS, type ResultType } from './result-type';

/** What a result that was measured is to Go, as far as its value tells: numbers are float64, an empty list holds them. */
export function resultTypeOf(result: unknown): ResultType {
  if (typeof result === 'number') return NUMBER;
  if (typeof result === 'string') return { is: 'string' };
  if (typeof result === 'boolean') return { is: 'boolean' };
  if (Array.isArray(result)) {
    return result.every((item) => typeof item === 'number') ? NUMBERS : { is: 'list', of: ANY };
  }
  return typeof result === 'object' && result !== null ? { is: 'object' } : ANY;
}

/** A result that was measured, as a value of the expression language. */
export function fromResult(result: unknown, type: ResultType = resultTypeOf(result)): ConditionValue {
  if (type.is === 'optional') return fromResult(result, type.of);
  if (typeof result === 'number' || typeof result === 'string' || typeof result === 'boolean') return result;
  if (Array.isArray(result)) {
    const of: ResultType = type.is === 'list' ? type.of : ANY;
    return listOf(
      result.map((item) => fromResult(item, of)),
      ELEMENTS[of.is] ?? 'interface {}',
    );
  }
  if (typeof result !== 'object' || result === null) return null;
  const entries = Object.entries(result).map(([key, value]) => [key, fromResult(value, ANY)] as const);
  return { map: new Map(entries), key: 'string' };
}

const ELEMENTS: Readonly<Record<string, string>> = { number: 'float64', string: 'string', boolean: 'bool' };
