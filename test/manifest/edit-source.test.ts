import { describe, expect, test } from '@jest/globals';
import { applyEdits, type SourceEdit } from '../../src/manifest/edit-source';
import { remove, rename, set } from './edit-source-edits';

type Case = readonly [title: string, edit: SourceEdit, before: string, after: string];

describe('applyEdits sets a scalar', () => {
  const cases: readonly Case[] = [
    ['and keeps the comment behind it', set('a', 2), 'a: 1   # one\nb: 1\n', 'a: 2   # one\nb: 1\n'],
    ['and keeps the space before it', set('a', 2), 'a:    1\n', 'a:    2\n'],
    ['in single quotes where it stood in them', set('a', "it's"), "a: 'x'\n", "a: 'it''s'\n"],
    ['in double quotes where it stood in them', set('a', 'y'), 'a: "x"\n', 'a: "y"\n'],
    ['in double quotes where single ones cannot hold it', set('a', 'x\ny'), "a: 'x'\n", 'a: "x\\ny"\n'],
    ['without quotes where it stood without', set('a', 'y z'), 'a: x\n', 'a: y z\n'],
    ['of another kind in place of a text', set('a', 5), 'a: "x"\n', 'a: 5\n'],
    ['as a text in place of a number', set('a', '5'), 'a: 5\n', 'a: "5"\n'],
    ['in the quotes that the file has', set('a', 'yes'), "a: x\nb: 'c'\n", "a: 'yes'\nb: 'c'\n"],
    ['to null', set('a', null), 'a: 1 # one\n', 'a: null # one\n'],
    ['where nothing stands', set('a', 1), 'a:\nb: 1\n', 'a: 1\nb: 1\n'],
    ['where only a comment stands', set('a', 1), 'a: # one\nb: 1\n', 'a: 1 # one\nb: 1\n'],
    ['where nothing stands behind a dash', set('1', 'x'), '- a\n-\n- b\n', '- a\n- x\n- b\n'],
    ['below its key', set('a', 'z'), 'a:\n  # why\n  x\nb: 1\n', 'a:\n  # why\n  z\nb: 1\n'],
    ['in place of one on several lines', set('a', 'z'), 'a: x\n  y\n  z # c\nb: 1\n', 'a: z # c\nb: 1\n'],
    ['in place of quotes on several lines', set('a', 'z'), 'a: "x\n  y"\nb: 1\n', 'a: "z"\nb: 1\n'],
    ['in place of an alias', set('b', 2), 'a: &x 1\nb: *x\n', 'a: &x 1\nb: 2\n'],
    ['and leaves an anchor that nothing refers to', set('a', 2), 'a: &x 1\n', 'a: &x 2\n'],
    ['in a list', set('a.1', 'z'), 'a: [x, y]\nb: 1\n', 'a: [x, z]\nb: 1\n'],
    ['between brackets, where commas mean something', set('a.b', 'x, y'), 'a: {b: c}\n', 'a: {b: "x, y"}\n'],
    ['for a key between brackets that has none', set('a.b', 1), 'a: {b, c: 2}\n', 'a: {b: 1, c: 2}\n'],
    ['under a key that is a number', set('x.8080', 2), 'x:\n  8080: 1\n', 'x:\n  8080: 2\n'],
    ['under a key with a question mark', set('a', 2), '? a\n: 1\n', '? a\n: 2\n'],
  ];
  test.each(cases)('%s', (_title, edit, before, after) => expectEdited(before, edit, after));
});

describe('applyEdits sets a text of several lines', () => {
  const cases: readonly Case[] = [
    ['as a block', set('a', 'x\ny\n'), 'a: z # c\nb: 1\n', 'a: | # c\n  x\n  y\nb: 1\n'],
    [
      'as the block that it was',
      set('a', 'x\n\ny'),
      'a: | # c\n    z\n\nb: 1\n',
      'a: |- # c\n    x\n\n    y\n\nb: 1\n',
    ],
    ['as the folded block that it was', set('a', 'x y'), 'a: >\n  z\n  z\nb: 1\n', 'a: >-\n  x y\nb: 1\n'],
    ['as a block in a list', set('0', 'x\ny'), '- z\n- a\n', '- |-\n  x\n  y\n- a\n'],
    ['in quotes where a block cannot hold it', set('a', ' x\ny '), 'a: |\n  z\n', 'a: " x\\ny "\n'],
    ['in quotes between brackets', set('a.b', 'x\ny'), 'a: {b: c}\n', 'a: {b: "x\\ny"}\n'],
    ['in quotes where the file ends without a line break', set('a', 'x\n'), 'a: |\n  z', 'a: "x\\n"'],
    ['and takes all empty lines of `+` with it', set('a', 'x'), 'a: |+\n  z\n\n\nb: 1\n', 'a: |-\n  x\nb: 1\n'],
  ];
  test.each(cases)('%s', (_title, edit, before, after) => expectEdited(before, edit, after));
});

