import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyEdits, type SourceEdit } from '../../src/manifest/edit-source';
import { documents } from './edit-source-documents';
import { quote, remove, rename, set } from './edit-source-edits';

type Case = readonly [title: string, edit: SourceEdit, text: string, reason: string];

describe('applyEdits refuses what would change other places', () => {
  const MERGE = 'base: &b\n  x: 1\nother:\n  <<: *b\n  z: 1\n';
  const used = (what: string, anchor: string): string =>
    `${what} is used in other places by *${anchor}, so the edit would change them`;
  const cases: readonly Case[] = [
    [
      'a value behind an alias',
      set('b.x', 2),
      'a: &a {x: 1}\nb: *a\n',
      'b is the alias *a, so the edit would change other places',
    ],
    ['a value that an alias refers to', set('a', 2), 'a: &a 1\nb: *a\n', used('a', 'a')],
    ['a scalar that an alias refers to', quote('a'), 'a: &a 1\nb: *a\n', used('a', 'a')],
    ['an alias of a scalar', quote('b'), 'a: &a 1\nb: *a\n', 'b is the alias *a, so it has no text of its own'],
    ['a scalar by a merge key', quote('other.x'), MERGE, '"x" may come from another mapping, by the merge key <<'],
    ['a value inside of what an alias refers to', set('a.x', 2), 'a: &a {x: 1}\nb: *a\n', used('a', 'a')],
    ['a key in what an alias refers to', set('a.z', 2), 'a: &a {x: 1}\nb: *a\n', used('a', 'a')],
    ['a mapping with something in it that an alias refers to', remove('a'), 'a: {x: &a 1}\nb: *a\n', used('a', 'a')],
    ['a list with something in it that an alias refers to', set('a', 1), 'a: [&a 1]\nb: *a\n', used('a', 'a')],
    ['a key that an alias refers to', rename('a', 'c'), '&k a: 1\nb: *k\n', 'the key a is used in other places by *k'],
    ['a value by a merge key', set('other.x', 2), MERGE, '"x" may come from another mapping, by the merge key <<'],
    [
      'the name of a key by a merge key',
      rename('other.x', 'w'),
      MERGE,
      '"x" may come from another mapping, by the merge key <<',
    ],
    [
      'a name that a merge key has as well',
      rename('other.z', 'x'),
      MERGE,
      '"x" may come from another mapping, by the merge key <<',
    ],
    [
      'a key below which a merge key has the same',
      remove('other.z'),
      MERGE.replace('x:', 'z:'),
      '"z" may come from another mapping, by the merge key <<',
    ],
    [
      'a text that ends where the file does, without a line break',
      set('b', 1),
      'a: |\n  x',
      'the text is written in a way in which this cannot be changed without changing more',
    ],
  ];
  test.each(cases)('%s', (_title, edit, text, reason) => expectRefused(text, edit, reason));

  test.each([
    ['an alias itself', set('b', 2), 'a: &a 1\nb: *a\n', 'a: &a 1\nb: 2\n'],
    ['what aliases have nothing to do with', set('c', 2), 'a: &a 1\nb: *a\nc: 1\n', 'a: &a 1\nb: *a\nc: 2\n'],
    ['an anchor that is used only inside', remove('c'), 'a: *b\nc: [&a 1, *a]\n', 'a: *b\n'],
    ['a key of its own beside a merge key', set('other.z', 2), MERGE, MERGE.replace('z: 1', 'z: 2')],
    ['a key beside a merge key that has no such key', set('other.w', 2), MERGE, `${MERGE}  w: 2\n`],
  ])('but not %s', (_title, edit, text, after) => {
    expect(applyEdits(text, [edit])).toEqual({ text: after, applied: [0], refused: [] });
  });
});

