import { at, listOf, type Plain, textOf, wordOf } from '../manifest/plain';
import { quote } from '../validation/names';

/** What is malformed in an element of `matchExpressions`, as the end of a sentence; undefined if nothing is. */
export function expressionFault(expression: Plain): string | undefined {
  const operator = textOf(at(expression, 'operator'));
  const values = listOf(at(expression, 'values'));
  // What is no text, or not there, is told of by the schema.
  if (operator === undefined || textOf(at(expression, 'key')) === undefined) return undefined;
  const takesValues = TAKES_VALUES[operator];
  if (takesValues === undefined) {
    return `takes the operator In, NotIn, Exists or DoesNotExist, got ${quote(operator)}`;
  }
  if (takesValues && values.length === 0) return `compares with ${operator} and has no values`;
  return !takesValues && values.length > 0 ? `has values, which ${operator} does not take` : undefined;
}

/** Whether pods with these labels meet a well-formed element of `matchExpressions`. */
export function expressionHolds(expression: Plain, labels: ReadonlyMap<string, Plain>): boolean {
  const key = textOf(at(expression, 'key')) ?? '';
  const isIn = listOf(at(expression, 'values')).includes(labels.get(key));
  switch (at(expression, 'operator')) {
    case 'In':
      return isIn;
    case 'NotIn':
      return !isIn;
    case 'Exists':
      return labels.has(key);
    case 'DoesNotExist':
      return !labels.has(key);
    default:
      return true;
  }
}

/** An element of `matchExpressions` as people write it, such as `tier In (web, api)`. */
export function expressionText(expression: Plain): string {
  const values = listOf(at(expression, 'values'));
  const words = [at(expression, 'key'), at(expression, 'operator')].map(wordOf).join(' ');
  return values.length === 0 ? words : `${words} (${values.map(wordOf).join(', ')})`;
}

const TAKES_VALUES: Readonly<Record<string, boolean | undefined>> = {
  In: true,
  NotIn: true,
  Exists: false,
  DoesNotExist: false,
};