describe('applyEdits sets a mapping or list', () => {
  const cases: readonly Case[] = [
    ['below the key', set('a', { b: 1, c: [1, 2] }), 'a: x # c\n', 'a: # c\n  b: 1\n  c:\n    - 1\n    - 2\n'],
    ['behind the dash', set('0', { b: 1, c: 2 }), '- x\n- y\n', '- b: 1\n  c: 2\n- y\n'],
    ['below the comment behind the dash', set('0', { b: 1 }), '- x # c\n', '- # c\n  b: 1\n'],
    [
      'with the indentation of the file',
      set('c', { d: { e: [1] } }),
      'a:\n    b:\n    - x\nc: 1\n',
      'a:\n    b:\n    - x\nc:\n    d:\n        e:\n        - 1\n',
    ],
    ['that is empty', set('a', {}), 'a:\n  b: 1\nc: 2\n', 'a: {}\nc: 2\n'],
    [
      'in place of another one',
      set('a', [{ c: 1 }]),
      'a: # why\n  # x\n  b: 1 # y\n  # z\nd: 1\n',
      'a: # why\n  - c: 1\nd: 1\n',
    ],
    ['in place of a list that is not indented', set('a', { c: 1 }), 'a:\n- x\n- y\nd: 1\n', 'a:\n  c: 1\nd: 1\n'],
    ['in place of brackets', set('a', { b: 1 }), 'a: [x, y]\nd: 1\n', 'a:\n  b: 1\nd: 1\n'],
    ['between brackets', set('a.b', { d: [1, 'x'] }), 'a: { b: 1, c: 2 }\n', 'a: { b: { d: [ 1, x ] }, c: 2 }\n'],
    ['as a scalar', set('a', 'x'), 'a: # why\n  b: 1\n\nd: 1\n', 'a: x # why\n\nd: 1\n'],
    ['as a scalar behind a dash', set('0', 'x'), '- a: 1 # c\n  b: 2\n- y\n', '- x\n- y\n'],
  ];
  test.each(cases)('%s', (_title, edit, before, after) => expectEdited(before, edit, after));
});

describe('applyEdits adds a key', () => {
  const cases: readonly Case[] = [
    ['behind the last one', set('a.c', 2), 'a:\n  b: 1\nd: 3\n', 'a:\n  b: 1\n  c: 2\nd: 3\n'],
    [
      'before the comment of the next one',
      set('a.c', 2),
      'a:\n  b: 1 # b\n\n# about d\nd: 3\n',
      'a:\n  b: 1 # b\n  c: 2\n\n# about d\nd: 3\n',
    ],
    [
      'behind comments that are inside of the last one',
      set('c', 2),
      'a:\n  b: 1\n  # x: 1\n',
      'a:\n  b: 1\n  # x: 1\nc: 2\n',
    ],
    ['behind a block', set('c', 2), 'a: |\n  x\n\n# c\n', 'a: |\n  x\nc: 2\n\n# c\n'],
    ['behind a block and the empty lines that are its own', set('c', 2), 'a: |+\n  x\n\n', 'a: |+\n  x\n\nc: 2\n'],
    ['to a mapping in a list', set('0.c', 2), '- b: 1\n- d: 1\n', '- b: 1\n  c: 2\n- d: 1\n'],
    ['that has to stand in quotes', set('on', 'x'), 'a: 1\n', 'a: 1\n"on": x\n'],
    ['in the quotes of the key before it', set('c', 'x'), "'a': 1\n", "'a': 1\n'c': x\n"],
    ['to a mapping that is empty', set('a.c', 2), 'a: {} # c\nb: 1\n', 'a: # c\n  c: 2\nb: 1\n'],
    ['between brackets', set('a.c', 2), 'a: {b: 1} # c\n', 'a: {b: 1, c: 2} # c\n'],
    ['between brackets with space in them', set('a.c', {}), 'a: { b: 1 }\n', 'a: { b: 1, c: {} }\n'],
    ['behind a comma', set('a.c', 2), 'a: {b: 1,}\n', 'a: {b: 1, c: 2,}\n'],
    [
      'between brackets on lines of their own',
      set('a.c', 2),
      'a: {\n  b: 1 # b\n}\n',
      'a: {\n  b: 1, # b\n  c: 2\n}\n',
    ],
    ['where the file ends without a line break', set('b', 2), 'a: 1', 'a: 1\nb: 2'],
    ['with the line breaks of the file', set('b', { c: 2 }), 'a: 1\r\n', 'a: 1\r\nb:\r\n  c: 2\r\n'],
    ['before the end of the document', set('b', 2), 'a: 1 # a\n...\n---\nc: 1\n', 'a: 1 # a\nb: 2\n...\n---\nc: 1\n'],
  ];
  test.each(cases)('%s', (_title, edit, before, after) => expectEdited(before, edit, after));
});

