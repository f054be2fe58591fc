/** What a Prometheus query hands to a condition: a vector's values (empty without series) or a scalar. */
export type MetricResult = number | readonly number[];

/** A parsed condition. @throws where Argo's controller would record an Error measurement. */
export type Condition = (result: MetricResult) => boolean;

/**
 * Parses the part of expr-lang that our conditions are written in: `||`, `&&`, `!`, comparisons, parentheses, numbers,
 * `result[0]`, `len(result)`, `isNaN(result[0])` and `isInf(result[0], 0)`.
 *
 * @throws at once on anything else, so that a condition this evaluator cannot judge fails the test instead of passing it
 */
export function parseCondition(text: string): Condition {
  const parser = new Parser(text);
  const condition = parser.boolean(parser.or());
  parser.end();
  return condition;
}

type Term = { readonly type: 'boolean'; readonly of: Condition } | { readonly type: 'number'; readonly of: Operand };
type Operand = (result: MetricResult) => number;

const TOKEN =
  /\s*(result\s*\[\s*0\s*\]|len\s*\(\s*result\s*\)|isNaN\s*\(\s*result\s*\[\s*0\s*\]\s*\)|isInf\s*\(\s*result\s*\[\s*0\s*\]\s*,\s*0\s*\)|\|\||&&|[<>=!]=|[<>!()]|\d+(?:\.\d+)?(?![\w.]))/y;

const CALLS: Readonly<Record<string, Term>> = {
  'result[0]': { type: 'number', of: first },
  'len(result)': { type: 'number', of: (result) => vector(result).length },
  'isNaN(result[0])': { type: 'boolean', of: (result) => Number.isNaN(first(result)) },
  'isInf(result[0],0)': { type: 'boolean', of: (result) => Math.abs(first(result)) === Number.POSITIVE_INFINITY },
};

const COMPARISONS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

class Parser {
  private readonly tokens: readonly string[];
  private position = 0;

  constructor(private readonly text: string) {
    this.tokens = tokenize(text);
  }

  or(): Term {
    const left = this.and();
    if (!this.accept('||')) return left;
    const [a, b] = [this.boolean(left), this.boolean(this.or())];
    return { type: 'boolean', of: (result) => a(result) || b(result) };
  }

  boolean(term: Term): Condition {
    return term.type === 'boolean' ? term.of : this.fail('a number stands where true or false is needed');
  }

  end(): void {
    if (this.position < this.tokens.length) this.fail(`nothing may follow here, got ${this.tokens[this.position]}`);
  }

  private and(): Term {
    const left = this.comparison();
    if (!this.accept('&&')) return left;
    const [a, b] = [this.boolean(left), this.boolean(this.and())];
    return { type: 'boolean', of: (result) => a(result) && b(result) };
  }

  private comparison(): Term {
    const left = this.unary();
    const compare = COMPARISONS[this.tokens[this.position] ?? ''];
    if (compare === undefined) return left;
    this.position++;
    const [a, b] = [this.number(left), this.number(this.unary())];
    return { type: 'boolean', of: (result) => compare(a(result), b(result)) };
  }

  private unary(): Term {
    if (this.accept('!')) {
      const negated = this.boolean(this.unary());
      return { type: 'boolean', of: (result) => !negated(result) };
    }
    if (this.accept('(')) {
      const inner = this.or();
      return this.accept(')') ? inner : this.fail('a parenthesis is not closed');
    }
    const token = this.tokens[this.position++] ?? this.fail('it ends too early');
    const value = Number(token);
    if (Number.isNaN(value)) return CALLS[token] ?? this.fail(`an operand is missing before ${token}`);
    return { type: 'number', of: () => value };
  }

  private number(term: Term): Operand {
    return term.type === 'number' ? term.of : this.fail('true or false stands where a number is needed');
  }

  private accept(token: string): boolean {
    const found = this.tokens[this.position] === token;
    if (found) this.position++;
    return found;
  }

  private fail(reason: string): never {
    throw new Error(`cannot evaluate the condition "${this.text}": ${reason}`);
  }
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const token = new RegExp(TOKEN);
  for (const end = text.trimEnd().length; token.lastIndex < end; ) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw new Error(`cannot evaluate the condition "${text}": not supported: ${text.slice(at)}`);
    tokens.push((match[1] ?? '').replace(/\s+/g, ''));
  }
  return tokens;
}

function first(result: MetricResult): number {
  const [value] = vector(result);
  if (value === undefined) {
    throw new Error('metric result is nil or empty: no data returned from the metric provider');
  }
  return value;
}

function vector(result: MetricResult): readonly number[] {
  if (typeof result === 'number') throw new Error('the query returned a scalar, the condition reads a vector');
  return result;
}
