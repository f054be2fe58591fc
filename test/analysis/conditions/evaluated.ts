import { evaluateText } from '../../../src/analysis/conditions/evaluate-condition';
import { ANY, NUMBER, NUMBERS, type ResultType } from '../../../src/analysis/conditions/result-type';

/**
 * A condition, what it is asked of, and what it says: an error in the words of the controller. What is expected was seen on
 * expr-lang/expr 1.17.7 with the functions of Argo Rollouts.
 */
export type EvaluationCase = [condition: string, result: keyof typeof RESULTS, expected: boolean | string];

/** What the controller says whenever anything goes wrong with a result without data. */
export const NO_DATA = 'metric result is nil or empty: no data returned from the metric provider';

/** Vectors and scalars of Prometheus, and what is in JSON. */
const RESULTS = {
  '[0.97]': vector(0.97),
  '[0.97, 0.5]': vector(0.97, 0.5),
  '[]': vector(),
  '[NaN]': vector(Number.NaN),
  '[+Inf]': vector(Number.POSITIVE_INFINITY),
  '0.97': { result: 0.97, type: NUMBER },
  null: json(null),
  true: json(true),
  'a text': json('hello world'),
  'a JSON list': json([1, 'a', null, true]),
  'an object': json({ a: 1, b: 'x', c: [1, 2, 3], d: { e: true, f: null }, g: [{ h: 1 }, { h: 2 }] }),
};

/** What a condition says of a result: true, false or an error. */
export function evaluated(condition: string, name: keyof typeof RESULTS): boolean | string {
  const { result, type } = RESULTS[name];
  const evaluation = evaluateText(condition, result, type);
  return 'value' in evaluation ? evaluation.value : evaluation.error;
}

function vector(...result: readonly number[]): { result: unknown; type: ResultType } {
  return { result, type: NUMBERS };
}

function json(result: unknown): { result: unknown; type: ResultType } {
  return { result, type: ANY };
}
