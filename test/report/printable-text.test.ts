import { describe, expect, test } from '@jest/globals';
import { printable } from '../../src/report/printable-text';
import { shortText } from '../../src/report/short-text';

describe('printable text', () => {
  test.each([
    ['letters of any language', 'äß 日本 😀', 'äß 日本 😀'],
    ['line breaks and tabs', 'a\tb\r\nc', 'a b  c'],
    ['an escape sequence', '\u001b[31m', '␛[31m'],
    ['a null and a delete', '\u0000\u007f', '␀␡'],
    ['the other sort of escape sequence', '\u009b2J', '\ufffd2J'],
    ['marks that turn the direction of writing', '\u202ea\u2066', '\ufffda\ufffd'],
    ['line breaks of Unicode', 'a\u2028b\u2029', 'a\ufffdb\ufffd'],
    ['half a pair of surrogates', 'a\ud800b', 'a\ufffdb'],
  ])('shows %s', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
    expect(shown).toHaveLength(text.length);
  });
});

describe('short text', () => {
  test('is the text itself where that is short enough', () => {
    expect(shortText('abcde', 5)).toBe('abcde');
  });

  test('is its beginning where it is longer', () => {
    expect(shortText('abcdef', 5)).toBe('abcd…');
  });

  test('has no half of a character', () => {
    expect(shortText('abc😀def', 5)).toBe('abc…');
  });

  test('is printable', () => {
    expect(shortText('\u001b\n')).toBe('␛ ');
  });
});