describe('applyEdits adds an element', () => {
  const cases: readonly Case[] = [
    ['to a list', set('a.1', { b: 1, c: 2 }), 'a:\n- x # x\nd: 1\n', 'a:\n- x # x\n- b: 1\n  c: 2\nd: 1\n'],
    [
      'with the space behind the dash that the others have',
      set('1', { b: 1, c: 2 }),
      '-   x\n',
      '-   x\n-   b: 1\n    c: 2\n',
    ],
    ['between brackets', set('a.2', 'x y'), 'a: ["b", c]\n', 'a: ["b", c, x y]\n'],
    ['to a list that is empty', set('a.0', 'x'), 'a: []\n', 'a:\n  - x\n'],
    ['to a list in a list', set('0.1', 'x'), '- - b\n- c\n', '- - b\n  - x\n- c\n'],
  ];
  test.each(cases)('%s', (_title, edit, before, after) => expectEdited(before, edit, after));
});

describe('applyEdits removes', () => {
  const cases: readonly Case[] = [
    [
      'a key with its comment, and leaves those above',
      remove('b'),
      'a: 1\n# above\nb: 2 # b\n# c\nc: 3\n',
      'a: 1\n# above\n# c\nc: 3\n',
    ],
    ['a key with all that is in it', remove('a'), 'a: # a\n  # x\n  b:\n  - 1\n  # y\n# z\nc: 3\n', '# z\nc: 3\n'],
    ['a block', remove('a'), 'a: |\n  # x\n\n  y\n\nc: 3\n', '\nc: 3\n'],
    ['the last key', remove('a.b'), 'a: # why\n  # b\n  b: 1\nc: 3\n', 'a: {} # why\n  # b\nc: 3\n'],
    ['the last key of an element', remove('0.b'), '- b: 1 # b\n- c\n', '- {}\n- c\n'],
    ['the last key of a document', remove('a'), '# head\na: 1\n# tail\n', '# head\n{}\n# tail\n'],
    ['the first key of an element', remove('0.a'), '- a: 1 # a\n  b: 2\n', '- b: 2\n'],
    [
      'the first key of an element, and leaves comments',
      remove('0.a'),
      '- a: 1\n  # about b\n  b: 2\n',
      '- # about b\n  b: 2\n',
    ],
    ['another key of an element', remove('0.b'), '- a: 1\n  b: 2\n- c\n', '- a: 1\n- c\n'],
    ['an element', remove('1'), '- a\n# b\n- b: 1\n  c: 2\n  # d\n- e\n', '- a\n# b\n- e\n'],
    ['the last element', remove('a.0'), 'a:\n- b\nc: 1\n', 'a: []\nc: 1\n'],
    ['the first element of a list in a list', remove('0.0'), '- - a\n  - b\n', '- - b\n'],
    ['the last line, where the file ends without a line break', remove('b'), 'a: 1\nb: 2', 'a: 1'],
    ['the last line, but no line break that means something', remove('b'), 'a: |\n  x\nb: 2', 'a: |\n  x\n'],
    ['a key between brackets', remove('a.b'), 'a: { b: 1, c: 2 }\n', 'a: { c: 2 }\n'],
    ['the last of the keys between brackets', remove('a.c'), 'a: { b: 1, c: 2 }\n', 'a: { b: 1 }\n'],
    ['the only key between brackets', remove('a.b'), 'a: { b: 1 }\n', 'a: {}\n'],
    ['a key before a comma', remove('a.c'), 'a: {b: 1, c: 2,}\n', 'a: {b: 1,}\n'],
    ['an element between brackets', remove('a.1'), 'a: [b, c, d]\n', 'a: [b, d]\n'],
    ['an element at the end of a line', remove('a.1'), 'a: [b, c,\n  d]\n', 'a: [b,\n  d]\n'],
    [
      'an element on its own line',
      remove('a.1'),
      'a: [\n  b, # b\n  c, # c\n  d # d\n]\n',
      'a: [\n  b, # b\n  d # d\n]\n',
    ],
    [
      'the last element on its own line',
      remove('a.2'),
      'a: [\n  b,\n  c, # c\n  d # d\n]\n',
      'a: [\n  b,\n  c # c\n]\n',
    ],
    ['a key with a question mark', remove('a'), '? a\n: 1\nb: 2\n', 'b: 2\n'],
  ];
  test.each(cases)('%s', (_title, edit, before, after) => expectEdited(before, edit, after));
});

