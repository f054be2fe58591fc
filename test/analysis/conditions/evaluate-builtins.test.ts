import { describe, expect, test } from '@jest/globals';
import { type EvaluationCase, evaluated, NO_DATA } from './evaluated';

describe('functions of conditions', () => {
  test.each<EvaluationCase>([
    ['abs(-5) == 5 && abs(-5.5) == 5.5', 'an object', true],
    ['ceil(1.2) == 2 && floor(1.8) == 1 && round(2.5) == 3 && round(-2.5) == -3', 'an object', true],
    ['int("5") == 5 && int(5.9) == 5 && float("1.5") == 1.5', 'an object', true],
    ['int("x") == 5', 'an object', 'invalid operation: int(x)'],
    ['float("x") == 5', 'an object', 'invalid operation: float(x)'],
    ['int(result.d) == 1', 'an object', 'invalid operation: int(map[string]interface {})'],
    ['min(result.c) == 1 && max(result.c) == 3 && max(1, 2.5, 3) == 3', 'an object', true],
    ['max("a", 1) == 1', 'an object', 'invalid argument for max (type string)'],
    ['max(result) == 1', 'a JSON list', 'invalid argument for max (type string)'],
    ['mean(result.c) == 2 && median(result.c) == 2 && median([1, 2, 3, 4]) == 2.5', 'an object', true],
    ['mean(result) == 0 && median(result) == 0 && min(result) == nil', '[]', true],
    ['max(result) > 0', '[NaN]', false],
    ['max(1, result[0]) == 1', '[NaN]', true],
    [
      'bitand(5, 4) == 4 && bitor(1, 2) == 3 && bitxor(1, 3) == 2 && bitnand(3, 1) == 2 && bitnot(0) == -1',
      'an object',
      true,
    ],
    ['bitshl(1, 3) == 8 && bitshr(8, 2) == 2 && bitushr(-1, 60) == 15', 'an object', true],
    ['bitand(result.a, 1) == 1', 'an object', 'cannot use float64 as argument (type int) to call bitand'],
  ])('numbers: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['len(result) == 5 && len(result.c) == 3 && len("ü") == 1', 'an object', true],
    ['len(result.a) == 1', 'an object', 'invalid argument for len (type float64)'],
    ['len(result) == 1', 'true', 'invalid argument for len (type bool)'],
    ['first(result.c) == 1 && last(result.c) == 3 && first([]) == nil', 'an object', true],
    ['take(result.c, 2) == [1, 2]', 'an object', true],
    ['sort([3, 1, 2]) == [1, 2, 3] && sort([3, 1, 2], "desc") == [3, 2, 1]', 'an object', true],
    ['sort(result.c, "up") == [1]', 'an object', 'invalid order up, expected asc or desc'],
    ['sort(result) == []', 'a JSON list', 'invalid operation: string < float64'],
    ['reverse(result.c)[0] == 3', 'an object', true],
    ['uniq([1, 1.0, 2]) == [1, 2]', 'an object', true],
    ['concat([1], [2]) == [1, 2] && flatten([[1], [2, [3]]]) == [1, 2, 3]', 'an object', true],
    ['"e" in keys(result.d) && len(values(result.d)) == 2', 'an object', true],
    ['keys(result.a) == []', 'an object', 'cannot get keys from float64'],
    ['fromPairs([["a", 1]])["a"] == 1 && len(toPairs({"a": 1})) == 1', 'an object', true],
    ['get(result, "a") == 1 && get(result, "zz") == nil && get(result.c, 9) == nil', 'an object', true],
  ])('lists: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['string(result.a) == "1" && string(0.00001) == "1e-05" && string(1000000.0) == "1e+06"', 'an object', true],
    ['string([1, "a", nil]) == "[1 a <nil>]" && string({"a": 1}) == "map[a:1]"', 'an object', true],
    ['type(result.a) == "float" && type(1) == "int" && type(nil) == "nil" && type(result) == "map"', 'an object', true],
    ['upper("a") == "A" && lower("A") == "a" && trim(" a ") == "a" && trim("xax", "x") == "a"', 'an object', true],
    ['upper(result.a) == "A"', 'an object', 'interface conversion: interface {} is float64, not string'],
    ['trimPrefix("ab", "a") == "b" && trimSuffix("ab", "b") == "a"', 'an object', true],
    ['split("a,b,c", ",") == ["a", "b", "c"] && split("a,b,c", ",", 2) == ["a", "b,c"]', 'an object', true],
    ['splitAfter("a,b", ",") == ["a,", "b"]', 'an object', true],
    ['replace("aa", "a", "b") == "bb" && replace("aa", "a", "b", 1) == "ba"', 'an object', true],
    ['repeat("a", 3) == "aaa"', 'an object', true],
    ['repeat("a", -1) == ""', 'an object', 'invalid argument for repeat (expected positive integer, got -1)'],
    ['join(["a", "b"], "-") == "a-b" && join(["a", "b"]) == "ab"', 'an object', true],
    ['join(result.c) == "123"', 'an object', 'interface conversion: interface {} is float64, not string'],
    ['indexOf("abc", "c") == 2 && lastIndexOf("aba", "a") == 2', 'an object', true],
    ['hasPrefix("ab", "a") && hasSuffix("ab", "b")', 'an object', true],
    ['fromJSON("[1]")[0] == 1 && toJSON([1]) == "[\\n  1\\n]"', 'an object', true],
    ['toBase64("a") == "YQ==" && fromBase64("YQ==") == "a"', 'an object', true],
  ])('texts: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['asInt(result) == 1', 'a text', 'strconv.ParseInt: parsing "hello world": invalid syntax'],
    ['asFloat(result) == 1', 'a text', 'strconv.ParseFloat: parsing "hello world": invalid syntax'],
    ['asInt(result) == 0 && asFloat(result) == 0.97', '0.97', true],
    ['asInt("5") == 5 && asFloat("1.5") == 1.5', 'an object', true],
    [
      'asInt("99999999999999999999") == 5',
      'an object',
      'strconv.ParseInt: parsing "99999999999999999999": value out of range',
    ],
    [
      'asInt(result) == 5',
      'an object',
      'asInt() not supported on map[string]interface {} map[a:1 b:x c:[1 2 3] d:map[e:true f:<nil>] g:[map[h:1] map[h:2]]]',
    ],
    ['isNaN(result[0])', '[0.97]', false],
    ['isNaN(result[0])', '[NaN]', true],
    ['isNaN(result[0])', '[+Inf]', false],
    ['isNaN(result[0])', '[]', NO_DATA],
    ['isInf(result[0])', '[0.97]', false],
    ['isInf(result[0])', '[NaN]', false],
    ['isInf(result[0])', '[+Inf]', true],
    ['isInf(result[0], 0)', '[0.97]', 'too many arguments to call isInf'],
    ['isNaN(result)', '[0.97]', 'cannot use []float64 as argument (type float64) to call isNaN '],
    ['isNaN(1)', '[0.97]', false],
    ['isNaN(1 + 2)', '[0.97]', false],
    ['isNaN(len(result))', '[0.97]', 'interface conversion: interface {} is int, not float64'],
    ['isNaN(len(result) + 1)', '[0.97]', false],
    ['isNaN(result.b)', 'an object', 'interface conversion: interface {} is string, not float64'],
    ['isNil(result)', '[0.97]', false],
    ['isNil(result)', '[]', false],
    ['isNil(result)', 'null', true],
    ['isNil(result)', '0.97', false],
    ['isNil(result)', 'an object', false],
    ['default(result, 0) == 0', '[0.97]', false],
    ['default(result, 0) == 0', '[]', false],
    ['default(result, 0) == 0', 'null', true],
    ['default(result, 0) == 0', '0.97', false],
    ['default(result, 0) < 10', '0.97', true],
    ['default(result, 0) < 10', 'null', true],
    ['isNil(result.zzz)', 'an object', false],
    ['isNil("anything")', 'null', true],
    ['default("anything", 0) == result', '[0.97]', true],
  ])('functions of the controller: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });
});
