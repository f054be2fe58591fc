import { describe, expect, test } from '@jest/globals';
import { type MetricResult, parseCondition } from './condition';

const GUARDED = 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.99';
const EMPTY_IS_GOOD = 'len(result) == 0 || isNaN(result[0]) || result[0] >= 0.99';

describe('a condition', () => {
  test.each<[string, MetricResult, boolean]>([
    [GUARDED, [1], true],
    [GUARDED, [0.99], true],
    [GUARDED, [0.9899], false],
    [GUARDED, [], false],
    [GUARDED, [Number.NaN], false],
    [EMPTY_IS_GOOD, [], true],
    [EMPTY_IS_GOOD, [Number.NaN], true],
    [EMPTY_IS_GOOD, [0.5], false],
    ['isInf(result[0], 0)', [Number.NEGATIVE_INFINITY], true],
    ['isInf(result[0], 0)', [5], false],
    ['result[0] < 1', [Number.NaN], false],
    ['result[0] != 1', [2], true],
    ['result[0] <= 1', [1], true],
    ['1 == 1 || 1 == 1 && 1 == 2', [], true],
    ['(1 == 1 || 1 == 1) && 1 == 2', [], false],
    [' !( len( result ) > 1 ) ', [0], true],
  ])('%s of %p is %s', (text, result, expected) => {
    expect(parseCondition(text)(result)).toBe(expected);
  });

  test('that indexes an empty vector throws only when it is evaluated, as the controller does', () => {
    const condition = parseCondition('result[0] >= 0.99');
    expect(() => condition([])).toThrow('metric result is nil or empty: no data returned from the metric provider');
  });

  test('that reads a vector throws when the query returns a scalar', () => {
    expect(() => parseCondition('len(result) > 0')(1)).toThrow('the query returned a scalar');
  });

  test.each([
    ['result >= 0.99', 'not supported: result >= 0.99'],
    ['default(result, 0) == 0', 'not supported: default(result, 0) == 0'],
    ['len(result) > 0 and result[0] > 1', 'not supported:  and result[0] > 1'],
    ['result[0] >= 0.9x', 'not supported:  0.9x'],
    ['len(result)', 'a number stands where true or false is needed'],
    ['!result[0]', 'a number stands where true or false is needed'],
    ['isNaN(result[0]) > 1', 'true or false stands where a number is needed'],
    ['(result[0] > 1', 'a parenthesis is not closed'],
    ['result[0] > 1)', 'nothing may follow here, got )'],
    ['result[0] >', 'it ends too early'],
    ['result[0] > > 1', 'an operand is missing before >'],
    ['', 'it ends too early'],
  ])('written as "%s" is refused', (text, reason) => {
    expect(() => parseCondition(text)).toThrow(reason);
  });
});