describe('applyEdits refuses what is not there', () => {
  const cases: readonly Case[] = [
    ['a key to remove', remove('a.c'), 'a: {b: 1}\n', 'there is no a.c'],
    ['a scalar to put in quotes', quote('a.c'), 'a: {b: 1}\n', 'there is no a.c'],
    ['the text of nothing', quote('a'), 'a:\n', 'a has no text to put in quotes'],
    ['the text of nothing in a list', quote('0'), '-\n', '[0] has no text to put in quotes'],
    ['the text of a mapping', quote('a'), 'a: {b: 1}\n', 'a has no text to put in quotes'],
    ['a key to rename', rename('a.c', 'd'), 'a: {b: 1}\n', 'there is no a.c'],
    ['a mapping to set a key in', set('a.c.d', 1), 'a: {b: 1}\n', 'there is no a.c'],
    ['a mapping where null is', set('a.c', 1), 'a:\n', 'a is neither a mapping nor a list'],
    ['an element', set('a.2', 1), 'a: [b]\n', 'a has 1 elements, so there is no a[2]'],
    ['an element of the document', set('2', 1), '- b\n', 'the document has 1 elements, so there is no [2]'],
    ['an element before the first one', remove('a.-1'), 'a: [b]\n', 'a is a list: it has no keys'],
    ['a key of a list', set('a.b', 1), 'a: [b]\n', 'a is a list: it has no keys'],
    ['a name of an element', rename('a.0', 'b'), 'a: [b]\n', 'a[0] is an element of a list: it has no name'],
    ['a document', remove('a', 1), 'a: 1\n', 'there is no document 1 in the text'],
    ['a document in nothing', set('a', 1), '# nothing\n', 'there is no document 0 in the text'],
  ];
  test.each(cases)('%s', (_title, edit, text, reason) => expectRefused(text, edit, reason));
});

describe('applyEdits refuses what has no clear meaning', () => {
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  const cases: readonly Case[] = [
    ['a whole document', set('', 1), 'a: 1\n', 'a whole document is not edited, only what is in it'],
    ['a key that is there twice', set('a', 1), 'a: 1\na: 2\n', 'a is there 2 times'],
    ['a name that is there already', rename('a', 'b'), 'a: 1\nb: 2\n', 'b is there already'],
    ['a value with a tag', set('a', 6), 'a: !!str 5\n', 'a has the tag tag:yaml.org,2002:str'],
    ['a scalar with a tag', quote('a'), 'a: !!int 5\n', 'a has the tag tag:yaml.org,2002:int'],
    ['a key without a colon', set('a', 1), '? a\n', 'a has no colon'],
    [
      'a mapping that is written as an element',
      set('0.b', 1),
      '[a: 1]\n',
      '[0] is written in a way that is not edited',
    ],
    ['a number that JSON has not', set('a', Number.NaN), 'a: 1\n', 'the value for a is none that JSON has'],
    ['a value that is not there', set('a', [undefined]), 'a: 1\n', 'the value for a is none that JSON has'],
    ['a new value that is none', set('b', cyclic), 'a: 1\n', 'the value for b is none that JSON has'],
  ];
  test.each(cases)('%s', (_title, edit, text, reason) => expectRefused(text, edit, reason));
});

describe('applyEdits refuses the second of two edits', () => {
  test.each([
    ['that set different values', set('a', 2), set('a', 3), 'a'],
    ['that set and remove', set('a', 2), remove('a'), 'a'],
    ['that remove and set something in it', remove('b'), set('b.c', 2), 'b'],
    ['that set something and all around it', set('b.c', 2), set('b', { d: 1 }), 'b.c'],
    ['that quote and set', quote('a'), set('a', 2), 'a'],
    ['that remove and quote', remove('b'), quote('b.c'), 'b'],
    ['that rename and remove', rename('a', 'd'), remove('a'), 'a'],
    ['that give two names', rename('a', 'd'), rename('a', 'e'), 'a'],
    ['that give one name twice', rename('a', 'd'), rename('b', 'd'), 'd'],
    ['that give a name and set a key of that name', rename('a', 'd'), set('d', 1), 'd'],
    ['that add different elements at one place', set('e.1', 'x'), set('e.1', 'w'), 'e[1]'],
  ])('%s', (_title, first, second, path) => {
    const text = 'a: 1\nb: {c: 1}\ne: [f]\n';
    const after = applyEdits(text, [first, second]);
    expect(after.refused).toEqual([{ index: 1, reason: `another edit changes ${path} already` }]);
    expect(after.text).toBe(applyEdits(text, [first]).text);
  });

  test('and a repetition of one that is refused', () => {
    const [reason] = applyEdits('a: 1\n', [remove('b'), set('a', 2), remove('b')]).refused;
    expect(applyEdits('a: 1\n', [remove('b'), set('a', 2), remove('b')])).toEqual({
      text: 'a: 2\n',
      applied: [1],
      refused: [reason, { ...reason, index: 2 }],
    });
  });
});

