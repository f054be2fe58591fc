import type { ConditionNode } from './condition-node';

/**
 * Whether a part of a condition is true or false whatever is measured, as far as the controller sees it before it
 * evaluates (expr-lang/expr 1.17.7 optimizer/fold.go); undefined where it does not.
 */
export function constantOf(node: ConditionNode): boolean | undefined {
  if (node.is === 'boolean') return node.value;
  if (node.is === 'unary' && ['!', 'not'].includes(node.operator)) {
    const operand = constantOf(node.operand);
    return operand === undefined ? undefined : !operand;
  }
  if (node.is !== 'binary') return undefined;
  if (node.operator === '==') return areLiterallyEqual(node.left, node.right);
  const isAnd = ['&&', 'and'].includes(node.operator);
  if (!isAnd && !['||', 'or'].includes(node.operator)) return undefined;
  const [left, right] = [constantOf(node.left), constantOf(node.right)];
  if (left === !isAnd || right === !isAnd) return !isAnd;
  return left === isAnd && right === isAnd ? isAnd : undefined;
}

function areLiterallyEqual(left: ConditionNode, right: ConditionNode): boolean | undefined {
  const [a, b] = [constantOf(left), constantOf(right)];
  if (a !== undefined && b !== undefined) return a === b;
  const isBoth = left.is === right.is && (left.is === 'integer' || left.is === 'text');
  return isBoth && 'value' in left && 'value' in right ? left.value === right.value : undefined;
}
