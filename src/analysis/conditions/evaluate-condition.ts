import { checkTypes } from './check-types';
import { partsOf } from './condition-children';
import type { ConditionNode } from './condition-node';
import { type ConditionValue, EvaluationError, goType, isList } from './condition-value';
import { runCondition } from './evaluator';
import { fromResult, resultTypeOf } from './from-result';
import { parseCondition } from './parse-condition';
import type { ResultType } from './result-type';
import { typeOfValue } from './value-type';

/** What a condition says of a result, or why it says nothing: the measurement is an Error then. */
export type Evaluation = { readonly value: boolean } | { readonly error: string };

/**
 * What a condition says of a result, as Argo Rollouts 1.10.2 evaluates it (argo-rollouts utils/evaluate/evaluate.go).
 * @param result what was measured: numbers, texts, true or false, null, lists and objects of them
 * @param type what the provider hands over, where the result alone does not tell: a list of numbers is one of float64
 *   unless it is said to be JSON
 */
export function evaluateCondition(
  condition: ConditionNode,
  result: unknown,
  type: ResultType = resultTypeOf(result),
): Evaluation {
  const placeholder = placeholderIn(condition);
  if (placeholder !== undefined) {
    return { error: `${placeholder} stands in the condition: it has a value only when the analysis starts` };
  }
  const value = fromResult(result, type);
  const evaluation = evaluated(condition, value);
  return 'error' in evaluation ? { error: blamed(evaluation.error, value) } : evaluation;
}

/**
 * What a condition that is still a text says of a result; one that does not parse is an error at each measurement.
 * @param type what the provider hands over, where the result alone does not tell
 */
export function evaluateText(condition: string, result: unknown, type?: ResultType): Evaluation {
  const { ast, problems } = parseCondition(condition);
  if (ast !== undefined) return evaluateCondition(ast, result, type);
  return { error: blamed(problems[0]?.error ?? '', fromResult(result, type)) };
}

function evaluated(condition: ConditionNode, result: ConditionValue): Evaluation {
  const [problem] = checkTypes(condition, typeOfValue(result)).problems;
  if (problem !== undefined) return { error: problem.error };
  try {
    const value = runCondition(condition, result);
    return typeof value === 'boolean' ? { value } : { error: `expected bool, but got ${goType(value)}` };
  } catch (error) {
    if (error instanceof EvaluationError) return { error: error.message };
    throw error;
  }
}

// Whatever goes wrong with such a result, the controller blames the missing data.
function blamed(error: string, result: ConditionValue): string {
  const isEmpty = result === null || (isList(result) && result.list.length === 0);
  return isEmpty ? 'metric result is nil or empty: no data returned from the metric provider' : error;
}

function placeholderIn(condition: ConditionNode): string | undefined {
  const placeholders = partsOf(condition).map((node) => {
    if (node.is === 'placeholder') return node.text;
    return node.is === 'text' ? /\{\{[^{}]*\}\}/.exec(node.value)?.[0] : undefined;
  });
  return placeholders.find((placeholder) => placeholder !== undefined);
}
