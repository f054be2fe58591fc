import { expect, test } from '@jest/globals';
import { linearPattern } from '../../scripts/import/linear-pattern';

test.each([
  ['^([0-9]+(ns|us|µs|ms|s|m|h)?)+$', ['1', 'm', 's', 'n', 'x']],
  ['^[!-~]+([\\t ]?[!-~]+)*$', ['a', ' ', '\t', '\n', '~']],
])('the pattern in place of %s takes the same texts', (pattern, letters) => {
  const [slow, fast] = [new RegExp(pattern), new RegExp(linearPattern(pattern))];
  expect(fast.source).not.toBe(slow.source);
  const texts = textsOf(letters, 6);
  expect(texts.length).toBeGreaterThan(10_000);
  expect(texts.filter((text) => slow.test(text) !== fast.test(text))).toEqual([]);
});

test('other patterns stay', () => {
  expect(linearPattern('^[a-z]+$')).toBe('^[a-z]+$');
});

/** All texts of some letters up to a length. */
function textsOf(letters: readonly string[], length: number): string[] {
  if (length === 0) return [''];
  const shorter = textsOf(letters, length - 1);
  const longest = shorter.filter((text) => text.length === length - 1);
  return [...shorter, ...longest.flatMap((text) => letters.map((letter) => text + letter))];
}
