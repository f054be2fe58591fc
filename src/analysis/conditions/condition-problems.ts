import { checkTypes } from './check-types';
import { partsOf } from './condition-children';
import type { CallNode, ConditionNode } from './condition-node';
import type { ConditionProblem } from './condition-problem';
import { constantOf } from './constants';
import { parseCondition } from './parse-condition';
import { printCondition } from './print-condition';
import type { ResultType } from './result-type';
import { goName, type StaticType, staticType } from './static-type';

/**
 * What is wrong with a condition on a result of a type: all that the controller would say at each measurement, and what
 * it does not say but never does what it looks like.
 */
export function conditionProblems(text: string, resultType: ResultType): ConditionProblem[] {
  const { ast, problems } = parseCondition(text);
  if (ast === undefined) return [...problems];
  const checked = checkTypes(ast, staticType(resultType));
  return [
    ...checked.problems,
    ...(checked.problems.length === 0 ? [...notBoolean(ast, checked.type), ...constant(ast)] : []),
    ...partsOf(ast).flatMap((node) => (node.is === 'call' ? misunderstood(node, resultType) : [])),
  ];
}

function notBoolean(ast: ConditionNode, type: StaticType): ConditionProblem[] {
  if (type.is === 'boolean' || type.is === 'unknown') return [];
  const go = type.is === 'nil' ? '<nil>' : goName(type);
  const message = `is ${inWords(type)}, while a condition has to be true or false: compare it with something`;
  return [{ code: 'not-boolean', error: `expected bool, but got ${go}`, message, from: ast.from, to: ast.to }];
}

function constant(ast: ConditionNode): ConditionProblem[] {
  const value = constantOf(ast);
  if (value === undefined) return [];
  const message = `is always ${value}, whatever is measured: ask something of result`;
  return [{ code: 'constant', error: '', message, from: ast.from, to: ast.to }];
}

// argo-rollouts utils/evaluate/evaluate.go: both look at the whole result, and a list without elements is not nil.
function misunderstood(node: CallNode, resultType: ResultType): ConditionProblem[] {
  const { callee, args, from, to } = node;
  const [about] = args;
  if (about === undefined || callee.is !== 'name' || (callee.name !== 'isNil' && callee.name !== 'default')) return [];
  const printed = printCondition(node);
  if (about.is !== 'name' && about.is !== 'placeholder') {
    const of = printCondition(about);
    const instead = callee.name === 'isNil' ? `${of} == nil` : `${of} ?? …`;
    const message = `calls ${printed}, but ${callee.name} looks at the whole result, whatever stands in it: write ${instead}`;
    return [{ code: 'ignored-argument', error: '', message, from, to }];
  }
  if (resultType.is === 'optional' || resultType.is === 'any') return [];
  const without =
    resultType.is === 'list' ? 'is an empty list without data' : 'is always there: without data it is an error';
  const instead = resultType.is === 'list' ? 'ask len(result) == 0 instead' : 'leave it out';
  const message = `calls ${printed}, but the result is never nil here and ${without}: ${instead}`;
  return [{ code: 'never-nil', error: '', message, from, to }];
}

function inWords(type: StaticType): string {
  return (
    { int: 'a number', float: 'a number', string: 'a text', list: 'a list', map: 'an object', nil: 'nil' }[
      type.is as 'int'
    ] ?? `a ${type.is}`
  );
}
