import type { ConditionNode, Span } from './condition-node';
import { type Token, type TokenKind, tokensOf } from './lexer';

/** What stops the parser; caught where it was started. */
export class SyntaxProblem extends Error {
  /** Made with what the controller says, and where. */
  constructor(
    message: string,
    /** Where it is. */
    public readonly at: Span,
    /** Whether the condition is only longer than what is read here. */
    public readonly isTooLong = false,
  ) {
    super(message);
  }
}

/** How many parts a condition may have; the controller takes 10000, and nobody writes so many. */
const MAX_NODES = 2000;
const MAX_DEPTH = 200;

/** The words of a condition one after another, for the parser. */
export class TokenReader {
  private readonly tokens: readonly Token[];
  private position = 0;
  private nodes = 0;
  private depth = 0;

  /** Reads a text; it throws a `SyntaxProblem` as soon as the next word is none. */
  constructor(text: string) {
    this.tokens = tokensOf(text);
    this.refuseError();
  }

  /** The word that is next. */
  public get current(): Token {
    const token = this.tokens[Math.min(this.position, this.tokens.length - 1)];
    if (token === undefined) throw new Error('a condition has at least the word that ends it');
    return token;
  }

  /** The word behind the next one. */
  public get following(): Token {
    return this.tokens[this.position + 1] ?? this.current;
  }

  /** The offset behind the last word that was read. */
  public get end(): number {
    return this.tokens[this.position - 1]?.to ?? 0;
  }

  /** Takes the next word. */
  public next(): Token {
    const token = this.current;
    this.position++;
    this.refuseError();
    return token;
  }

  /** Whether the next word is of a kind, and one of some values if there are any. */
  public is(kind: TokenKind, ...values: string[]): boolean {
    return this.current.kind === kind && (values.length === 0 || values.includes(this.current.value));
  }

  /** Takes the next word if it is this one. */
  public accept(kind: TokenKind, value: string): boolean {
    const isIt = this.is(kind, value);
    if (isIt) this.next();
    return isIt;
  }

  /** Takes the next word, which has to be this one. */
  public expect(kind: TokenKind, ...values: string[]): Token {
    return this.is(kind, ...values) ? this.next() : this.unexpected();
  }

  /** Says that the next word cannot stand there. */
  public unexpected(token: Token = this.current): never {
    return this.fail(`unexpected token ${this.describe(token)}`, token);
  }

  /** A word as the controller prints it (expr-lang/expr parser/lexer/token.go). */
  public describe({ kind, value }: Token): string {
    return value === '' ? KINDS[kind] : `${KINDS[kind]}(${JSON.stringify(value)})`;
  }

  /** Says what is wrong, at a word. */
  public fail(message: string, token: Token = this.current): never {
    throw new SyntaxProblem(message, { from: token.from, to: token.to });
  }

  /** Counts a part of the condition, and hands it back. */
  public made<N extends ConditionNode>(node: N): N {
    if (++this.nodes > MAX_NODES) this.tooLong(`it has more than ${MAX_NODES} parts`);
    return node;
  }

  /** Reads what stands one level deeper. */
  public nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) this.tooLong(`it is nested more than ${MAX_DEPTH} levels deep`);
    const inner = read();
    this.depth--;
    return inner;
  }

  private tooLong(message: string): never {
    throw new SyntaxProblem(message, { from: this.current.from, to: this.current.to }, true);
  }

  private refuseError(): void {
    if (this.current.kind === 'error') this.fail(this.current.value);
  }
}

const KINDS: Readonly<Record<TokenKind, string>> = {
  name: 'Identifier',
  number: 'Number',
  text: 'String',
  operator: 'Operator',
  bracket: 'Bracket',
  end: 'EOF',
  error: '',
};
