import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeFrame } from '../../src/report/code-frame';

const range = (line: number, column: number, endLine: number, endColumn: number) => ({
  start: { line, column },
  end: { line: endLine, column: endColumn },
});

test('a part of a line is marked between its neighbours', () => {
  expect(codeFrame(['a: 1', 'b: 22', 'c: 3', 'd: 4'], range(2, 4, 2, 6), 80)?.split('\n')).toEqual([
    '  1 | a: 1',
    '> 2 | b: 22',
    '    |    ^^',
    '  3 | c: 3',
  ]);
});

test('of a part of several lines the first one is marked, to its end', () => {
  expect(codeFrame(['a:', '  b: 1  ', '  c: 2'], range(2, 3, 3, 7), 80)?.split('\n')).toEqual([
    '  1 | a:',
    '> 2 |   b: 1',
    '    |   ^^^^',
    '  3 |   c: 2',
  ]);
});

test('a mark without width is one character wide, also behind the end of a line', () => {
  expect(codeFrame(['ab'], range(1, 9, 1, 9), 80)?.split('\n')).toEqual(['> 1 | ab', '    |   ^']);
});

test('a line that is not there has no frame', () => {
  expect(codeFrame(['a'], range(2, 1, 2, 2), 80)).toBeUndefined();
});

test('long lines are cut around the mark, all at the same column', () => {
  const line = `${'x'.repeat(100)}BAD${'y'.repeat(100)}`;
  expect(codeFrame(['short', line, 'z'.repeat(120)], range(2, 101, 2, 104), 46)?.split('\n')).toEqual([
    '  1 |',
    `> 2 | …${'x'.repeat(12)}BAD${'y'.repeat(23)}…`,
    `    | ${' '.repeat(13)}^^^`,
    `  3 | …${'z'.repeat(32)}`,
  ]);
});

test.each([200, 201])('no half of a pair of surrogates is left where a line is cut (%i)', (column) => {
  const frame = codeFrame(['\u{1f600}'.repeat(200)], range(1, column, 1, column + 1), 46) ?? '';
  expect(frame).toMatch(/…/);
  expect(frame).not.toMatch(/\p{Cs}/u);
});

test('a long part is marked as far as it is shown', () => {
  expect(codeFrame([`a: ${'b'.repeat(100)}`], range(1, 4, 1, 104), 46)?.split('\n')).toEqual([
    `> 1 | a: ${'b'.repeat(36)}…`,
    `    |    ${'^'.repeat(37)}`,
  ]);
});

test('no line is wider than asked for, and the mark is under what is marked', () => {
  const size = fc.integer({ min: 1, max: 300 });
  fc.assert(
    fc.property(size, fc.integer({ min: 40, max: 120 }), fc.nat(300), (column, width, after) => {
      const line = `${'x'.repeat(column - 1)}B${'y'.repeat(after)}`;
      const [shown = '', mark = ''] = codeFrame([line], range(1, column, 1, column + 1), width)?.split('\n') ?? [];
      expect(shown.length).toBeLessThanOrEqual(width);
      expect(shown.charAt(mark.indexOf('^'))).toBe('B');
    }),
  );
});

test('characters that are no letters keep their place', () => {
  expect(codeFrame(['a:\t\u001b[31m\u0000B\r'], range(1, 10, 1, 11), 80)?.split('\n')).toEqual([
    '> 1 | a: ␛[31m␀B',
    '    |          ^',
  ]);
});
