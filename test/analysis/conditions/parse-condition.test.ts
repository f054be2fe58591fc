import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { conditionProblems } from '../../../src/analysis/conditions/condition-problems';
import { evaluateText } from '../../../src/analysis/conditions/evaluate-condition';
import { parseCondition } from '../../../src/analysis/conditions/parse-condition';
import { printCondition } from '../../../src/analysis/conditions/print-condition';
import { NUMBERS } from '../../../src/analysis/conditions/result-type';

/** A condition as it is printed, or undefined where it does not parse. */
function printed(text: string): string | undefined {
  const { ast } = parseCondition(text);
  return ast && printCondition(ast);
}

describe('a parsed condition', () => {
  test.each([
    ['result[0]>=0.95', 'result[0] >= 0.95'],
    ["(result['a'])", 'result.a'],
    ['(a and b) or c', 'a and b or c'],
    ['a and (b or c)', 'a and (b or c)'],
    ['(a < b) < c', '(a < b) < c'],
    ['a < b < c', 'a < b && b < c'],
    ['a not in b', 'not (a in b)'],
    ['-(2 ** 2)', '-2 ** 2'],
    ['(-2) ** 2', '(-2) ** 2'],
    ['(2 ** 3) ** 2', '(2 ** 3) ** 2'],
    ['result | filter(# > 1) | len()', 'len(filter(result, # > 1))'],
    ['all(result, .a > 1)', 'all(result, #.a > 1)'],
    ['all(result, {{a: 1}.a == #})', 'all(result, ({"a": 1}).a == #)'],
    ['if a { b } else if c { d } else { e }', 'a ? b : c ? d : e'],
    ['a ?: b', 'a ? a : b'],
    ['a?.b.c[0]', 'a?.b.c[0]'],
    ['::len(result)', 'len(result)'],
    ['1_000.5e1 + 0x1F', '10005.0 + 31'],
    ["'it\\'s \\u0041'", '"it\'s A"'],
    ['a[:2][1:][:]', 'a[:2][1:][:]'],
  ])('%s is printed as %s', (text, expected) => {
    expect(printed(text)).toBe(expected);
    expect(printed(expected)).toBe(expected);
  });

  test.each([
    ['result[0] > > 1', 12, 13],
    ['result[0] >', 11, 11],
    ['result @ 1', 7, 8],
    ["result == 'a", 10, 12],
    ['(result', 7, 7],
  ])('%s does not parse at %d to %d', (text, from, to) => {
    const { ast, problems } = parseCondition(text);
    expect(ast).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'syntax', from, to }]);
  });

  test.each([
    ['result[0] >= {{args.threshold}}', 'result[0] >= {{args.threshold}}'],
    ['result[0] >= 0.{{args.percent}}', 'result[0] >= 0.{{args.percent}}'],
    ['result.{{ args.field }} == 1', 'result["{{ args.field }}"] == 1'],
    ["result == '{{args.text}}'", 'result == "{{args.text}}"'],
    ['{{args.f}}(result) && result[0] > {{args.b}}', '{{args.f}}(result) && result[0] > {{args.b}}'],
    ['{{args.condition}}', '{{args.condition}}'],
    ['result[0] {{args.operator}} 5', 'result[0] {{args.operator}} 5'],
  ])('%s has arguments in it, and is printed as %s', (text, expected) => {
    expect(printed(text)).toBe(expected);
    expect(printed(expected)).toBe(expected);
  });

  test('keeps its places where an argument stands before them', () => {
    expect(parseCondition('{{args.a}} > > 1').problems).toMatchObject([{ from: 13, to: 14 }]);
  });

  test('may be long, but not without end', () => {
    expect(parseCondition(Array(500).fill('1').join(' + ')).problems).toEqual([]);
    const long = Array(5000).fill('1').join(' + ');
    expect(parseCondition(long).problems).toMatchObject([{ code: 'too-long' }]);
    expect(parseCondition('('.repeat(5000)).problems).toMatchObject([{ code: 'too-long' }]);
  });

  test('never throws, whatever it is asked to read', () => {
    const words = fc.constantFrom(
      ...['result', '[0]', '(', ')', '{', '}', '[', ']', '#', '.', '?.', '??', '?', ':', '|', '&&', 'not', 'in', 'let'],
      ...['=', ';', 'if', 'else', '1', '0.5', "'a'", '"', '`', '{{args.a}}', ' ', 'all', 'len', 'nil', '..', '**', '-'],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words).map((some) => some.join('')),
    );
    fc.assert(
      fc.property(text, (condition) => {
        expect(() => conditionProblems(condition, NUMBERS)).not.toThrow();
        expect(() => evaluateText(condition, [1])).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});
