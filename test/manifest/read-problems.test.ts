import { describe, expect, test } from '@jest/globals';
import { MAX_PROBLEMS, type ReadFile, readManifests } from '../../src/manifest/read-manifests';

const OBJECT = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: demo\n';

/** Each problem as `line:column message`. */
function problemsOf({ problems }: ReadFile): string[] {
  return problems.map(({ message, range: { start } }) => `${start.line}:${start.column} ${message}`);
}

/** Documents that cannot be read: what follows an object, and what is said of it. */
const REFUSED: readonly (readonly [string, string, string])[] = [
  [
    'an action of Helm',
    'spec:\n  {{- if .Values.x }}\n  a: 1\n  {{- end }}\n',
    '6:3 this looks like a Helm template ({{- if .Values.x }}); render it first, with helm template, and check what comes out',
  ],
  [
    'a value of Helm',
    'spec:\n  a: {{ .Values.x | quote }}\n',
    '6:7 this looks like a Helm template ({{ .Values.x | quote }}); render it first, with helm template, and check what comes out',
  ],
  [
    'a value of Helm with more behind it',
    'spec:\n  a: {{ include "x.name" . }}-svc\n',
    '6:6 this looks like a Helm template ({{ include "x.name" . }}); render it first, with helm template, and check what comes out',
  ],
  [
    'an action of Helm that is far from what breaks it',
    'spec: a\n  {{- end }}\n  b\n\nother: a: b\n',
    '6:3 this looks like a Helm template ({{- end }}); render it first, with helm template, and check what comes out',
  ],
  [
    'a list in braces, at its beginning',
    'spec: {\n  - a: 1\n   b: 2\n}\n',
    '6:3 between brackets or braces there is something that takes lines of its own (block collections are not allowed within flow collections)',
  ],
  [
    'a list in brackets that is not indented, at its beginning',
    'spec: [\n- a: 1\n b: 2\n]\n',
    '6:1 the indentation does not fit the lines around (flow sequence in block collection must be sufficiently indented and end with a ])',
  ],
  [
    'an argument of Argo without quotes',
    'spec:\n  a: {{args.service}}\n',
    '6:7 a value that begins with {{ has to stand in quotes: "{{args.service}}"',
  ],
  [
    'a conflict of a merge',
    '<<<<<<< HEAD\nspec: 1\n=======\nspec: 2\n>>>>>>> main\n',
    '5:1 a conflict of a merge is left here (<<<<<<<); decide for one side and take the marks away',
  ],
  ['a tab', 'spec:\n\ta: 1\n', '6:1 a tab stands where YAML takes only spaces (tabs are not allowed as indentation)'],
  [
    'an unclosed quote',
    'spec: "x\n',
    '5:9 something is missing here, such as a quote, a bracket, a comma or a line break (missing closing "quote)',
  ],
  [
    'a colon within a text',
    'spec:\n  a: "{{ .x }}"\n  b: c: d\n',
    '7:6 a key stands within what is a value already; indent the line as those around it, or put a text with ": " in quotes (nested mappings are not allowed in compact mappings)',
  ],
  [
    'a wrong indentation',
    'spec:\n  a: 1\n b: 2\n',
    '7:1 the indentation does not fit the lines around (all mapping items must start at the same column)',
  ],
  [
    'a star without quotes',
    'spec: *.example.com\n',
    '5:7 there is no anchor &.example.com above *.example.com; a text that begins with * has to stand in quotes',
  ],
  ['an alias of what it is in', 'spec: &x [*x]\n', '5:11 *x stands inside of what it stands for'],
  [
    'a reserved character',
    'spec: @x\n',
    '5:7 a text that begins with this character has to stand in quotes (plain value cannot start with reserved character @)',
  ],
  [
    'a number that JSON has not',
    'spec: .nan\n',
    '5:7 .nan is no value for Kubernetes: JSON has no such number; a text has to stand in quotes',
  ],
  ['a mapping as a key', 'spec: {? [a] : 1}\n', '5:10 a key has to be a text, and this one is a mapping or a list'],
  ['a null as a key', 'spec: {~: 1}\n', '5:8 a key is missing, or is null'],
  ['<< of a text', 'spec: {<<: 5}\n', '5:12 << takes a mapping, or a list of mappings'],
  ['a tag that lies', 'spec: !!int abc\n', '5:13 "abc" is no int, as !!int says'],
  ['a control character', 'spec: \u001b[31m\n', '5:7 the invisible character U+001B may not be in YAML; take it away'],
];

/** What is wrong with documents of which the objects are handed on all the same. */
const NOTED: readonly (readonly [string, string, string])[] = [
  [
    'a key that stands twice',
    `${OBJECT}spec: {a: 1, b: 2, a: 3}\n`,
    '5:20 "a" stands twice in this mapping; the second one counts, and the first is lost',
  ],
  [
    'a key that stands twice in JSON',
    '{"apiVersion": "v1", "kind": "X", "metadata": {"name": "a", "name": "b"}}',
    '1:61 "name" stands twice in this mapping; the second one counts, and the first is lost',
  ],
  [
    'a tag of another tool',
    `${OBJECT}spec: !vault x\n`,
    '5:14 the tag !vault means nothing to Kubernetes, which takes the value as if it were not there',
  ],
  [
    'a tag of another tool at a mapping',
    `${OBJECT}spec: !foo {x: 1}\n`,
    '5:12 the tag !foo means nothing to Kubernetes, which takes the value as if it were not there',
  ],
  [
    'a directive',
    `%YAML 1.2\n---\n${OBJECT}`,
    '1:1 kubectl and Argo CD take no line such as %YAML or %TAG; take it away',
  ],
  [
    'an object on the line of ---',
    '--- {apiVersion: v1, kind: X}\n',
    '1:1 kubectl takes nothing but a comment behind ---; put what stands there on the next line',
  ],
];

