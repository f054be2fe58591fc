import type { BinaryNode, ConditionNode, MapEntry, MemberNode, UnaryNode } from './condition-node';
import { BINARY, isComparison, precedenceOf, UNARY } from './operators';
import { quoteText } from './text-escapes';

/** A condition as text, with no more parentheses than it needs; reading it again makes the same condition. */
export function printCondition(node: ConditionNode): string {
  switch (node.is) {
    case 'nil':
      return 'nil';
    case 'boolean':
    case 'integer':
      return String(node.value);
    case 'float':
      return printFloat(node.value);
    case 'text':
      return quoteText(node.value);
    case 'name':
      return node.name;
    case 'placeholder':
      return node.text;
    case 'list':
      return `[${separated(node.items)}]`;
    case 'map':
      // In a predicate a brace would begin its body.
      return `({${node.entries.map(printEntry).join(', ')}})`;
    case 'unary':
      return printUnary(node);
    case 'binary':
      return printBinary(node);
    case 'conditional':
      return `${operand(node.test)} ? ${branch(node.yes)} : ${branch(node.no)}`;
    case 'member':
      return `${postfixed(node.of)}${printProperty(node)}`;
    case 'chain':
      return printCondition(node.of);
    case 'slice':
      return `${postfixed(node.of)}[${printOptional(node.start)}:${printOptional(node.end)}]`;
    case 'call':
      return `${printCondition(node.callee)}(${separated(node.args)})`;
    case 'builtin':
      return `${node.name}(${separated(node.args)})`;
    case 'predicate':
      return isStatement(node.body) ? `{${printCondition(node.body)}}` : printCondition(node.body);
    case 'pointer':
      return `#${node.name}`;
    case 'let':
      return `let ${node.name} = ${branch(node.value)}; ${printCondition(node.body)}`;
    case 'sequence':
      return node.items.map(branch).join('; ');
  }
}

/** A number that is read as a float again. */
function printFloat(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function separated(nodes: readonly ConditionNode[]): string {
  return nodes.map(branch).join(', ');
}

function printEntry({ key, value }: MapEntry): string {
  return `${key.is === 'text' ? quoteText(key.value) : `(${printCondition(key)})`}: ${branch(value)}`;
}

function printUnary({ operator, operand: of }: UnaryNode): string {
  const binds = UNARY.get(operator)?.precedence ?? 0;
  const loose = (of.is === 'binary' && precedenceOf(of.operator) < binds) || isLoose(of);
  const text = loose ? `(${printCondition(of)})` : printCondition(of);
  return operator === 'not' ? `not ${text}` : `${operator}${text}`;
}

function printBinary({ operator, left, right }: BinaryNode): string {
  const { precedence = 0, rightAssociative = false } = BINARY.get(operator) ?? {};
  const wrapsLeft =
    left.is === 'binary'
      ? precedenceOf(left.operator) < precedence ||
        (precedenceOf(left.operator) === precedence && rightAssociative) ||
        (isComparison(left.operator) && isComparison(operator)) ||
        (left.operator === '??' && operator !== '??')
      : isLooseBeside(left, precedence);
  const wrapsRight =
    right.is === 'binary'
      ? precedenceOf(right.operator) < precedence ||
        (precedenceOf(right.operator) === precedence && !rightAssociative) ||
        right.operator === '??'
      : isLooseBeside(right, precedence);
  const [before, after] = [wrapped(left, wrapsLeft), wrapped(right, wrapsRight)];
  return operator === '..' ? `${before}..${after}` : `${before} ${operator} ${after}`;
}

// An operator before an operand takes all that binds stronger than it, so it is held back beside such an operator.
function isLooseBeside(node: ConditionNode, precedence: number): boolean {
  return isLoose(node) || (node.is === 'unary' && (UNARY.get(node.operator)?.precedence ?? 0) < precedence);
}

function printProperty({ property, optional }: MemberNode): string {
  if (property.is === 'text' && /^[\p{L}_$][\p{L}\p{Nd}_$]*$/u.test(property.value)) {
    return `${optional ? '?.' : '.'}${property.value}`;
  }
  return `${optional ? '?.' : ''}[${branch(property)}]`;
}

// Neither an operator nor a number is followed by `.` or `[`.
function postfixed(node: ConditionNode): string {
  const isPostfixable = ['text', 'name', 'list', 'map', 'member', 'slice', 'call', 'builtin', 'pointer', 'chain'];
  return wrapped(node, !isPostfixable.includes(node.is));
}

function printOptional(node: ConditionNode | undefined): string {
  return node === undefined ? '' : operand(node);
}

function operand(node: ConditionNode): string {
  return wrapped(node, isLoose(node));
}

function branch(node: ConditionNode): string {
  return wrapped(node, isStatement(node));
}

function wrapped(node: ConditionNode, isWrapped: boolean): string {
  return isWrapped ? `(${printCondition(node)})` : printCondition(node);
}

function isLoose(node: ConditionNode): boolean {
  return node.is === 'conditional' || isStatement(node);
}

function isStatement(node: ConditionNode): boolean {
  return node.is === 'let' || node.is === 'sequence';
}
