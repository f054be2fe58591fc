import { isBuiltin } from './builtins';
import type { ConditionNode, MapEntry, MemberNode } from './condition-node';
import type { Token } from './lexer';
import { numberLiteral } from './number-literal';
import { BINARY, isComparison, NEGATABLE, UNARY } from './operators';
import { PREDICATES } from './predicate-names';
import { TokenReader } from './token-reader';

/** What a word stands for, where it is no word of the language but comes from elsewhere. */
export type WordReader = (token: Token) => { readonly placeholder?: string; readonly text?: string };

/**
 * Reads a condition as expr-lang/expr 1.17.7 (parser/parser.go) does.
 * @throws SyntaxProblem at the first word that cannot stand where it does.
 */
export function readCondition(text: string, word: WordReader): ConditionNode {
  return new Parser(new TokenReader(text), word).condition();
}

class Parser {
  // How many predicates a word stands in: `#` is nothing outside of them.
  private predicates = 0;

  constructor(
    private readonly reader: TokenReader,
    private readonly word: WordReader,
  ) {}

  condition(): ConditionNode {
    const node = this.sequence();
    if (!this.reader.is('end')) this.reader.unexpected();
    return node;
  }

  private sequence(): ConditionNode {
    const items = [this.expression(0)];
    while (this.reader.accept('operator', ';') && !this.reader.is('end')) items.push(this.expression(0));
    const [first] = items;
    if (first !== undefined && items.length === 1) return first;
    return this.reader.made({ is: 'sequence', items, from: first?.from ?? 0, to: this.reader.end });
  }

  private expression(precedence: number): ConditionNode {
    return this.reader.nested(() => {
      if (precedence > 0) return this.operators(precedence);
      if (this.reader.accept('operator', 'let')) return this.declaration();
      if (this.reader.accept('operator', 'if')) return this.branches();
      return this.conditional(this.operators(0));
    });
  }

  private operators(precedence: number): ConditionNode {
    let left = this.primary();
    let previous = '';
    while (this.reader.is('operator')) {
      const isNegated = this.reader.is('operator', 'not');
      const token = isNegated ? this.reader.following : this.reader.current;
      if (isNegated && !NEGATABLE.has(token.value)) this.reader.unexpected(token);
      const operator = BINARY.get(token.value);
      if (operator === undefined || operator.precedence < precedence) break;
      if (isNegated) this.reader.next();
      this.reader.next();
      if (previous === '??' && token.value !== '??' && token.value !== '|') this.refuseMixed(token);
      left = this.operation(left, token.value, operator.precedence, operator.rightAssociative === true);
      if (isNegated)
        left = this.reader.made({ is: 'unary', operator: 'not', operand: left, from: left.from, to: left.to });
      previous = token.value;
    }
    return left;
  }

  private operation(left: ConditionNode, operator: string, precedence: number, isRight: boolean): ConditionNode {
    if (operator === '|') return this.call(this.reader.expect('name'), [left]);
    if (isComparison(operator)) return this.comparisons(left, operator, precedence);
    return this.binary(operator, left, this.expression(isRight ? precedence : precedence + 1));
  }

  private comparisons(first: ConditionNode, operator: string, precedence: number): ConditionNode {
    let right = this.expression(precedence + 1);
    let all = this.binary(operator, first, right);
    while (this.reader.is('operator') && isComparison(this.reader.current.value)) {
      const next = this.reader.next().value;
      const left = right;
      right = this.expression(precedence + 1);
      all = this.binary('&&', all, this.binary(next, left, right));
    }
    return all;
  }

  private refuseMixed(token: Token): never {
    return this.reader.fail(
      `Operator (${token.value}) and coalesce expressions (??) cannot be mixed. Wrap either by parentheses.`,
      token,
    );
  }

  private binary(operator: string, left: ConditionNode, right: ConditionNode): ConditionNode {
    return this.reader.made({ is: 'binary', operator, left, right, from: left.from, to: right.to });
  }

  private declaration(): ConditionNode {
    const { from } = this.reader.current;
    const name = this.nameOf(this.reader.expect('name'));
    this.reader.expect('operator', '=');
    const value = this.expression(0);
    this.reader.expect('operator', ';');
    const body = this.sequence();
    return this.reader.made({ is: 'let', name, value, body, from, to: body.to });
  }

  private branches(): ConditionNode {
    const { from } = this.reader.current;
    const test = this.expression(0);
    const yes = this.block();
    this.reader.expect('operator', 'else');
    const no = this.reader.accept('operator', 'if') ? this.reader.nested(() => this.branches()) : this.block();
    return this.reader.made({ is: 'conditional', test, yes, no, from, to: this.reader.end });
  }

