import { type PromqlNode, type PromqlReader, promqlSeconds } from '../analysis/providers/prometheus/promql';

/** A PromQL query as far as it can be told what it answers with. */
export type PromqlExpression =
  | { readonly is: 'number'; readonly value: number }
  | PromqlSelector
  | { readonly is: 'call'; readonly name: string; readonly args: readonly PromqlExpression[] }
  | PromqlOperation
  | { readonly is: 'unknown'; readonly parts: readonly PromqlExpression[] };

/** An operator between two operands. */
export interface PromqlOperation {
  /** Its kind. */
  readonly is: 'operation';

  /** The operator, such as `/` or `or`. */
  readonly operator: string;

  /** What stands before it. */
  readonly left: PromqlExpression;

  /** What stands behind it. */
  readonly right: PromqlExpression;

  /** Whether a comparison answers with 0 or 1, and takes nothing away. */
  readonly isBool: boolean;
}

/** The series that a query asks for. */
export interface PromqlSelector {
  /** Its kind. */
  readonly is: 'selector';

  /** What is asked of their labels. */
  readonly matchers: readonly PromqlMatcher[];

  /**
   * How far back it looks, in seconds; not a number where an argument decides it.
   * @default - it takes the newest value
   */
  readonly windowSeconds?: number;
}

/** What is asked of a label. */
export interface PromqlMatcher {
  /** The label. */
  readonly label: string;

  /** The operator: `=`, `!=`, `=~` or `!~`. */
  readonly operator: string;

  /** The value or the pattern; `{{args.…}}` may stand in it. */
  readonly value: string;
}

/** A query as an expression; undefined where it does not parse. */
export function promqlExpression(query: string, promql: PromqlReader): PromqlExpression | undefined {
  const tree = promql.tree(query);
  return tree === undefined ? undefined : expressionOf(tree);
}

/** An expression and all its parts, from the outside in. */
export function promqlParts(expression: PromqlExpression): PromqlExpression[] {
  const parts: PromqlExpression[] = [];
  const add = (part: PromqlExpression): void => {
    parts.push(part);
    for (const child of childrenOf(part)) add(child);
  };
  add(expression);
  return parts;
}

function childrenOf(expression: PromqlExpression): readonly PromqlExpression[] {
  switch (expression.is) {
    case 'call':
      return expression.args;
    case 'operation':
      return [expression.left, expression.right];
    case 'unknown':
      return expression.parts;
    default:
      return [];
  }
}

function expressionOf(node: PromqlNode): PromqlExpression {
  const { name, text, parts } = node;
  if (WRAPPERS.includes(name)) {
    const [inner] = operands(parts);
    return inner === undefined ? { is: 'unknown', parts: [] } : expressionOf(inner);
  }
  switch (name) {
    case 'NumberDurationLiteral':
      return numberOf(text);
    case 'UnaryExpr':
      return signed(node);
    case 'VectorSelector':
      return { is: 'selector', matchers: matchersOf(node) };
    case 'MatrixSelector':
      return rangeOf(node);
    case 'FunctionCall':
    case 'AggregateExpr':
      return callOf(node);
    case 'BinaryExpr':
      return operationOf(node);
    default:
      return { is: 'unknown', parts: operands(parts).map(expressionOf) };
  }
}

// What stands beside the expression in these changes when it is asked, not what it is.
const WRAPPERS = ['PromQL', 'ParenExpr', 'OffsetExpr', 'StepInvariantExpr', 'SubqueryExpr'];

function operands(parts: readonly PromqlNode[]): PromqlNode[] {
  return parts.filter(({ name }) => /(Expr|Call|Selector|Literal)$/.test(name) && !name.endsWith('DurationExpr'));
}

function numberOf(text: string): PromqlExpression {
  const value = Number(text);
  return text.includes('{{') || Number.isNaN(value) ? { is: 'unknown', parts: [] } : { is: 'number', value };
}

function rangeOf({ parts }: PromqlNode): PromqlExpression {
  const selector = parts.find(({ name }) => name === 'VectorSelector');
  const range = parts.find(({ name }) => name === 'DurationExpr');
  if (selector === undefined || range === undefined) return { is: 'unknown', parts: [] };
  const windowSeconds = range.text.includes('{{') ? Number.NaN : promqlSeconds(range.text);
  return { is: 'selector', matchers: matchersOf(selector), windowSeconds };
}

function signed({ text, parts }: PromqlNode): PromqlExpression {
  const [operand] = operands(parts);
  if (operand === undefined) return { is: 'unknown', parts: [] };
  const right = expressionOf(operand);
  return text.startsWith('-') ? { ...MINUS, right } : right;
}

const MINUS = { is: 'operation', operator: '-', left: { is: 'number', value: 0 }, isBool: false } as const;

function callOf({ parts }: PromqlNode): PromqlExpression {
  const called = parts.find(({ name }) => name === 'FunctionIdentifier' || name === 'AggregateOp');
  const body = parts.find(({ name }) => name === 'FunctionCallBody');
  const args = operands(body?.parts ?? []).map(expressionOf);
  return { is: 'call', name: (called?.text ?? '').toLowerCase(), args };
}

function operationOf({ parts }: PromqlNode): PromqlExpression {
  const [left, right] = operands(parts);
  const operator = parts.find(({ name }) => name in OPERATORS);
  if (left === undefined || right === undefined || operator === undefined) {
    return { is: 'unknown', parts: operands(parts).map(expressionOf) };
  }
  const isBool = parts.some(({ name }) => name === 'BoolModifier');
  const sides = { left: expressionOf(left), right: expressionOf(right) };
  return { is: 'operation', operator: OPERATORS[operator.name] ?? operator.text, ...sides, isBool };
}

const OPERATORS: Readonly<Record<string, string>> = {
  Add: '+',
  Sub: '-',
  Mul: '*',
  Div: '/',
  Mod: '%',
  Pow: '^',
  Eql: '==',
  Neq: '!=',
  Gtr: '>',
  Gte: '>=',
  Lss: '<',
  Lte: '<=',
  And: 'and',
  Or: 'or',
  Unless: 'unless',
};

function matchersOf({ parts }: PromqlNode): PromqlMatcher[] {
  const matchers = parts.find(({ name }) => name === 'LabelMatchers')?.parts ?? [];
  return matchers.flatMap((matcher) => {
    const label = matcher.parts.find(({ name }) => name === 'LabelName' || name === 'QuotedLabelName');
    const operator = matcher.parts.find(({ name }) => name === 'MatchOp');
    const value = matcher.parts.find(({ name }) => name === 'StringLiteral');
    if (label === undefined || operator === undefined || value === undefined) return [];
    return [{ label: unquoted(label.text), operator: operator.text, value: unquoted(value.text) }];
  });
}

function unquoted(text: string): string {
  const quote = text.charAt(0);
  if (!['"', "'", '`'].includes(quote)) return text;
  const inner = text.slice(1, -1);
  return quote === '`' ? inner : inner.replace(/\\(.)/g, '$1');
}