describe('applyEdits renames a key', () => {
  const cases: readonly Case[] = [
    ['and leaves its value', rename('a.b', 'c'), 'a:\n  b:   1 # b\n  d: 2\n', 'a:\n  c:   1 # b\n  d: 2\n'],
    ['in its quotes', rename('a', 'c'), "'a': 1\n", "'c': 1\n"],
    ['that has to stand in quotes', rename('a', 'yes'), 'a: 1\n', '"yes": 1\n'],
    ['between brackets', rename('a.b', 'c'), 'a: {b: 1, "d": 2}\n', 'a: {c: 1, "d": 2}\n'],
    ['behind a dash', rename('0.a', 'c'), '- a: 1\n  b: 2\n', '- c: 1\n  b: 2\n'],
  ];
  test.each(cases)('%s', (_title, edit, before, after) => expectEdited(before, edit, after));
});

describe('applyEdits leaves JSON as JSON', () => {
  const PRETTY = '{\n  "a": 1,\n  "b": {},\n  "c": [\n    "x"\n  ]\n}\n';
  const cases: readonly Case[] = [
    ['where a value is set', set('a', 'yes'), PRETTY, PRETTY.replace('1', '"yes"')],
    [
      'where a key is added',
      set('d', { e: [1] }),
      '{\n  "a": 1\n}',
      '{\n  "a": 1,\n  "d": {\n    "e": [\n      1\n    ]\n  }\n}',
    ],
    ['where a key is added to nothing', set('b.x', true), PRETTY, PRETTY.replace('{}', '{\n    "x": true\n  }')],
    ['where an element is added', set('c.1', 'y'), PRETTY, PRETTY.replace('"x"', '"x",\n    "y"')],
    ['where the last key goes', remove('c'), PRETTY, '{\n  "a": 1,\n  "b": {}\n}\n'],
    ['where the first key goes', remove('a'), PRETTY, PRETTY.replace('  "a": 1,\n', '')],
    ['where the only element goes', remove('c.0'), PRETTY, PRETTY.replace('[\n    "x"\n  ]', '[]')],
    ['where a key is renamed', rename('b', 'on'), PRETTY, PRETTY.replace('"b"', '"on"')],
    ['without space', set('c', { d: [1, 2] }), '{"a":1,"b":[]}', '{"a":1,"b":[],"c":{"d":[1,2]}}'],
    ['with tabs', set('c', 2), '{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n', '{\n\t"a": {\n\t\t"b": 1\n\t},\n\t"c": 2\n}\n'],
    ['one value behind another', set('b', 2, 1), '{"a":1}\n{"a":2}\n', '{"a":1}\n{"a":2,"b":2}\n'],
  ];
  test.each(cases)('%s', (_title, edit, before, after) => expectEdited(before, edit, after));
});