  private block(): ConditionNode {
    this.reader.expect('bracket', '{');
    const body = this.sequence();
    this.reader.expect('bracket', '}');
    return body;
  }

  private conditional(first: ConditionNode): ConditionNode {
    let test = first;
    while (this.reader.accept('operator', '?')) {
      let yes = test;
      if (!this.reader.accept('operator', ':')) {
        yes = this.expression(0);
        this.reader.expect('operator', ':');
      }
      const no = this.expression(0);
      test = this.reader.made({ is: 'conditional', test, yes, no, from: test.from, to: no.to });
    }
    return test;
  }

  private primary(): ConditionNode {
    const {
      current: token,
      current: { from },
    } = this.reader;
    const unary = token.kind === 'operator' ? UNARY.get(token.value) : undefined;
    if (unary !== undefined) {
      this.reader.next();
      const operand = this.expression(unary.precedence);
      return this.postfix(this.reader.made({ is: 'unary', operator: token.value, operand, from, to: operand.to }));
    }
    if (this.reader.accept('bracket', '(')) {
      const inner = this.sequence();
      this.reader.expect('bracket', ')');
      return this.postfix(inner);
    }
    if (this.predicates > 0 && this.reader.is('operator', '#', '.')) {
      const hasName = this.reader.accept('operator', '#') && this.reader.is('name');
      const name = hasName ? this.nameOf(this.reader.next()) : '';
      return this.postfix(this.reader.made({ is: 'pointer', name, from, to: this.reader.end }));
    }
    if (this.reader.accept('operator', '::')) return this.postfix(this.call(this.reader.expect('name'), []));
    return this.literalOrName();
  }

  private literalOrName(): ConditionNode {
    const token = this.reader.current;
    const { from, to } = token;
    if (token.kind === 'number') {
      this.reader.next();
      const { placeholder } = this.word(token);
      if (placeholder !== undefined) return this.reader.made({ is: 'placeholder', text: placeholder, from, to });
      const number = numberLiteral(token);
      return typeof number === 'string' ? this.reader.fail(number, token) : this.reader.made(number);
    }
    if (token.kind === 'text') {
      this.reader.next();
      const value = this.word(token).text ?? token.value;
      return this.postfix(this.reader.made({ is: 'text', value, from, to }));
    }
    if (this.reader.is('bracket', '[')) return this.postfix(this.list());
    if (this.reader.is('bracket', '{')) return this.postfix(this.map());
    this.reader.expect('name');
    if (token.value === 'true' || token.value === 'false') {
      return this.reader.made({ is: 'boolean', value: token.value === 'true', from, to });
    }
    if (token.value === 'nil') return this.reader.made({ is: 'nil', from, to });
    return this.postfix(this.reader.is('bracket', '(') ? this.call(token, []) : this.name(token));
  }

  private name(token: Token): ConditionNode {
    const { from, to } = token;
    const { placeholder } = this.word(token);
    return this.reader.made(
      placeholder === undefined
        ? { is: 'name', name: token.value, from, to }
        : { is: 'placeholder', text: placeholder, from, to },
    );
  }

  private nameOf(token: Token): string {
    return this.word(token).placeholder ?? token.value;
  }

  private call(token: Token, before: readonly ConditionNode[]): ConditionNode {
    const from = before[0]?.from ?? token.from;
    if (!isBuiltin(token.value)) {
      const callee = this.name(token);
      const args = this.args(before);
      return this.reader.made({ is: 'call', callee, args, from, to: this.reader.end });
    }
    const args = PREDICATES.has(token.value) ? this.predicateArgs(token.value, before) : this.args(before);
    return this.reader.made({ is: 'builtin', name: token.value, args, from, to: this.reader.end });
  }

  private args(before: readonly ConditionNode[]): ConditionNode[] {
    this.reader.expect('bracket', '(');
    return [...before, ...this.separated(')', () => this.expression(0))];
  }

  private predicateArgs(name: string, before: readonly ConditionNode[]): ConditionNode[] {
    this.reader.expect('bracket', '(');
    const args = [...before];
    const expected = PREDICATES.get(name)?.slice(before.length) ?? [];
    for (const [index, argument] of expected.entries()) {
      const isLast = this.reader.is('bracket', ')');
      if (isLast && argument.startsWith('optional')) break;
      if (isLast) this.reader.fail(`expected at least ${expected.length} arguments`);
      if (index > 0) this.reader.expect('operator', ',');
      args.push(argument.endsWith('predicate') ? this.predicate() : this.expression(0));
    }
    this.reader.accept('operator', ',');
    this.reader.expect('bracket', ')');
    return args;
  }

