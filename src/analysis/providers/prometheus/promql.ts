import type * as PromqlGrammar from '@prometheus-io/lezer-promql';

// The grammar's own type of a node, without making its package part of our declarations.
type Node = ReturnType<typeof PromqlGrammar.parser.parse>['topNode'];

/** What a PromQL query says about itself. */
export interface PromqlFacts {
  /** Where the query does not parse, as an offset from its begin; undefined where it does. */
  readonly errorAt?: number;

  /** The longest range that it looks back, in seconds; undefined where it has no range. */
  readonly windowSeconds?: number;

  /** The constant that it answers with when it finds no series, as `… or vector(1)` does; undefined where it has none. */
  readonly fallback?: number;

  /** What it answers with; undefined where it does not parse, or a placeholder decides it. */
  readonly answer?: PromqlAnswer;
}

/** What a query answers with: one number, a list of the values of series, of their values over a range, or a text. */
export type PromqlAnswer = 'number' | 'series' | 'range' | 'text';

/** A part of a PromQL query under the name that the grammar of the Prometheus project has for it. */
export interface PromqlNode {
  /** The name, such as `BinaryExpr`. */
  readonly name: string;

  /** What stands there. */
  readonly text: string;

  /** The parts that it is made of. */
  readonly parts: readonly PromqlNode[];
}

/** Reads queries with the grammar of the Prometheus project, each once; `{{args.…}}` may stand in them. */
export class PromqlReader {
  private readonly read = new Map<string, Parsed>();

  /** What a query says about itself. */
  facts(query: string): PromqlFacts {
    const parsed = this.parsed(query);
    parsed.facts ??= factsOf(parsed, query);
    return parsed.facts;
  }

  /** The parts of a query; undefined where it does not parse. */
  tree(query: string): PromqlNode | undefined {
    const { topNode, errorAt } = this.parsed(query);
    return errorAt === undefined ? partsOf(topNode, query) : undefined;
  }

  private parsed(query: string): Parsed {
    const known = this.read.get(query) ?? parsed(query);
    this.read.set(query, known);
    return known;
  }
}

/** What a query says about itself; `{{args.…}}` may stand in it. */
export function promqlFacts(query: string): PromqlFacts {
  return new PromqlReader().facts(query);
}

interface Parsed {
  readonly topNode: Node;
  readonly text: string;
  readonly errorAt?: number;
  facts?: PromqlFacts;
}

function factsOf({ topNode, text, errorAt }: Parsed, query: string): PromqlFacts {
  if (errorAt !== undefined) return { errorAt };
  return {
    windowSeconds: longestRange(topNode, text),
    fallback: fallbackOf(topNode.firstChild, text),
    answer: answerOf(topNode, query),
  };
}

/** The seconds of a duration of PromQL, such as `1h30m`; a number alone is seconds. */
export function promqlSeconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+)(ms|[smhdwy])/g)];
  if (parts.length === 0) return Number(duration);
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNIT_SECONDS[unit ?? ''] ?? 0), 0);
}

// A placeholder may stand for a part of a string, a duration or a name; a stand-in of the same length keeps the offsets.
function withPlaceholders(query: string, standIn: string): string {
  return query.replace(/\{\{[^{}]*\}\}/g, (placeholder) => standIn.padEnd(placeholder.length));
}

function parsed(query: string): Parsed {
  const asDuration = parsedText(withPlaceholders(query, '1m'));
  return asDuration.errorAt === undefined ? asDuration : parsedText(withPlaceholders(query, 'x'));
}

function parsedText(text: string): Parsed {
  // Loaded with the first query: it would make up a tenth of the time to load this package.
  const { parser } = require('@prometheus-io/lezer-promql') as typeof PromqlGrammar;
  const { topNode } = parser.parse(text);
  return { topNode, text, errorAt: firstError(topNode) };
}

function partsOf(node: Node, query: string): PromqlNode {
  const parts: PromqlNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) parts.push(partsOf(child, query));
  return { name: node.name, text: query.slice(node.from, node.to), parts };
}

function firstError(top: Node): number | undefined {
  for (const cursor = top.cursor(); ; ) {
    if (cursor.type.isError) return cursor.from;
    if (!cursor.next()) return undefined;
  }
}

function longestRange(top: Node, text: string): number | undefined {
  let longest: number | undefined;
  top.cursor().iterate((node) => {
    if (node.name !== 'MatrixSelector' && node.name !== 'SubqueryExpr') return;
    const range = node.node.getChild('DurationExpr');
    if (range !== null) longest = Math.max(longest ?? 0, promqlSeconds(text.slice(range.from, range.to)));
  });
  return longest;
}

function fallbackOf(expression: Node | null, text: string): number | undefined {
  const node = unwrapped(expression);
  if (node?.name !== 'BinaryExpr' || node.getChild('Or') === null) return undefined;
  return constantVector(unwrapped(node.lastChild), text);
}

// Only numbers make a number; a list in it makes a list of the whole.
function answerOf(top: Node, query: string): PromqlAnswer | undefined {
  const answers = new Set<PromqlAnswer | undefined>();
  const pending = [top];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (TRANSPARENT.includes(node.name)) pending.push(...operandsOf(node));
    else answers.add(answerOfOne(node, query.slice(node.from, node.to)));
  }
  if (answers.has('series')) return 'series';
  return answers.has(undefined) ? undefined : ([...answers].find((answer) => answer !== 'number') ?? 'number');
}

const TRANSPARENT = ['PromQL', 'ParenExpr', 'UnaryExpr', 'BinaryExpr', 'OffsetExpr', 'StepInvariantExpr'];

function operandsOf(node: Node): Node[] {
  const operands: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (/(Expr|Call|Selector|Literal)$/.test(child.name)) operands.push(child);
  }
  // What follows an offset or an @ is no part of the answer.
  return /^(Offset|StepInvariant)/.test(node.name) ? operands.slice(0, 1) : operands;
}

function answerOfOne(node: Node, text: string): PromqlAnswer | undefined {
  switch (node.name) {
    case 'NumberDurationLiteral':
      return text.includes('{{') ? undefined : 'number';
    case 'StringLiteral':
      return 'text';
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return 'range';
    case 'FunctionCall':
      return ['Scalar', 'Time', 'Pi'].some((name) => node.firstChild?.getChild(name)) ? 'number' : 'series';
    default:
      return 'series';
  }
}

function unwrapped(expression: Node | null): Node | null {
  let node = expression;
  while (node?.name === 'ParenExpr') node = node.firstChild;
  return node;
}

function constantVector(node: Node | null, text: string): number | undefined {
  const call = node?.getChild('FunctionIdentifier')?.getChild('Vector');
  const body = node?.getChild('FunctionCallBody');
  if (!call || !body) return undefined;
  const value = Number(text.slice(body.from + 1, body.to - 1));
  return Number.isNaN(value) ? undefined : value;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};
