import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyEdits, type SourceEdit } from '../../src/manifest/edit-source';
import { plainScalar } from '../../src/manifest/go-scalars';
import { quote } from './edit-source-edits';

type Case = readonly [title: string, edit: SourceEdit, before: string, after: string];

describe('applyEdits puts in quotes what stands there', () => {
  test.each([
    'no',
    'Off',
    'y',
    '0042',
    '1.10',
    '1e3',
    '1_000',
    '0x1F',
    '-0',
    '+.5',
    '.5E-3',
    '12345678901234567890',
    'null',
  ])('letter by letter: %s', (source) => expectEdited(`a: ${source}\nb: 1\n`, quote('a'), `a: "${source}"\nb: 1\n`));

  test('letter by letter, whatever Go takes for more than a text', () => {
    const sign = fc.constantFrom(...'0123456789abxoeEF_.+-');
    const source = fc.oneof(
      fc.array(sign, { minLength: 1, maxLength: 8 }).map((signs) => signs.join('')),
      fc.constantFrom('yes', 'NO', 'On', 'n', 'True', 'FALSE', 'Null', '~', '.inf'),
    );
    fc.assert(
      fc.property(source, (text) => {
        fc.pre(typeof plainScalar(text) !== 'string');
        expect(applyEdits(`a:\n- ${text} # c\n`, [quote('a.0')]).text).toBe(`a:\n- "${text}" # c\n`);
      }),
    );
  });

  const cases: readonly Case[] = [
    ['and keeps the comment and the space around it', quote('a'), 'a:   1.10   # one\n', 'a:   "1.10"   # one\n'],
    ['in the quotes that the file has', quote('a'), "a: no\nb: 'c'\n", "a: 'no'\nb: 'c'\n"],
    ['below its key', quote('a'), 'a:\n  # why\n  0042\nb: 1\n', 'a:\n  # why\n  "0042"\nb: 1\n'],
    ['in a list', quote('a.1'), 'a:\n- yes\n- no # why\n', 'a:\n- yes\n- "no" # why\n'],
    ['between brackets', quote('a.b'), 'a: {b: 0042, c: no}\n', 'a: {b: "0042", c: no}\n'],
    ['between brackets of a list', quote('a.0'), 'a: [1.10,no]\n', 'a: ["1.10",no]\n'],
    ['of JSON', quote('a.b'), '{"a": {"b":1.10}}\n', '{"a": {"b":"1.10"}}\n'],
    ['under a key that is no text either', quote('x.true'), 'x:\n  on: off\n', 'x:\n  on: "off"\n'],
    ['behind an anchor that nothing refers to', quote('a'), 'a: &x 0042\n', 'a: &x "0042"\n'],
    ['and leaves a text without quotes', quote('a'), 'a: 1.10.0\n', 'a: 1.10.0\n'],
    ['and leaves quotes', quote('a'), "a: '0042' # c\n", "a: '0042' # c\n"],
    ['and leaves a text of several lines', quote('a'), 'a: |\n  1.10\n', 'a: |\n  1.10\n'],
  ];
  test.each(cases)('%s', (_title, edit, before, after) => expectEdited(before, edit, after));
});

function expectEdited(before: string, edit: SourceEdit, after: string): void {
  expect(applyEdits(before, [edit])).toEqual({ text: after, applied: [0], refused: [] });
}
