import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PromqlReader, promqlFacts } from '../../../../src/analysis/providers/prometheus/promql';

describe('promqlFacts', () => {
  test.each([
    ['sum(rate(x[1m]))', 60],
    ['sum(rate(x[1m])) / sum(rate(y[5m30s]))', 330],
    ['rate(x[45])', 45],
    ['max_over_time(rate(x[1m])[1h:30s])', 3600],
    ['x', undefined],
    ['x{a="[5m]"}', undefined],
    ['rate(x{hash="{{args.canary-hash}}"}[2m])', 120],
    ['rate(x[500ms])', 0.5],
  ])('finds the longest range of %s', (query, windowSeconds) => {
    expect(promqlFacts(query).windowSeconds).toBe(windowSeconds);
  });

  test.each([
    ['x or vector(1)', 1],
    ['(x / y) or vector(0)', 0],
    ['((x or (vector(1))))', 1],
    ['(\n sum(rate(x[1m])) # comment\n) or vector(1)', 1],
    ['x or y or vector(0.5)', 0.5],
    ['x or vector(time())', undefined],
    ['1 - (x or vector(0)) / (y > 0)', undefined],
    ['x{a="or vector(1)"}', undefined],
    ['x', undefined],
  ])('finds what %s answers without any series', (query, fallback) => {
    expect(promqlFacts(query).fallback).toBe(fallback);
  });

  test.each([
    ['sum(rate(x[1m])', 15],
    ['x{a=b}', 4],
    ['rate(x[])', 7],
    ['sum by (le) (', 13],
  ])('finds where %s does not parse', (query, errorAt) => {
    expect(promqlFacts(query).errorAt).toBe(errorAt);
  });

  test('takes arguments wherever they may stand', () => {
    for (const query of [
      'x{a="{{args.a}}"}',
      'rate(x[{{args.window}}])',
      '{{ args.metric }}{a="b"}',
      'x > {{args.n}}',
    ]) {
      expect(promqlFacts(query).errorAt).toBeUndefined();
    }
  });

  test('neither throws nor hangs on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(typeof promqlFacts(text)).toBe('object');
      }),
    );
    expect(promqlFacts('('.repeat(10_000)).errorAt).toBeDefined();
    expect(promqlFacts(`${'('.repeat(1_000)}x or vector(1)${')'.repeat(1_000)}`).fallback).toBe(1);
  });
});

describe('PromqlReader', () => {
  test('says the same of a query, however often and in whatever order it is asked', () => {
    const promql = new PromqlReader();
    const query = 'rate(x{a="{{args.b}}"}[{{args.window}}]) or vector(1)';
    const tree = promql.tree(query);
    expect(promql.facts(query)).toEqual(promqlFacts(query));
    expect(promql.tree(query)).toEqual(tree);
    expect(promql.facts('sum(')).toEqual(promqlFacts('sum('));
  });

  test('has the parts of a query with what stands there, arguments too', () => {
    expect(new PromqlReader().tree('x{a="{{args.b}}"} / 2')).toMatchObject({
      name: 'PromQL',
      parts: [
        {
          name: 'BinaryExpr',
          text: 'x{a="{{args.b}}"} / 2',
          parts: [{ name: 'VectorSelector', text: 'x{a="{{args.b}}"}' }, { name: 'Div', text: '/' }, { text: '2' }],
        },
      ],
    });
  });

  test('has no parts of a query that does not parse', () => {
    expect(new PromqlReader().tree('sum(')).toBeUndefined();
  });
});
