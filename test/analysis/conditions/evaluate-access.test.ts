import { describe, expect, test } from '@jest/globals';
import { type EvaluationCase, evaluated, NO_DATA } from './evaluated';

describe('what conditions reach into', () => {
  test.each<EvaluationCase>([
    ['result.a == 1', 'an object', true],
    ['result["a"] == 1', 'an object', true],
    ['result.d.e', 'an object', true],
    ['result.zzz == nil', 'an object', true],
    ['result.zzz.y == nil', 'an object', 'cannot fetch y from <nil>'],
    ['result?.zzz?.y == nil', 'an object', true],
    ['result.zzz?.y.x.w == nil', 'an object', true],
    ['result.zzz?.[0] == nil', 'an object', true],
    ['result?.zzz?.[0][1] == nil', 'an object', 'cannot fetch 1 from <nil>'],
    ['(result.d.f ?? 3) == 3', 'an object', true],
    ['result.zzz ?? true', 'an object', true],
    ['result.a.b == 1', 'an object', 'cannot fetch b from float64'],
    ['result[0] == 1', 'an object', 'cannot use int to get an element from map[string]interface {}'],
    ['result.g[1].h == 2', 'an object', true],
    ['$env.result.a == 1', 'an object', true],
    ['result.Status == 999', 'true', 'type bool has no field Status'],
    ['result.Status == 999', 'a text', 'type string has no field Status'],
    ['result.Status == 999', '0.97', 'type float64 has no field Status'],
    ['result.Status == 999', 'null', NO_DATA],
    ['result?.Status == nil', 'null', NO_DATA],
  ])('fields: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['result[0] > 0.9', '[0.97]', true],
    ['result[-1] > 0.9', '[0.97]', true],
    ['result[1] > 0.9', '[0.97]', 'index out of range: 1 (array length is 1)'],
    ['result[-2] > 0.9', '[0.97]', 'index out of range: -1 (array length is 1)'],
    ['result[0.5] > 0.9', '[0.97]', 'array elements can only be selected using an integer (got float64)'],
    ['result["a"] > 0.9', '[0.97]', 'array elements can only be selected using an integer (got string)'],
    ['result[0] > 0.9', '[]', NO_DATA],
    ['result.c[-1] == 3', 'an object', true],
    ['result.c[3] == 1', 'an object', 'index out of range: 3 (array length is 3)'],
    ['result.c["a"] == 1', 'an object', 'invalid operation: int(string)'],
    ['result[0] == 104', 'a text', 'type string[int] is undefined'],
    ['"abc"[0] == 97', '[0.97]', 'type string[int] is undefined'],
    ['(1)[0] == 1', '[0.97]', 'type int[int] is undefined'],
  ])('indexes: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['result.c[1:] == [2, 3]', 'an object', true],
    ['result.c[:1] == [1]', 'an object', true],
    ['result.c[0:2] == [1, 2]', 'an object', true],
    ['result.c[-2:] == [2, 3]', 'an object', true],
    ['result.c[:] == [1, 2, 3]', 'an object', true],
    ['result.c[5:9] == []', 'an object', true],
    ['result[0:5] == "hello"', 'a text', true],
    ['"abc"[1:] == "bc"', '[0.97]', true],
    ['result["a":] == []', '[0.97]', 'non-integer slice index string'],
    ['result[1:] == []', '0.97', 'cannot slice float64'],
  ])('slices: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });

  test.each<EvaluationCase>([
    ['all(result, # < 1000)', '[0.97]', true],
    ['all(result, # < 1000)', '[]', true],
    ['all(result, # < 1000)', '[0.97, 0.5]', true],
    ['all(result, # < 1000)', '[NaN]', false],
    ['all(result, {# > 0.6})', '[0.97, 0.5]', false],
    ['any(result, # > 0.6) && one(result, # > 0.6)', '[0.97, 0.5]', true],
    ['none(result, # > 1)', '[0.97, 0.5]', true],
    ['all(result.g, #.h > 0) && all(result.g, .h > 0)', 'an object', true],
    ['count(result.c, # > 1) == 2', 'an object', true],
    ['count([true, false, true]) == 2', 'an object', true],
    ['filter(result.c, # > 1) == [2, 3]', 'an object', true],
    ['len(filter(result.c, # > 1)) == 2', 'an object', true],
    ['map(result.c, # * 2) == [2, 4, 6]', 'an object', true],
    ['map(result.c, #index) == [0, 1, 2]', 'an object', true],
    ['sum(map(result.g, .h)) == 3', 'an object', true],
    ['sum(result.c) == 6 && sum(result.c, # * 2) == 12', 'an object', true],
    ['find(result.c, # > 1) == 2 && find(result.c, # > 10) == nil', 'an object', true],
    ['findIndex(result.c, # > 1) == 1 && findLastIndex(result.c, # < 3) == 1', 'an object', true],
    ['findLast(result.c, # > 1) == 3', 'an object', true],
    ['reduce(result.c, #acc + #) == 6 && reduce(result.c, #acc + #, 10) == 16', 'an object', true],
    ['len(groupBy(result.g, .h)) == 2', 'an object', true],
    ['sortBy(result.g, -.h)[0].h == 2 && sortBy(result.g, .h, "desc")[0].h == 2', 'an object', true],
    ['any(result.g, any(result.c, # == 3))', 'an object', true],
    ['all(result, {let x = #; x > 0})', '[0.97]', true],
    ['all(result.c, #)', 'an object', 'interface conversion: interface {} is float64, not bool'],
    ['map(result.c, #acc) == []', 'an object', 'unknown pointer #acc'],
    ['all(result, # == 1)', 'a JSON list', false],
    ['map(result, type(#)) == ["float", "string", "nil", "bool"]', 'a JSON list', true],
    ['any(result, # > 0) || len(result) == 0', '[]', true],
    ['sum(result) == 0', '[]', true],
  ])('predicates: %s of %s is %s', (condition, result, expected) => {
    expect(evaluated(condition, result)).toEqual(expected);
  });
});
