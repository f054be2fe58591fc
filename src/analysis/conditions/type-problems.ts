import type { BinaryNode } from './condition-node';
import type { ConditionProblemCode } from './condition-problem';
import { mismatch } from './operator-types';
import { isComparison } from './operators';
import { printCondition } from './print-condition';
import { isNumeric, type StaticType } from './static-type';

/** What is wrong with the operands of an operator, in words for people. */
export function mismatchMessage(
  node: BinaryNode,
  left: StaticType,
  right: StaticType,
): { readonly code: ConditionProblemCode; readonly message: string } {
  const { operator } = node;
  const printed = printCondition(node);
  const list = [left, right].find(({ is }) => is === 'list');
  const other = [left, right].find(({ is }) => is !== 'list');
  const compares = isComparison(operator) || operator === '==' || operator === '!=';
  if (compares && list !== undefined && other !== undefined && (isNumeric(other) || other.is === 'string')) {
    const of = printCondition(left === list ? node.left : node.right);
    const what = isNumeric(other) ? 'a number' : 'a text';
    return {
      code: 'list-compared',
      message:
        `compares a list with ${what} in "${printed}": take one element, such as ${of}[0], and say what an empty list ` +
        `means (len(${of}) > 0 && …)`,
    };
  }
  return {
    code: 'mismatched-types',
    message: `cannot be evaluated at "${printed}": ${mismatch(operator, left, right)}`,
  };
}

/** The name that was most probably meant; undefined where none is near. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  const near = known.map((one) => ({ one, steps: distance(name.toLowerCase(), one.toLowerCase()) }));
  const best = near.reduce((a, b) => (b.steps < a.steps ? b : a), { one: '', steps: 3 });
  return best.steps < Math.min(3, name.length) ? best.one : undefined;
}

/** How many letters have to be added, left out or changed to come from one word to the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
