import { describe, expect, test } from '@jest/globals';
import { narrowed } from '../../../src/analysis/requests/promql-selector';

describe('narrowed', () => {
  test.each([
    ['x{a="b"}', 'x{a="b",le="1"}'],
    ['x', 'x{le="1"}'],
    ['x{}', 'x{le="1"}'],
    [' x{ a="b", } ', 'x{ a="b",le="1"}'],
    ['{__name__="x"}', '{__name__="x",le="1"}'],
    ['x{a="{{args.a}}"}', 'x{a="{{args.a}}",le="1"}'],
    ['{{args.metric}}', '{{args.metric}}{le="1"}'],
    ['x{a="}"}', 'x{a="}",le="1"}'],
  ])('adds a matcher to %s', (selector, expected) => {
    expect(narrowed(selector, 'le="1"')).toBe(expected);
  });
});