describe('applyEdits of a text that is none', () => {
  test.each([
    ['broken YAML', 'a: [1\nb: 2\n', 'the document is not valid YAML: '],
    ['tabs', 'a:\n\tb: 1\n', 'the document is not valid YAML: '],
    ['an alias without an anchor before it', 'a: *a\nb\n', 'the document is not valid YAML: '],
    ['brackets nested deeply', '['.repeat(50_000), 'the document is nested more than 200 levels deep'],
    ['dashes nested deeply', `${'- '.repeat(50_000)}a`, 'the document is nested more than 200 levels deep'],
    ['bytes', '\u0000\u0001\ufffd\n'.repeat(100), 'the document is neither a mapping nor a list'],
  ])('refuses %s', (_title, text, reason) => {
    const after = applyEdits(text, [set('a', 1), remove('0')]);
    expect(after.text).toBe(text);
    expect(after.refused.map((refused) => refused.reason.slice(0, reason.length))).toEqual([reason, reason]);
  });

  test('edits beside aliases that stand for millions of values', () => {
    const nine = (name: string): string => `[${Array.from({ length: 9 }, () => name).join(', ')}]`;
    const lines = ['b', 'c', 'd', 'e', 'f', 'g', 'h'].map(
      (key, index) => `${key}: &${key} ${nine(`*${'abcdefg'[index]}`)}`,
    );
    const text = `a: &a ${nine('x')}\n${lines.join('\n')}\nz: 1\n`;
    expect(applyEdits(text, [set('z', 2)]).text).toBe(text.replace('z: 1', 'z: 2'));
  });

  test('never throws, and never leaves half of an edit', () => {
    const signs = [
      '\t',
      ': ',
      '- ',
      '"',
      "'",
      '&a ',
      '*a ',
      '{',
      '}',
      '[',
      ']',
      '|',
      '>',
      '#',
      '\r',
      '\n',
      '---\n',
      '...\n',
      '<<: ',
      '!!x ',
      '\0',
      '%',
      '? ',
      ',',
    ];
    const damaged = fc
      .tuple(documents(), fc.array(fc.tuple(fc.nat(400), fc.constantFrom(...signs)), { minLength: 1, maxLength: 4 }))
      .map(([text, cuts]) => cuts.reduce((one, [at, sign]) => one.slice(0, at) + sign + one.slice(at + 1), text));
    const edits = [
      set('a', 'x'),
      remove('b'),
      rename('spec', 'new'),
      set('steps.0', [1]),
      set('0.a', 1),
      remove('0.0'),
    ];
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string({ unit: 'binary' })), fc.constantFrom(...edits), (text, edit) => {
        const after = applyEdits(text, [edit]);
        expect(after.applied.length + after.refused.length).toBe(1);
        if (after.applied.length === 0) expect(after.text).toBe(text);
      }),
      { numRuns: 150 },
    );
  });
});

function expectRefused(text: string, edit: SourceEdit, reason: string): void {
  expect(applyEdits(text, [edit])).toEqual({ text, applied: [], refused: [{ index: 0, reason }] });
}