describe('applyEdits writes a text so that every reader takes it for one', () => {
  test.each([
    ...[
      'y',
      'N',
      'yes',
      'No',
      'on',
      'OFF',
      'true',
      'null',
      '~',
      '',
      '0755',
      '0o17',
      '0x1f',
      '0b1',
      '1_000',
      '1e3',
      '.5',
    ],
    ...[
      '5.',
      '-1',
      '+1',
      '.inf',
      '-.INF',
      '.nan',
      '12:30:45',
      '2024-01-01',
      '=',
      '<<',
      '- x',
      '? x',
      ': x',
      'a: b',
      'a #b',
    ],
    ...[
      '{{args.x}}',
      '[x]',
      '*x',
      '&x',
      '!x',
      '%x',
      '@x',
      '`x',
      '|',
      '>',
      '#',
      ' x',
      'x ',
      "it's: x",
      'x:',
      '\u0085',
      '\ufeff',
    ],
  ])('%j', (text) => {
    expect(applyEdits('a: 1\n', [set('a', text)]).text).toMatch(/^a: ["']/);
  });

  test.each([
    'x',
    '5m',
    '10Mi',
    '1.2.3',
    'app.kubernetes.io/name',
    '--flag=1',
    'result[0] >= 0.95',
    '/path',
    "it's",
    'ü',
  ])('%j needs no quotes', (text) => {
    expect(applyEdits('a: 1\n', [set('a', text)]).text).toBe(`a: ${text}\n`);
  });

  test('also where YAML 1.2 reads it rightly already', () => {
    expect(applyEdits('a: yes\nb: no\n', [set('a', 'yes')]).text).toBe('a: "yes"\nb: no\n');
  });

  test('but leaves what says the value already', () => {
    const text = 'a: ~\nb: TRUE\nc: "x"\nd: [1,  {e: f}]\n';
    const edits = [set('a', null), set('b', true), set('c', 'x'), set('d', [1, { e: 'f' }])];
    expect(applyEdits(text, edits)).toEqual({ text, applied: [0, 1, 2, 3], refused: [] });
  });
});

describe('applyEdits of several documents', () => {
  test('edits the one that is meant', () => {
    const text = '%YAML 1.2\n# head\n---\na: 1\n---\n# nothing\n---\r\na: 2\r\n...\n# tail\n';
    expect(applyEdits(text, [set('a', 5, 2)]).text).toBe(text.replace('a: 2', 'a: 5'));
    expect(applyEdits(text, [set('a', 5, 0)]).text).toBe(text.replace('a: 1', 'a: 5'));
  });

  test('edits a good one beside a broken one', () => {
    const text = 'a: [1\n---\na: 2\n';
    expect(applyEdits(text, [set('a', 5, 1)])).toEqual({ text: 'a: [1\n---\na: 5\n', applied: [0], refused: [] });
  });

  test('edits an object of a List', () => {
    const text = 'kind: List\nitems:\n- spec:\n    a: 1\n- spec:\n    a: 2\n';
    const edit: SourceEdit = { document: 0, path: ['items', 1], edit: { set: ['spec', 'a'], value: 3 } };
    expect(applyEdits(text, [edit]).text).toBe(text.replace('a: 2', 'a: 3'));
  });

  test('keeps a byte order mark', () => {
    expect(applyEdits('\ufeffa: 1\nb: 2\n', [remove('a')]).text).toBe('\ufeffb: 2\n');
  });
});

describe('applyEdits of several edits', () => {
  test('takes all paths for those of the text as it is given', () => {
    const edits = [remove('a.0'), set('a.2', 'z'), remove('a.1'), set('a.3', 'new')];
    expect(applyEdits('a: # c\n- w\n- x\n- y\n', edits).text).toBe('a: # c\n- z\n- new\n');
  });

  test('renames a key and sets its value', () => {
    expect(applyEdits('a: 1 # c\n', [rename('a', 'b'), set('a', 2)]).text).toBe('b: 2 # c\n');
  });

  test('edits below a key that is renamed', () => {
    expect(applyEdits('a:\n  x: 1\n', [rename('a', 'b'), set('a.x', 2), set('a.z', 3)]).text).toBe(
      'b:\n  x: 2\n  z: 3\n',
    );
  });

  test('adds keys in the order of the edits', () => {
    expect(applyEdits('a: 1\n', [set('c', 1), set('b', { d: 1 })]).text).toBe('a: 1\nc: 1\nb:\n  d: 1\n');
  });

  test('removes all keys and adds one', () => {
    expect(applyEdits('a:\n  b: 1\n  c: 2\n', [remove('a.b'), remove('a.c'), set('a.d', 3)]).text).toBe('a:\n  d: 3\n');
  });

  test('takes an edit that is there twice for one', () => {
    expect(applyEdits('a: [x]\n', [set('a.1', 'z'), set('a.1', 'z')])).toEqual({
      text: 'a: [x, z]\n',
      applied: [0, 1],
      refused: [],
    });
  });
});

function expectEdited(before: string, edit: SourceEdit, after: string): void {
  expect(applyEdits(before, [edit])).toEqual({ text: after, applied: [0], refused: [] });
}
