import { describe, expect, test } from '@jest/globals';
import { type EvaluationCase, evaluated, NO_DATA } from './evaluated';

describe('conditions that are errors', () => {
  test.each<EvaluationCase>([
    ['result[0] >', '[0.97]', 'unexpected token EOF'],
    ['result[0] > > 1', '[0.97]', 'unexpected token Operator(">")'],
    ['(result[0] > 1', '[0.97]', 'unexpected token EOF'],
    ['result[0] > 1)', '[0.97]', 'unexpected token Bracket(")")'],
    ['result[0] = 1', '[0.97]', 'unexpected token Operator("=")'],
    ['result[0] === 1', '[0.97]', 'unexpected token Operator("=")'],
    ['result[0] > 0.9x', '[0.97]', 'bad number syntax: "0.9x"'],
    ["result[0] > 'a", '[0.97]', 'literal not terminated'],
    ['result[0] > "a\\q"', '[0.97]', 'invalid char escape'],
    ['result[0] @ 1', '[0.97]', "unrecognized character: U+0040 '@'"],
    ['/* c', '[0.97]', 'unclosed comment'],
    [
      '99999999999999999999 > 1',
      '[0.97]',
      'invalid integer literal: strconv.ParseInt: parsing "99999999999999999999": value out of range',
    ],
    ['0x > 1', '[0.97]', 'invalid hex literal: strconv.ParseInt: parsing "0x": invalid syntax'],
    ['1e > 1', '[0.97]', 'invalid float literal: strconv.ParseFloat: parsing "1e": invalid syntax'],
    ['1.2.3 > 1', '[0.97]', 'unexpected token Number(".3")'],
    ['result | len == 1', '[0.97]', 'unexpected token Operator("==")'],
    ['1 not 2', '[0.97]', 'unexpected token Number("2")'],
    ['result not foo 1', '[0.97]', 'unexpected token Identifier("foo")'],
    ['let x = 1', '[0.97]', 'unexpected token EOF'],
    ['let 1 = 1; true', '[0.97]', 'unexpected token Number("1")'],
    ['if true { 1 }', '[0.97]', 'unexpected token EOF'],
    ['true ? 1', '[0.97]', 'unexpected token EOF'],
    ['[,] == 1', '[0.97]', 'unexpected token Operator(",")'],
    [
      '{,} == 1',
      '[0.97]',
      'a map key must be a quoted string, a number, a identifier, or an expression enclosed in parentheses (unexpected token Operator(","))',
    ],
    ['all(result)', '[0.97]', 'expected at least 2 arguments'],
    ['all(result, # > 0; true)', '[0.97]', 'wrap predicate with brackets { and }'],
    ['# > 1', '[0.97]', 'unexpected token Operator("#")'],
    ['result. > 1', '[0.97]', 'expected name'],
    ['true.a == 1', '[0.97]', 'unexpected token Operator(".")'],
  ])('words: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['resutl[0] > 1', '[0.97]', 'unknown name resutl'],
    ['foo(result)', '[0.97]', 'unknown name foo'],
    ['map(result, #foo) == 1', '[0.97]', 'unknown pointer #foo'],
    ['$env.foo == 1', '[0.97]', 'unknown name foo'],
    ['let result = 1; true', '[0.97]', 'cannot redeclare result'],
    ['let len = 1; true', '[0.97]', 'cannot redeclare builtin len'],
    ['let x = 1; let x = 2; true', '[0.97]', 'cannot redeclare variable x'],
  ])('names: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['result >= 0.95', '[0.97]', 'invalid operation: >= (mismatched types []float64 and float64)'],
    ['result >= 0.95', 'null', NO_DATA],
    ['result >= 0.95', '0.97', true],
    ['result >= 0.95', 'a text', 'invalid operation: >= (mismatched types string and float64)'],
    ['result >= 0.95', 'true', 'invalid operation: >= (mismatched types bool and float64)'],
    ['result >= 0.95', 'an object', 'invalid operation: >= (mismatched types map[string]interface {} and float64)'],
    ['result >= 0.95', 'a JSON list', 'invalid operation: >= (mismatched types []interface {} and float64)'],
    ['result == true', '[0.97]', 'invalid operation: == (mismatched types []float64 and bool)'],
    ['result == true', 'null', false],
    ['result == true', '0.97', 'invalid operation: == (mismatched types float64 and bool)'],
    ['result == true', 'a text', 'invalid operation: == (mismatched types string and bool)'],
    ['result == true', 'true', true],
    ['result == true', 'an object', 'invalid operation: == (mismatched types map[string]interface {} and bool)'],
    ['result == true', 'a JSON list', 'invalid operation: == (mismatched types []interface {} and bool)'],
    ["result == 'It worked!'", '0.97', 'invalid operation: == (mismatched types float64 and string)'],
    ['result && true', '[0.97]', 'invalid operation: && (mismatched types []float64 and bool)'],
    ['!result', '[0.97]', 'invalid operation: ! (mismatched type []float64)'],
    ['-result > 0', '[0.97]', 'invalid operation: - (mismatched type []float64)'],
    ['result ? true : false', '[0.97]', 'non-bool expression (type []float64) used as condition'],
    ['1 == "a"', '[0.97]', 'invalid operation: == (mismatched types int and string)'],
    ['[1] == 1', '[0.97]', 'invalid operation: == (mismatched types []interface {} and int)'],
    ['result()', '[0.97]', '[]float64 is not callable'],
    ['result.foo()', '[0.97]', 'array elements can only be selected using an integer (got string)'],
    ['result.b > 1', 'an object', 'invalid operation: string > int'],
    ['result.b + 1 == 2', 'an object', 'invalid operation: string + int'],
    ['result.zzz > 1', 'an object', 'invalid operation: <nil> > int'],
    ['result[1] > 1', 'a JSON list', 'invalid operation: string > int'],
    ['result.a ? true : false', 'an object', 'interface conversion: interface {} is float64, not bool'],
    ['result.a == 1 ? 1 : 2', 'an object', 'expected bool, but got int'],
  ])('types: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['len() == 1', '[0.97]', 'invalid number of arguments (expected 1, got 0)'],
    ['len(result, 1) == 1', '[0.97]', 'invalid number of arguments (expected 1, got 2)'],
    ['len(1) == 1', '[0.97]', 'invalid argument for len (type int)'],
    ['all(1, # > 0)', '[0.97]', 'builtin all takes only array (got int)'],
    ['all(result, #)', '[0.97]', 'predicate should return boolean (got float64)'],
    ['trim(1) == ""', '[0.97]', 'not enough arguments to call trim'],
    ['split("a") == []', '[0.97]', 'not enough arguments to call split'],
    ['abs("a") == 1', '[0.97]', 'invalid argument for abs (type string)'],
    ['max() == 1', '[0.97]', 'not enough arguments to call max'],
    ['max(true) == 1', '[0.97]', 'invalid argument for max (type bool)'],
    ['first(1) == 1', '[0.97]', 'cannot get first element from int'],
    ['take([1], 1.5) == []', '[0.97]', 'cannot take float64 elements'],
    ['concat() == []', '[0.97]', 'invalid number of arguments (expected at least 1, got 0)'],
    ['get([1]) == 1', '[0.97]', 'invalid number of arguments (expected 2, got 1)'],
    ['type() == "x"', '[0.97]', 'not enough arguments to call type'],
    ['asInt(1, 2) == 1', '[0.97]', 'too many arguments to call asInt'],
    ['default(1) == 1', '[0.97]', 'not enough arguments to call default'],
    ['isNaN("a")', '[0.97]', 'cannot use string as argument (type float64) to call isNaN '],
    ['isNaN(nil)', '[0.97]', 'cannot use nil as argument (type float64) to call isNaN'],
    ['duration(1) == 1', '[0.97]', 'cannot use int as argument (type string) to call duration '],
    ['now() > 1', '[0.97]', 'invalid operation: > (mismatched types time.Time and int)'],
  ])('arguments: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['result', '[0.97]', 'expected bool, but got []float64'],
    ['1', '[0.97]', 'expected bool, but got int'],
    ['1.5', '[0.97]', 'expected bool, but got float64'],
    ['"a"', '[0.97]', 'expected bool, but got string'],
    ['nil', '[0.97]', 'expected bool, but got <nil>'],
    ['len(result)', '[0.97]', 'expected bool, but got int'],
    ['result', 'an object', 'expected bool, but got map[string]interface {}'],
    ['result.zzz', 'an object', 'expected bool, but got <nil>'],
    ['result.d.f && true', 'an object', 'expected bool, but got <nil>'],
  ])('results that are neither true nor false: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['result', 'null', NO_DATA],
    ['result', '[]', NO_DATA],
    ['true', 'null', true],
    ['true', '[]', true],
    ['1', 'null', NO_DATA],
    ['1', '[]', NO_DATA],
    ['nope', 'null', NO_DATA],
    ['nope', '[]', NO_DATA],
    ['result[0] >', 'null', NO_DATA],
    ['result[0] >', '[]', NO_DATA],
    ['len(result) == 0', 'null', NO_DATA],
    ['len(result) == 0', '[]', true],
    ['len(result) == 0 || result[0] >= 0.95', '[]', true],
    ['len(result) > 0 && result[0] >= 0.95', '[]', false],
    ['result == []', '[]', true],
  ])('results without data: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });
});
