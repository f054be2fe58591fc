import { describe, expect, test } from '@jest/globals';
import { conditionProblems } from '../../../src/analysis/conditions/condition-problems';
import { ANY, NUMBER, NUMBERS, type ResultType } from '../../../src/analysis/conditions/result-type';

const OPTIONAL: ResultType = { is: 'optional', of: NUMBER };
const OBJECT: ResultType = { is: 'object' };

describe('the problems of a condition', () => {
  test.each<[string, ResultType, string, string]>([
    [
      'result >= 0.95',
      NUMBERS,
      'list-compared',
      'compares a list with a number in "result >= 0.95": take one element, such as result[0], and say what an empty list ' +
        'means (len(result) > 0 && …)',
    ],
    ["'a' == result", NUMBERS, 'list-compared', 'compares a list with a text in "\\"a\\" == result"'],
    ['resutl[0] > 1', NUMBERS, 'unknown-name', 'names "resutl", which there is not: did you mean "result"?'],
    ['isnan(result[0])', NUMBERS, 'unknown-name', 'did you mean "isNaN"?'],
    ['latency > 1', NUMBER, 'unknown-name', 'names "latency", which there is not: what was measured is "result"'],
    ['isInf(result[0], 0)', NUMBERS, 'arguments', 'too many arguments to call isInf'],
    ['len() == 0', NUMBERS, 'arguments', 'invalid number of arguments (expected 1, got 0)'],
    ['result[0]', NUMBERS, 'not-boolean', 'is a number, while a condition has to be true or false'],
    ['result', NUMBERS, 'not-boolean', 'is a list'],
    ["'yes'", NUMBERS, 'not-boolean', 'is a text'],
    ['result[0] == "1"', NUMBERS, 'mismatched-types', 'cannot be evaluated at "result[0] == \\"1\\""'],
    ['result.value > 1', NUMBER, 'mismatched-types', 'type float64 has no field value'],
    ['result matches "["', ANY, 'mismatched-types', 'missing closing ]'],
    ['true', NUMBERS, 'constant', 'is always true, whatever is measured'],
    ['result[0] > 1 && 1 == 2', NUMBERS, 'constant', 'is always false'],
    ['result[0] >', NUMBERS, 'syntax', 'is no expression at its end (unexpected token EOF)'],
    ['result[0] => 1', NUMBERS, 'syntax', 'is no expression from character 11 on: "=> 1"'],
    [
      'isNil(result) || result[0] > 1',
      NUMBERS,
      'never-nil',
      'calls isNil(result), but the result is never nil here and is an empty list without data: ask len(result) == 0 instead',
    ],
    ['default(result, 0) == 0', NUMBERS, 'never-nil', 'calls default(result, 0), but the result is never nil here'],
    ['default(result, 0) == 0', NUMBER, 'never-nil', 'without data it is an error: leave it out'],
    [
      'isNil(result.value)',
      OBJECT,
      'ignored-argument',
      'calls isNil(result.value), but isNil looks at the whole result, whatever stands in it: write result.value == nil',
    ],
    ['default(result.value, 0) > 1', ANY, 'ignored-argument', 'write result.value ?? …'],
    ['result[0] >= {{args.least}} && reslt', NUMBERS, 'unknown-name', 'names "reslt"'],
  ])('%s on %j is %s: %s', (condition, type, code, message) => {
    expect(conditionProblems(condition, type)).toMatchObject([
      { code, message: expect.stringContaining(message.replaceAll('\\"', '"')) },
    ]);
  });

  test.each<[string, ResultType]>([
    ['result[0] >= 0.95', NUMBERS],
    ['len(result) == 0 || isNaN(result[0]) || result[0] < 5', NUMBERS],
    ['all(result, # < 0.5) and count(result) > 1', NUMBERS],
    ['result[0] >= {{args.least}}', NUMBERS],
    ['result {{args.operator}} 1', NUMBERS],
    ['result < {{args.most}}', NUMBER],
    ['isNil(result) || result < 0.5', OPTIONAL],
    ['default(result, 0) < 0.5', OPTIONAL],
    ['result.ok == true && result.list[0].value < 5', OBJECT],
    ['result', ANY],
    ['result.ok', ANY],
    ['asFloat(result) >= 0.95', ANY],
    ['isNil(result) || result.ok', ANY],
    ['date(result) > now()', ANY],
    ['let newest = result[-1]; newest > 0.9 and newest < 1.1', NUMBERS],
  ])('%s on %j are none', (condition, type) => {
    expect(conditionProblems(condition, type)).toEqual([]);
  });

  test('are all told at once, each with its place', () => {
    const condition = 'reslt > 1 || result > 1';
    const problems = conditionProblems(condition, NUMBERS);
    expect(problems.map(({ code, from, to }) => [code, condition.slice(from, to)])).toEqual([
      ['unknown-name', 'reslt'],
      ['list-compared', 'result > 1'],
    ]);
  });
});
