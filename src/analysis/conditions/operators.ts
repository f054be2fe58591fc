/** An operator: how strongly it binds, the stronger the larger. */
export interface Operator {
  /** How strongly it binds. */
  readonly precedence: number;

  /** Whether `a op b op c` is `a op (b op c)`. */
  readonly rightAssociative?: boolean;
}

// expr-lang/expr 1.17.7 parser/operator/operator.go, the version that Argo Rollouts 1.10.2 is built with.

/** The operators before an operand. */
export const UNARY: ReadonlyMap<string, Operator> = new Map([
  ['not', { precedence: 50 }],
  ['!', { precedence: 50 }],
  ['-', { precedence: 90 }],
  ['+', { precedence: 90 }],
]);

/** The operators between two operands; `|` hands its left one to a function. */
export const BINARY: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['|', { precedence: 0 }],
  ['or', { precedence: 10 }],
  ['||', { precedence: 10 }],
  ['and', { precedence: 15 }],
  ['&&', { precedence: 15 }],
  ['==', { precedence: 20 }],
  ['!=', { precedence: 20 }],
  ['<', { precedence: 20 }],
  ['>', { precedence: 20 }],
  ['>=', { precedence: 20 }],
  ['<=', { precedence: 20 }],
  ['in', { precedence: 20 }],
  ['matches', { precedence: 20 }],
  ['contains', { precedence: 20 }],
  ['startsWith', { precedence: 20 }],
  ['endsWith', { precedence: 20 }],
  ['..', { precedence: 25 }],
  ['+', { precedence: 30 }],
  ['-', { precedence: 30 }],
  ['*', { precedence: 60 }],
  ['/', { precedence: 60 }],
  ['%', { precedence: 60 }],
  ['**', { precedence: 100, rightAssociative: true }],
  ['^', { precedence: 100, rightAssociative: true }],
  ['??', { precedence: 500 }],
]);

/** The words that are operators, and so no names. */
export const OPERATOR_WORDS: ReadonlySet<string> = new Set([
  ...['not', 'in', 'or', 'and', 'matches', 'contains', 'startsWith', 'endsWith', 'let', 'if', 'else'],
]);

/** The operators that `not` may stand before: `not in`. */
export const NEGATABLE: ReadonlySet<string> = new Set(['contains', 'matches', 'startsWith', 'endsWith', 'in']);

/** Whether an operator compares by size; `a < b < c` is `a < b && b < c`. */
export function isComparison(operator: string): boolean {
  return ['<', '>', '<=', '>='].includes(operator);
}

/** How strongly an operator between two operands binds; 0 for one that is none. */
export function precedenceOf(operator: string): number {
  return BINARY.get(operator)?.precedence ?? 0;
}
