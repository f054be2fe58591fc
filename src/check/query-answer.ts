import type { PromqlExpression, PromqlOperation, PromqlSelector } from './promql-expression';

/** What a query answers with where one series is all there is: its value, `empty` for none, `unknown` for any. */
export type QueryAnswer = number | 'empty' | 'unknown';

/** What is there to be asked: for a selector the increase of its counter, or its value where it is no counter. */
export type QueryWorld = (selector: PromqlSelector, use: 'increase' | 'value') => QueryAnswer;

/**
 * What an expression answers with in a world, as Prometheus 2.42 does. Labels are not told apart, so that of several
 * series there is always one.
 */
export function queryAnswer(expression: PromqlExpression, world: QueryWorld): QueryAnswer {
  switch (expression.is) {
    case 'number':
      return expression.value;
    case 'selector':
      return world(expression, 'value');
    case 'call':
      return callAnswer(expression.name, expression.args, world);
    case 'operation':
      return operationAnswer(expression, world);
    default:
      return 'unknown';
  }
}

const INCREASES = ['rate', 'irate', 'increase', 'delta', 'idelta', 'changes', 'resets'];
const SAME = [
  ...['sum', 'avg', 'min', 'max', 'topk', 'bottomk', 'quantile', 'limitk'],
  ...['vector', 'label_replace', 'label_join', 'sort', 'sort_desc', 'last_over_time', 'avg_over_time'],
  ...['max_over_time', 'min_over_time'],
];

function callAnswer(name: string, args: readonly PromqlExpression[], world: QueryWorld): QueryAnswer {
  const [first] = args;
  if (INCREASES.includes(name) && first?.is === 'selector') return world(first, 'increase');
  const answers = args.map((argument) => queryAnswer(argument, world));
  // A parameter such as the k of topk stands before the series, that of clamp_min behind.
  const series = args.findIndex((argument) => argument.is !== 'number');
  const answer = answers[Math.max(series, 0)] ?? 'unknown';
  if (name === 'scalar') return answer === 'empty' ? Number.NaN : answer;
  if (name === 'absent') return answer === 'empty' ? 1 : 'unknown';
  if (answer === 'empty' || SAME.includes(name)) return answer;
  if (name === 'histogram_quantile') return answer === 0 ? Number.NaN : 'unknown';
  const [, least] = answers;
  if (name === 'clamp_min' && typeof answer === 'number' && typeof least === 'number') return Math.max(answer, least);
  return 'unknown';
}

function operationAnswer(operation: PromqlOperation, world: QueryWorld): QueryAnswer {
  const { operator } = operation;
  const left = queryAnswer(operation.left, world);
  if (operator === 'or') return left === 'empty' ? queryAnswer(operation.right, world) : left;
  if (left === 'empty') return left;
  const right = queryAnswer(operation.right, world);
  if (operator === 'unless') return right === 'empty' ? left : 'unknown';
  if (right === 'empty') return right;
  if (left === 'unknown' || right === 'unknown') return 'unknown';
  if (operator === 'and') return left;
  const compared = COMPARISONS[operator]?.(left, right);
  if (compared === undefined) return ARITHMETIC[operator]?.(left, right) ?? 'unknown';
  if (operation.isBool) return compared ? 1 : 0;
  return compared ? (operation.left.is === 'number' ? right : left) : 'empty';
}

const COMPARISONS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
};

const ARITHMETIC: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};