describe('readManifests', () => {
  test.each(REFUSED)('refuses %s, and reads the rest of the file', (_, text, problem) => {
    const read = readManifests('f', `${OBJECT}${text}---\n${OBJECT.replace('demo', 'next')}`);
    expect(problemsOf(read)).toEqual([problem]);
    expect(read.objects.map(({ object }) => object.metadata.name)).toEqual(['next']);
    expect(read.problems.map(({ rule, file, document }) => ({ rule, file, document }))).toEqual([
      { rule: 'yaml', file: 'f', document: 0 },
    ]);
  });

  test.each(NOTED)('tells of %s, and reads the object', (_, text, problem) => {
    const read = readManifests('f', text);
    expect(problemsOf(read)).toEqual([problem]);
    expect(read.objects).toHaveLength(1);
  });

  test('quotes no more of a file than is read', () => {
    const long = 'x'.repeat(1000);
    for (const text of [
      `{${long}: 1, ${long}: 2}`,
      `*${long}`,
      `!${long} y`,
      `!!int ${long}`,
      `{{ .${long} }}`,
      `"${long}" "${long}"`,
    ]) {
      const { problems } = readManifests('f', `${OBJECT}spec: ${text}\n`);
      expect(problems).toHaveLength(1);
      for (const { message } of problems) expect(message.length).toBeLessThan(300);
    }
  });

  test('takes the last of two equal keys', () => {
    const read = readManifests('f', `${OBJECT}spec: 1\nspec: 2\n`);
    expect(read.objects.map(({ object }) => object.spec)).toEqual([2]);
  });

  test('tells of a document behind ... that the tools of Kubernetes do not see', () => {
    const read = readManifests('f', `${OBJECT}...\n${OBJECT}`);
    expect(problemsOf(read)).toEqual([
      '6:1 kubectl and Argo CD pass over a document that begins behind ... without ---',
    ]);
  });

  test('has nothing against what looks like a mistake and is none', () => {
    const fine = `--- # a comment\n${OBJECT}a: "{{ .x }}"\nb: "x"#comment\nc: a{{args.b}}\nd: {\n  "e": 1\n}\nf: |\n  <<<<<<< HEAD\n\tg\nh: ! 5\n`;
    const read = readManifests('f', fine.replace('\tg', '  g'));
    expect(problemsOf(read)).toEqual([]);
    expect(read.objects).toHaveLength(1);
  });

  test('says of many problems how many more there are', () => {
    const { problems, objects } = readManifests('f', ['---\na: b: c\n'.repeat(MAX_PROBLEMS + 7), OBJECT].join('---\n'));
    expect(objects).toHaveLength(1);
    expect(problems).toHaveLength(MAX_PROBLEMS + 1);
    expect(problems.at(-1)?.message).toBe('this file has 7 more problems of this manner, which are not told');
  });
});

describe('the encoding of a file', () => {
  test('may be UTF-8 with or without a mark, and with the ends of lines of Windows', () => {
    for (const text of [OBJECT, `\uFEFF${OBJECT}`, OBJECT.replaceAll('\n', '\r\n')]) {
      for (const input of [text, Buffer.from(text)]) {
        const { objects, problems } = readManifests('f', input);
        expect(problems).toEqual([]);
        expect(objects.map(({ object }) => object.metadata)).toEqual([{ name: 'demo' }]);
      }
    }
  });

  test('has no column for a mark of UTF-8', () => {
    const [problem] = problemsOf(readManifests('f', 'a: b: c\n'));
    expect(problem).toMatch(/^1:4 /);
    for (const input of ['\uFEFFa: b: c\n', Buffer.from('\uFEFFa: b: c\n')]) {
      expect(problemsOf(readManifests('f', input))).toEqual([problem]);
    }
  });

  test('is a problem where it is UTF-16, of which the objects are read all the same', () => {
    const little = Buffer.from(`\uFEFF${OBJECT}`, 'utf16le');
    for (const input of [little, Buffer.from(little).swap16()]) {
      const read = readManifests('f', input);
      expect(read.objects).toHaveLength(1);
      expect(problemsOf(read)).toEqual([
        '1:1 the file is UTF-16 (PowerShell writes it with >), of which kubectl and Argo CD read the first document at most',
      ]);
    }
  });

  test('is a problem where it is neither, at its first wrong character', () => {
    expect(readManifests('f', Buffer.from(`${OBJECT}# ä\n`, 'latin1'))).toEqual({
      file: 'f',
      objects: [],
      ignored: 0,
      problems: [
        {
          rule: 'yaml',
          message: 'this is no UTF-8, which is all that kubectl and Argo CD read',
          remedy: 'save the file as UTF-8',
          file: 'f',
          document: 0,
          range: { start: { line: 5, column: 3 }, end: { line: 5, column: 4 } },
        },
      ],
    });
  });

  test('is no text where there is a byte 0', () => {
    expect(problemsOf(readManifests('f', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff])))).toEqual([
      '1:5 this is no file of text: it holds the byte 0 here',
    ]);
  });

  test('may be of nothing', () => {
    expect(readManifests('f', new Uint8Array())).toEqual({ file: 'f', objects: [], problems: [], ignored: 0 });
  });
});
