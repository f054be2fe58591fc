import type { ConditionNode } from './condition-node';

/**
 * What is handed to a function that takes a float64: the whole numbers written in it are floats then (expr-lang/expr
 * 1.17.7 checker/checker.go), while `len(…)` stays an int and is an error.
 */
export function withFloats(node: ConditionNode): ConditionNode {
  switch (node.is) {
    case 'integer':
      return { ...node, is: 'float', value: Number(node.value) };
    case 'unary':
      return { ...node, operand: withFloats(node.operand) };
    case 'binary':
      return ['+', '-', '*'].includes(node.operator)
        ? { ...node, left: withFloats(node.left), right: withFloats(node.right) }
        : node;
    default:
      return node;
  }
}
