import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { at } from '../../src/manifest/plain';
import { readManifests } from '../../src/manifest/read-manifests';

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: demo\n';

describe('readManifests', () => {
  test('reads the objects of several documents, and says where each of them is', () => {
    const { file, objects, problems, ignored } = readManifests(
      'dist/a.yaml',
      `# first\n${SERVICE}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: config, namespace: x}\ndata: {a: b}\n`,
    );
    expect({ file, problems, ignored }).toEqual({ file: 'dist/a.yaml', problems: [], ignored: 0 });
    expect(objects).toEqual([
      {
        object: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'demo' } },
        source: { file: 'dist/a.yaml', document: 0, path: [] },
      },
      {
        object: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'config', namespace: 'x' },
          data: { a: 'b' },
        },
        source: { file: 'dist/a.yaml', document: 1, path: [] },
      },
    ]);
  });

  test('reads the manifests of the examples as the yaml package does', () => {
    const dist = path.resolve(__dirname, '../../dist');
    for (const file of readdirSync(dist).filter((name) => name.endsWith('.yaml'))) {
      const text = readFileSync(path.join(dist, file), 'utf8');
      const read = readManifests(file, text);
      expect(read.problems).toEqual([]);
      expect(read.objects.map(({ object }) => object)).toEqual(parseAllDocuments(text).map((each) => each.toJS()));
    }
  });

  test('reads JSON, also several values one after another', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } };
    const { objects } = readManifests('-', `${JSON.stringify(service, null, '\t')}\n${JSON.stringify(service)}`);
    expect(objects).toEqual([
      { object: service, source: { file: '-', document: 0, path: [] } },
      { object: service, source: { file: '-', document: 1, path: [] } },
    ]);
  });

  test('unfolds lists to any depth, and gives the elements of a typed one what it leaves out', () => {
    const { objects, ignored } = readManifests(
      'f',
      `apiVersion: v1
kind: List
items:
  - ${SERVICE.replaceAll('\n', '\n    ').trimEnd()}
  - no object
  - apiVersion: argoproj.io/v1alpha1
    kind: RolloutList
    items:
      - metadata: {name: inner}
`,
    );
    expect(objects).toEqual([
      {
        object: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'demo' } },
        source: { file: 'f', document: 0, path: ['items', 0] },
      },
      {
        object: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'inner' } },
        source: { file: 'f', document: 0, path: ['items', 2, 'items', 0] },
      },
    ]);
    expect(ignored).toBe(1);
  });

  test('takes an object for no list that has no items', () => {
    const kinds = (text: string) => readManifests('f', text).objects.map(({ object }) => object.kind);
    expect(kinds('{apiVersion: x/v1, kind: AllowList, metadata: {name: a}, spec: {}}')).toEqual(['AllowList']);
    expect(kinds('{apiVersion: v1, kind: ServiceList, items: null}')).toEqual([]);
    expect(kinds('{apiVersion: v1, kind: List}')).toEqual([]);
  });

  test('passes over what is no object of Kubernetes, and counts it', () => {
    const { objects, problems, ignored } = readManifests(
      'f',
      'replicas: 2\n---\nresources: [a.yaml]\n---\n# nothing\n---\n- a\n---\nkind: Values\n---\napiVersion: 1\nkind: X\n---\ntext\n',
    );
    expect({ objects, problems, ignored }).toEqual({ objects: [], problems: [], ignored: 6 });
  });

  test('keeps an object without a name, under the empty one', () => {
    const metadata = (text: string) => {
      const { objects, problems } = readManifests('f', `{apiVersion: v1, kind: X, ${text}}`);
      expect(problems).toEqual([]);
      return objects.map(({ object }) => object.metadata);
    };
    expect(metadata('metadata: {generateName: a-}')).toEqual([{ generateName: 'a-', name: '' }]);
    expect(metadata('spec: 1')).toEqual([{ name: '' }]);
    expect(metadata('metadata: text')).toEqual([{ name: '' }]);
    expect(metadata('metadata: {name: null, namespace: null, labels: {a: b}}')).toEqual([
      { name: '', labels: { a: 'b' } },
    ]);
  });

  test('says where a name is no text', () => {
    const { objects, problems } = readManifests(
      'f',
      'apiVersion: v1\nkind: X\nmetadata:\n  name: 123\n  namespace: on\n',
    );
    expect(objects.map(({ object }) => object.metadata)).toEqual([{ name: '' }]);
    expect(problems.map(({ message, range }) => [message, range.start, range.end])).toEqual([
      [
        'metadata.name is the number 123 where Kubernetes takes a text only',
        { line: 4, column: 3 },
        { line: 4, column: 12 },
      ],
      [
        'metadata.namespace is the boolean true where Kubernetes takes a text only',
        { line: 5, column: 3 },
        { line: 5, column: 16 },
      ],
    ]);
  });

  test('reads values, keys and << as Go does', () => {
    const value = (text: string) => {
      const { objects, problems } = readManifests('f', `${SERVICE}data:\n  ${text}`);
      expect(problems).toEqual([]);
      return at(objects[0]?.object, 'data');
    };
    expect(value('{a: on, b: 0755, c: 2001-01-01, d: "yes", e: !!str 5, f: !!int "3", g: }')).toEqual({
      a: true,
      b: 493,
      c: '2001-01-01',
      d: 'yes',
      e: '5',
      f: 3,
      g: null,
    });
    expect(value('{on: 1, 0x1f: 2, 1.50: 3, "no": 4, !!binary aGVsbG8=: 5}')).toEqual({
      true: 1,
      31: 2,
      1.5: 3,
      no: 4,
      hello: 5,
    });
    expect(value('{a: &x {k: 1, l: 1}, b: {<<: *x, k: 2}, c: {k: 3, <<: [*x, {m: 4, k: 5}]}}')).toEqual({
      a: { k: 1, l: 1 },
      b: { k: 2, l: 1 },
      // An error of Go's library: what << brings wins over what is above it.
      c: { k: 1, l: 1, m: 4 },
    });
    expect(value('{&k a: 1, b: *k, "<<": 2}')).toEqual({ a: 1, b: 'a', '<<': 2 });
    expect(Object.entries(value('{__proto__: {a: 1}}') ?? {})).toEqual([['__proto__', { a: 1 }]]);
  });

  test('hands on what a document says twice only once, where nothing is wrong with it', () => {
    const { objects } = readManifests('f', `${SERVICE}a: &a [1]\nb: *a\nc: *a\n`);
    expect(objects[0]?.object).toEqual({ ...objects[0]?.object, a: [1], b: [1], c: [1] });
  });
});
