import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { SourceText } from '../../src/manifest/locate';
import type { ManifestPath } from '../../src/manifest/manifest-path';
import type { Plain } from '../../src/manifest/plain';
import { readManifests } from '../../src/manifest/read-manifests';
import { isFileSource, type SourceRange } from '../../src/manifest/source';

/** What stands in a range of a text. */
function textIn(text: string, { start, end }: SourceRange): string {
  const line = text.split('\n')[start.line - 1] ?? '';
  expect(end.line).toBe(start.line);
  return line.slice(start.column - 1, end.column - 1);
}

/** What stands where a path leads. */
function at(text: string, way: ManifestPath, document = 0): string {
  return textIn(text, new SourceText(text).locate({ document, path: [] }, way));
}

const ROLLOUT = `# a comment
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: demo, labels: {app: "x"}} # more
spec:
  replicas: 2   # two
  empty:
  text: >-
    several
    lines
  plain: one
    two
  steps:
    - setWeight: 10
      more: 1
    - pause: {}
    - - a
      - b
    - text
    - {setWeight: 20,
       more: 2}
    - |
      block
  "quoted \\u0041": 'v'
  on: 1
---
kind: Second
`;

describe('SourceText', () => {
  test('finds a key together with a scalar on the same line', () => {
    expect(at(ROLLOUT, ['spec', 'replicas'])).toBe('replicas: 2');
    expect(at(ROLLOUT, ['metadata', 'labels', 'app'])).toBe('app: "x"');
    expect(at(ROLLOUT, ['spec', 'quoted A'])).toBe(`"quoted \\u0041": 'v'`);
    expect(at(ROLLOUT, ['spec', 'steps', 0, 'more'])).toBe('more: 1');
  });

  test('finds the key alone of what is more than that', () => {
    expect(at(ROLLOUT, ['spec'])).toBe('spec');
    expect(at(ROLLOUT, ['metadata'])).toBe('metadata');
    expect(at(ROLLOUT, ['spec', 'empty'])).toBe('empty');
    expect(at(ROLLOUT, ['spec', 'text'])).toBe('text');
    expect(at(ROLLOUT, ['spec', 'plain'])).toBe('plain');
    expect(at(ROLLOUT, ['spec', 'steps', 1, 'pause'])).toBe('pause');
  });

  test('finds the first line of an element of a list', () => {
    expect(at(ROLLOUT, ['spec', 'steps', 0])).toBe('setWeight: 10');
    expect(at(ROLLOUT, ['spec', 'steps', 1])).toBe('pause');
    expect(at(ROLLOUT, ['spec', 'steps', 2])).toBe('- a');
    expect(at(ROLLOUT, ['spec', 'steps', 2, 1])).toBe('b');
    expect(at(ROLLOUT, ['spec', 'steps', 3])).toBe('text');
    expect(at(ROLLOUT, ['spec', 'steps', 4])).toBe('{setWeight: 20,');
    expect(at(ROLLOUT, ['spec', 'steps', 5])).toBe('|');
  });

  test('counts lines and columns from 1, columns in UTF-16 code units', () => {
    const text = '{apiVersion: "😀", kind: X}\n';
    expect(new SourceText(text).locate({ document: 0, path: [] }, ['kind'])).toEqual({
      start: { line: 1, column: 20 },
      end: { line: 1, column: 27 },
    });
    expect(at(text, ['kind'])).toBe('kind: X');
  });

  test('finds the nearest thing around what is not there', () => {
    expect(at(ROLLOUT, ['spec', 'replicas', 'x', 0])).toBe('replicas: 2');
    expect(at(ROLLOUT, ['spec', 'steps', 9, 'setWeight'])).toBe('steps');
    expect(at(ROLLOUT, ['spec', 'steps', 'setWeight'])).toBe('steps');
    expect(at(ROLLOUT, ['status', 'x'])).toBe('apiVersion: argoproj.io/v1alpha1');
    expect(at(ROLLOUT, [])).toBe('apiVersion: argoproj.io/v1alpha1');
  });

  test('finds keys as Go reads them', () => {
    expect(at(ROLLOUT, ['spec', 'true'])).toBe('on: 1');
  });

  test('finds the last one of equal keys, which is the one that counts', () => {
    expect(at('a: 1\na: 2\n', ['a'])).toBe('a: 2');
  });

  test('looks into the document that is meant', () => {
    expect(at(ROLLOUT, ['kind'], 1)).toBe('kind: Second');
    const text = new SourceText(ROLLOUT);
    const linesOf = (document: number) => text.locate({ document, path: [] }, ['kind']).start.line;
    expect([linesOf(0), linesOf(1), linesOf(0)]).toEqual([3, 27, 3]);
  });

  test('goes to the object in its list first', () => {
    const text = 'kind: List\nitems:\n- kind: A\n- spec:\n    b: 1\n';
    const range = new SourceText(text).locate({ document: 0, path: ['items', 1] }, ['spec', 'b']);
    expect(textIn(text, range)).toBe('b: 1');
  });

  test('points at an alias, and at the << that brings a key', () => {
    const text = 'a: &x {k: {l: 1}, m: 2}\nb: *x\nc:\n  <<: *x\n  m: 3\nd:\n  <<: [{n: 1}, *x]\ne: [*x]\n';
    expect(at(text, ['b'])).toBe('b: *x');
    expect(at(text, ['b', 'k', 'l'])).toBe('b: *x');
    expect(at(text, ['c', 'k', 'l'])).toBe('<<: *x');
    expect(at(text, ['c', 'm'])).toBe('m: 3');
    expect(at(text, ['c', 'z'])).toBe('c');
    expect(at(text, ['d', 'k'])).toBe('<<');
    expect(at(text, ['e', 0, 'k'])).toBe('*x');
    expect(at('a: &x {k: 1}\nb:\n  <<: *x\nc: &x {m: 1}\n', ['b', 'k'])).toBe('<<: *x');
  });

  test('finds places in JSON', () => {
    const text = '{\n\t"kind": "X",\n\t"spec": {"steps": [{"setWeight": 10}]}\n}\n';
    expect(at(text, ['kind'])).toBe('"kind": "X"');
    expect(at(text, ['spec', 'steps', 0])).toBe('{"setWeight": 10}');
    expect(at(text, ['spec', 'steps', 0, 'setWeight'])).toBe('"setWeight": 10');
  });

  test('has no column for a mark of UTF-8 in front, and no carriage return at the end', () => {
    const range = new SourceText('\uFEFFa:\r\n  - b: |\r\n      c\r\n  - {d,\r\n e}\r\n').locate(
      { document: 0, path: [] },
      ['a', 1],
    );
    expect(range).toEqual({ start: { line: 4, column: 5 }, end: { line: 4, column: 8 } });
  });

  test('finds something in what is broken, empty or not there', () => {
    const begin = { line: 1, column: 1 };
    expect(new SourceText('').locate({ document: 0, path: [] }, ['a'])).toEqual({ start: begin, end: begin });
    expect(new SourceText('a: 1').locate({ document: 4, path: [] }, ['a'])).toEqual({ start: begin, end: begin });
    expect(at('---\n\n"a\n', ['a'])).toBe('"a');
    expect(at(`# b\n---\n${'['.repeat(1000)}`, ['a'])).toHaveLength(1000);
  });

  test('finds each key of the manifests of the examples, where it stands', () => {
    const dist = path.resolve(__dirname, '../../dist');
    for (const name of readdirSync(dist).filter((file) => file.endsWith('.yaml'))) {
      const text = readFileSync(path.join(dist, name), 'utf8');
      const lines = text.split('\n');
      const source = new SourceText(text);
      for (const { object, source: place } of readManifests(name, text).objects) {
        if (!isFileSource(place)) throw new Error('an object that was read from a file has another source');
        for (const way of pathsOf(object)) {
          const { start, end } = source.locate(place, way);
          const found = (lines[start.line - 1] ?? '').slice(start.column - 1, end.column - 1);
          const key = way.at(-1);
          const isFound = typeof key === 'number' ? found !== '' : /^["']?(.*?)["']?(:.*)?$/.exec(found)?.[1] === key;
          if (!isFound || end.line !== start.line) throw new Error(`${name} ${JSON.stringify(way)}: ${found}`);
        }
      }
      expect(lines.length).toBeGreaterThan(1);
    }
  });
});

function pathsOf(value: Plain, way: ManifestPath = []): ManifestPath[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => {
    const inner = [...way, key];
    return [inner, ...pathsOf((value as Readonly<Record<string | number, Plain>>)[key], inner)];
  });
}