  private predicate(): ConditionNode {
    const { from } = this.reader.current;
    const hasBraces = this.reader.accept('bracket', '{');
    this.predicates++;
    const body = hasBraces ? this.sequence() : this.expression(0);
    this.predicates--;
    if (hasBraces) this.reader.expect('bracket', '}');
    else if (this.reader.is('operator', ';')) this.reader.fail('wrap predicate with brackets { and }');
    return this.reader.made({ is: 'predicate', body, from, to: this.reader.end });
  }

  private list(): ConditionNode {
    const { from } = this.reader.next();
    const items = this.separated(']', () => this.expression(0));
    return this.reader.made({ is: 'list', items, from, to: this.reader.end });
  }

  private map(): ConditionNode {
    const { from } = this.reader.next();
    const entries = this.separated('}', () => this.entry());
    return this.reader.made({ is: 'map', entries, from, to: this.reader.end });
  }

  private entry(): MapEntry {
    const token = this.reader.current;
    const { from, to } = token;
    let key: ConditionNode;
    if (this.reader.is('bracket', '(')) {
      key = this.expression(0);
    } else {
      const names = ['number', 'text', 'name'];
      if (!names.includes(token.kind)) {
        const allowed =
          'a map key must be a quoted string, a number, a identifier, or an expression enclosed in parentheses';
        this.reader.fail(`${allowed} (unexpected token ${this.reader.describe(token)})`);
      }
      this.reader.next();
      const { placeholder, text } = this.word(token);
      key = this.reader.made({ is: 'text', value: text ?? placeholder ?? token.value, from, to });
    }
    this.reader.expect('operator', ':');
    return { key, value: this.expression(0) };
  }

  // A comma may follow the last item.
  private separated<T>(close: string, item: () => T): T[] {
    const items: T[] = [];
    while (!this.reader.is('bracket', close)) {
      if (items.length > 0) this.reader.expect('operator', ',');
      if (items.length > 0 && this.reader.is('bracket', close)) break;
      items.push(item());
    }
    this.reader.expect('bracket', close);
    return items;
  }

  private postfix(first: ConditionNode): ConditionNode {
    let node = first;
    for (;;) {
      if (this.reader.is('operator', '.', '?.')) {
        const optional = this.reader.next().value === '?.';
        node = optional && this.reader.is('bracket', '[') ? this.index(node, true) : this.property(node, optional);
      } else if (this.reader.is('bracket', '[')) {
        node = this.index(node, false);
      } else {
        return node;
      }
    }
  }

  private property(node: ConditionNode, optional: boolean): ConditionNode {
    const token = this.reader.next();
    const isWord = token.kind === 'name' || (token.kind === 'operator' && /^[a-z]/i.test(token.value));
    if (!isWord) this.reader.fail('expected name', this.reader.current);
    const { from } = node;
    const property = this.reader.made({
      is: 'text',
      value: this.nameOf(token),
      from: token.from,
      to: token.to,
    } as const);
    const isChain = node.is === 'chain';
    const of = node.is === 'chain' ? node.of : node;
    const member = this.reader.made({ is: 'member', of, property, optional, from, to: token.to } as const);
    const called = this.reader.is('bracket', '(') ? this.method(member) : member;
    return isChain || optional ? this.reader.made({ is: 'chain', of: called, from, to: this.reader.end }) : called;
  }

  private method(callee: MemberNode): ConditionNode {
    const args = this.args([]);
    return this.reader.made({ is: 'call', callee, args, from: callee.from, to: this.reader.end });
  }

  private index(of: ConditionNode, optional: boolean): ConditionNode {
    this.reader.next();
    const { from } = of;
    const start = this.reader.is('operator', ':') ? undefined : this.expression(0);
    if (this.reader.accept('operator', ':')) {
      const end = this.reader.is('bracket', ']') ? undefined : this.expression(0);
      this.reader.expect('bracket', ']');
      return this.reader.made({ is: 'slice', of, start, end, from, to: this.reader.end });
    }
    this.reader.expect('bracket', ']');
    const property = start ?? this.reader.unexpected();
    const member = this.reader.made({ is: 'member', of, property, optional, from, to: this.reader.end } as const);
    return optional ? this.reader.made({ is: 'chain', of: member, from, to: this.reader.end }) : member;
  }
}
