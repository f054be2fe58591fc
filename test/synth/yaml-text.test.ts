import { describe, expect, jest, test } from '@jest/globals';
import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { YamlText } from '../../src/synth/yaml-text';

/** Pieces of text that mean something to YAML in one place or another. */
const PIECES = [
  ...['a', 'b', 'E', 'y', 'n', 'x', 'o', 'on', 'off', 'yes', 'no', 'true', 'False', 'null', 'NULL', '~', '<<', '='],
  ...['0', '1', '7', '9', '10', '0x1f', '0b1', '0o7', '1e3', 'e5', 'E+2', '.5', '1.', '.inf', '-.INF', '.nan', '_'],
  ...[
    '1:30',
    '500m',
    '10s',
    '1 - x',
    '1.2.3',
    '80%',
    '0 1',
    '3f',
    '1e5',
    '190:20:30.15',
    '2024-01-02',
    'T10:00:00Z',
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    '\r',
    '\r\n',
    ': ',
    ':',
    ' #',
    '#',
  ],
  ...['-', '- ', '?', '? ', '---', '...', '%', '!', '!!str ', '&a', '*a', '|', '>', "'", '"', '@', '`', ',', '[', ']'],
  ...['{', '}', '{{args.service}}', '\\', '/', '$(', ')', ';', '<', '+', '\0', '\x07', '\x1b', '\x7f', '\x85', '\xa0'],
  ...['\u2028', '\ufeff', 'é', '√', '中', '\ud83d\ude00', '\ud83d', '\ude00', 'sum(rate(x{job="y"}[1m])) >= 0.99'],
];

const EMPTY: unknown[] = [];

function texts(): fc.Arbitrary<string> {
  const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((parts) => parts.join(''));
  const lines = fc.array(fc.oneof(pieces, fc.constant('  indented line of a script, longer than forty characters')), {
    maxLength: 5,
  });
  return fc.oneof(
    { weight: 4, arbitrary: pieces },
    { weight: 2, arbitrary: lines.map((all) => all.join('\n')) },
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme', maxLength: 1100, size: 'max' }),
    fc.string({ maxLength: 3 }),
  );
}

/** Anything that a manifest may hold, and some that it may not. */
function values(): fc.Arbitrary<unknown> {
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      { weight: 4, arbitrary: texts() },
      fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined, -0, 1e21, 5e-7)),
      { weight: 3, arbitrary: fc.array(tie('tree'), { maxLength: 4 }) },
      { weight: 3, arbitrary: fc.dictionary(texts(), tie('tree'), { maxKeys: 4, noNullPrototype: true }) },
    ),
  }));
  return tree;
}

describe('YAML of manifests', () => {
  test('is the same bytes as cdk8s writes, whatever the texts are', () => {
    const yaml = new YamlText();
    fc.assert(
      fc.property(texts(), (text) => {
        const manifest = { kind: text, spec: { [text]: text, list: [text, [text], { [text]: [{ deep: text }] }] } };
        expect(yaml.documents([manifest])).toBe(Yaml.stringify(manifest));
      }),
      { numRuns: 2000 },
    );
  });

  test('is the same bytes as cdk8s writes, whatever the values are', () => {
    const yaml = new YamlText();
    const ordinary = fc.record({ kind: texts(), metadata: values(), spec: values() });
    const any = fc.dictionary(texts(), values(), { maxKeys: 5, noNullPrototype: true });
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: ordinary }, any), { maxLength: 3 }), (manifests) => {
        expect(yaml.documents(manifests)).toBe(Yaml.stringify(...manifests));
      }),
      { numRuns: 700 },
    );
  });

  const shared = { app: 'web' };
  test.each([
    ['an object that stands in two places', { spec: { labels: shared, selector: [shared] } }],
    ['an empty list that stands in two places', { spec: { one: EMPTY, two: EMPTY } }],
    ['a key that is too long for one line', { spec: { ['k'.repeat(1025)]: 1, ['k'.repeat(1024)]: 2 } }],
    ['a date', { spec: { at: new Date(0) } }],
    ['an object that renders itself', { spec: { toJSON: () => 'text' } }],
    ['a map', { spec: new Map([['a', 1]]) }],
    ['nothing', undefined],
    ['null', null],
    ['a text', 'text'],
    ['a list', [{ a: [] }]],
    ['numbers that are none', { spec: [Number.NaN, Number.POSITIVE_INFINITY, 12345678901234567890n] }],
  ])('is the same bytes as cdk8s writes for %s', (_, manifest) => {
    expect(new YamlText().documents([manifest, { kind: 'A' }])).toBe(Yaml.stringify(manifest, { kind: 'A' }));
  });

  test('is made without cdk8s, unless a text is unusual, and then once for each such text', () => {
    const stringify = jest.spyOn(Yaml, 'stringify');
    const usual = {
      kind: 'Rollout',
      spec: { replicas: 2, image: 'ghcr.io/acme/shop:v1.2', cpu: '500m', args: [['-'], {}] },
    };
    const yaml = new YamlText();
    yaml.documents([usual, usual]);
    const texts = stringify.mock.calls.map(([document]) => JSON.stringify(document));
    stringify.mockRestore();
    expect(texts).toEqual(['{"k":"-"}']);
  });
});
