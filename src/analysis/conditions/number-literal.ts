import type { FloatNode, IntegerNode } from './condition-node';
import type { Token } from './lexer';

const MAX_INT = 2n ** 63n - 1n;

/** A number as Go reads it; what is wrong with it where Go does not. */
export function numberLiteral({ value, from, to }: Token): IntegerNode | FloatNode | string {
  const digits = value.replaceAll('_', '').toLowerCase();
  if (digits.startsWith('0x')) return integer(digits, 'hex', /^0x[\da-f]+$/, from, to);
  if (/[.e]/.test(digits)) {
    if (!/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(digits))
      return invalid('float', 'ParseFloat', digits, 'invalid syntax');
    const float = Number(digits);
    return Number.isFinite(float)
      ? { is: 'float', value: float, from, to }
      : invalid('float', 'ParseFloat', digits, 'value out of range');
  }
  if (digits.startsWith('0b')) return integer(digits, 'binary', /^0b[01]+$/, from, to);
  if (digits.startsWith('0o')) return integer(digits, 'octal', /^0o[0-7]+$/, from, to);
  return integer(digits, 'integer', /^\d+$/, from, to);
}

function integer(digits: string, kind: string, pattern: RegExp, from: number, to: number): IntegerNode | string {
  if (!pattern.test(digits)) return invalid(kind, 'ParseInt', digits, 'invalid syntax');
  const value = BigInt(digits);
  return value > MAX_INT ? invalid(kind, 'ParseInt', digits, 'value out of range') : { is: 'integer', value, from, to };
}

// expr-lang/expr 1.17.7 parser/parser.go.
function invalid(kind: string, parse: string, digits: string, why: string): string {
  return `invalid ${kind} literal: strconv.${parse}: parsing "${digits}": ${why}`;
}
