import type { ConditionNode } from './condition-node';

/** The parts that a part of a condition is made of. */
function childrenOf(node: ConditionNode): ConditionNode[] {
  switch (node.is) {
    case 'list':
    case 'sequence':
      return [...node.items];
    case 'map':
      return node.entries.flatMap(({ key, value }) => [key, value]);
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.test, node.yes, node.no];
    case 'member':
      return [node.of, node.property];
    case 'chain':
      return [node.of];
    case 'slice':
      return [node.of, ...(node.start ? [node.start] : []), ...(node.end ? [node.end] : [])];
    case 'call':
      return [node.callee, ...node.args];
    case 'builtin':
      return [...node.args];
    case 'predicate':
      return [node.body];
    case 'let':
      return [node.value, node.body];
    default:
      return [];
  }
}

/** A condition and all its parts, from the outside in. */
export function partsOf(node: ConditionNode): ConditionNode[] {
  return [node, ...childrenOf(node).flatMap(partsOf)];
}
