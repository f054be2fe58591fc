import type { Span } from './condition-node';
import { OPERATOR_WORDS } from './operators';
import { unescapeText } from './text-escapes';

/** A word of a condition; an `error` ends them, with its message as the value. */
export interface Token extends Span {
  /** What kind of word it is. */
  readonly kind: TokenKind;

  /** The word itself; of a text what it says. */
  readonly value: string;
}

/** The kinds of words of a condition. */
export type TokenKind = 'name' | 'number' | 'text' | 'operator' | 'bracket' | 'end' | 'error';

const SPACE = /(?:[\s\u0085]|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/y;
const NAME = /[\p{L}\p{Nd}_$]+/uy;
const NUMBER = /(?:0[xX][\da-fA-F_]*|0[oO][0-7_]*|0[bB][01_]*|\.?\d[\d_]*)(?:\.(?!\.)[\d_]*)?(?:[eE][+-]?[\d_]*)?/y;
const OPERATOR = /\?[.?]?|\|\|?|::?|\.\.?|[&!=*<>][&=*]?|[,;%+\-^/]|##?/y;
const QUOTED = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y;
const RAW = /`(?:[^`]|``)*`/y;

/** The words of a condition, as expr-lang/expr 1.17.7 (parser/lexer) tells them apart. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; ; ) {
    at += match(SPACE, text, at).length;
    const token = at < text.length ? tokenAt(text, at) : { kind: 'end' as const, value: '', from: at, to: at };
    tokens.push(token);
    if (token.kind === 'end' || token.kind === 'error') return tokens;
    at = token.to;
  }
}

function tokenAt(text: string, from: number): Token {
  const first = text.charAt(from);
  if (first === "'" || first === '"') return quoted(text, from, first);
  if (first === '`') {
    const raw = match(RAW, text, from);
    if (raw === '') return failure(text.length, text.length, 'literal not terminated');
    return { kind: 'text', value: raw.slice(1, -1).replaceAll('``', '`'), from, to: from + raw.length };
  }
  if (/^\.?[0-9]/.test(text.slice(from, from + 2))) return number(text, from);
  if ('([{)]}'.includes(first)) return { kind: 'bracket', value: first, from, to: from + 1 };
  if (text.startsWith('/*', from)) return failure(text.length, text.length, 'unclosed comment');
  const operator = match(OPERATOR, text, from);
  if (operator !== '') return { kind: 'operator', value: operator, from, to: from + operator.length };
  const name = match(NAME, text, from);
  if (name !== '') {
    return { kind: OPERATOR_WORDS.has(name) ? 'operator' : 'name', value: name, from, to: from + name.length };
  }
  const character = String.fromCodePoint(text.codePointAt(from) ?? 0);
  const code = (text.codePointAt(from) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return failure(from, from + character.length, `unrecognized character: U+${code} '${character}'`);
}

function quoted(text: string, from: number, quote: string): Token {
  const written = match(QUOTED, text, from);
  if (written === '') return failure(from, text.length, 'literal not terminated');
  const to = from + written.length;
  const value = unescapeText(written.slice(1, -1), quote);
  return value === undefined ? failure(from, to, 'invalid char escape') : { kind: 'text', value, from, to };
}

function number(text: string, from: number): Token {
  const value = match(NUMBER, text, from);
  const to = from + value.length;
  const next = match(NAME, text, to);
  if (next !== '') return failure(from, to + next.length, `bad number syntax: ${JSON.stringify(value + next[0])}`);
  return { kind: 'number', value, from, to };
}

function match(sticky: RegExp, text: string, at: number): string {
  const pattern = new RegExp(sticky);
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function failure(from: number, to: number, message: string): Token {
  return { kind: 'error', value: message, from, to };
}
