import { describe, expect, test } from '@jest/globals';
import { type EvaluationCase, evaluated } from './evaluated';

describe('operators of conditions', () => {
  test.each<EvaluationCase>([
    ['1 + 2 * 3 == 7', '[0.97]', true],
    ['(1 + 2) * 3 == 9', '[0.97]', true],
    ['2 ** 3 ** 2 == 512', '[0.97]', true],
    ['-2 ** 2 == -4', '[0.97]', true],
    ['2 ^ 3 == 8', '[0.97]', true],
    ['true || false && false', '[0.97]', true],
    ['(true || false) && false', '[0.97]', false],
    ['true or false and false', '[0.97]', true],
    ['not true == false', '[0.97]', true],
    ['not (true == true)', '[0.97]', false],
    ['!true == false', '[0.97]', true],
    ['!!true', '[0.97]', true],
    ['- - 1 == 1', '[0.97]', true],
    ['not 1 in [1]', '[0.97]', 'invalid operation: not (mismatched type int)'],
    ['1 == 1 == true', '[0.97]', true],
    ['1 < 2 < 3', '[0.97]', true],
    ['3 > 2 > 1 > 0', '[0.97]', true],
    ['1 < 3 < 2', '[0.97]', false],
    ['0 + 1..1 + 1 == [1, 2]', '[0.97]', true],
    ['2 in 1..2 + 1', '[0.97]', true],
    ['-1..1 == [-1, 0, 1]', '[0.97]', true],
    ['1 + nil ?? 2 == 3', '[0.97]', true],
    [
      '1 ?? 2 ?? 3 == 1',
      '[0.97]',
      'Operator (==) and coalesce expressions (??) cannot be mixed. Wrap either by parentheses.',
    ],
    ['(1 ?? 2) + 1 == 2', '[0.97]', true],
    [
      'nil ?? 1 > 0',
      '[0.97]',
      'Operator (>) and coalesce expressions (??) cannot be mixed. Wrap either by parentheses.',
    ],
    ['true ? false : true', '[0.97]', false],
    ['false ? false : true ? true : false', '[0.97]', true],
    ['true ?: false', '[0.97]', true],
    ['result | len() == 1', '[0.97]', true],
    ['(result | len()) == 1', '[0.97]', true],
    ['result | map(# * 2) | first() > 1', '[0.97]', true],
  ])('precedence: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['1 / 2 == 0.5', '[0.97]', true],
    ['1 / 0 > 1e308', '[0.97]', true],
    ['7 % 3 == 1', '[0.97]', true],
    ['-7 % 3 == -1', '[0.97]', true],
    ['7.5 % 3 == 1', '[0.97]', 'invalid operation: % (mismatched types float64 and int)'],
    ['1 % 0 == 1', '[0.97]', 'integer divide by zero'],
    ['1 % len(result[1:]) == 1', '[0.97]', 'runtime error: integer divide by zero'],
    ['0x10 == 16 && 0b11 == 3 && 0o17 == 15', '[0.97]', true],
    ['1_000 == 1000 && 1e3 == 1000 && .5 == 0.5 && 1. == 1', '[0.97]', true],
    ['08 == 8', '[0.97]', true],
    ['1 == 1.0', '[0.97]', true],
    ['9223372036854775807 + 1 < 0', '[0.97]', true],
    ['0.1 + 0.2 == 0.3', '[0.97]', false],
    ['-"a" == 1', '[0.97]', 'invalid operation: - (mismatched type string)'],
    ['+result[0] > 0', '[0.97]', true],
  ])('numbers: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['"a" + "b" == \'ab\'', '[0.97]', true],
    ['"a" < "b"', '[0.97]', true],
    ['"a" + 1 == "a1"', '[0.97]', 'invalid operation: + (mismatched types string and int)'],
    ['"a" < 1', '[0.97]', 'invalid operation: < (mismatched types string and int)'],
    ['result contains "wor"', 'a text', true],
    ['result not contains "wor"', 'a text', false],
    ['result startsWith "hello" and result endsWith "world"', 'a text', true],
    ['result matches "^hello .*$"', 'a text', true],
    ['result matches "(?i)HELLO"', 'a text', true],
    ['result not matches "z"', 'a text', true],
    ['result matches "["', 'a text', 'error parsing regexp: missing closing ]: `[`'],
    ['result matches "(?=x)"', 'a text', 'error parsing regexp: invalid or unsupported Perl syntax: `(?=`'],
    ['result contains 1', 'a text', 'invalid operation: contains (mismatched types string and int)'],
    ['"it\\\'s" == 1', '[0.97]', 'invalid char escape'],
    ["'it\\'s' == \"it's\"", '[0.97]', true],
    ['"\\u0041\\x41\\101\\u{41}" == "AAAA"', '[0.97]', true],
    ['`a``b\\n` == "a`b\\\\n"', '[0.97]', true],
  ])('texts: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['[1, 2] == [1.0, 2.0]', '[0.97]', true],
    ['[1, 2,] == [2, 1]', '[0.97]', false],
    ['[] == []', '[0.97]', true],
    ['1..3 == [1, 2, 3]', '[0.97]', true],
    ['3..1 == []', '[0.97]', true],
    ['2 in 1..3', '[0.97]', true],
    ['2 not in [1, 3]', '[0.97]', true],
    ['0.97 in result', '[0.97]', true],
    ['"a" in result', '[0.97]', 'cannot use string as type float64 in array'],
    ['"a" in {"a": 1}', '[0.97]', true],
    ['"a" in "abc"', '[0.97]', 'invalid operation: in (mismatched types string and string)'],
    ['{a: 1, "b": 2, 3: 4, ("d" + "e"): 5}["de"] == 5', '[0.97]', true],
    ['{a: 1} == {"a": 1}', '[0.97]', true],
    ['{"a": 1}.a == 1', '[0.97]', true],
    ['"a" in result && !("z" in result)', 'an object', true],
    ['1 in result', 'an object', 'cannot use int as type string in map key'],
    ['2 in result.c', 'an object', true],
    ['result.b in ["x", "y"]', 'an object', true],
    [
      'result.a in ["x", "y"]',
      'an object',
      'reflect.Value.MapIndex: value of type float64 is not assignable to type string',
    ],
    ['result.a in [1, 2]', 'an object', true],
  ])('lists and maps: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['false && result.c[9] > 1', 'an object', false],
    ['true || result.c[9] > 1', 'an object', true],
    ['result.c[9] > 1 && false', 'an object', false],
    ['result.c[9] > 1 || true', 'an object', true],
    ['result.c[9] > 1 && 1 == 2', 'an object', false],
    ['result.c[9] > 1 || false', 'an object', 'index out of range: 9 (array length is 3)'],
    ['result.a && result.d.e', 'an object', 'interface conversion: interface {} is float64, not bool'],
    ['result.d.e && result.a == 1', 'an object', true],
    ['result.d.f || true', 'an object', true],
  ])('both sides: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['let x = result.a; x == 1', 'an object', true],
    ['let x = result.a; let y = x + 1; y == 2', 'an object', true],
    ['if result.a == 1 { true } else { false }', 'an object', true],
    ['if result.a == 2 { true } else if result.a == 1 { false } else { true }', 'an object', false],
    ['1; true', 'an object', true],
    ['result[0] > 0.9 // more than that', '[0.97]', true],
    ['/* at least */ result[0] >= 0.97', '[0.97]', true],
  ])('statements: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });
});
