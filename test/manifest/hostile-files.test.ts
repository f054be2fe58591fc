import { describe, expect, test } from '@jest/globals';
import { MAX_ALIASED } from '../../src/manifest/plain-values';
import { MAX_FILE_BYTES, readManifests } from '../../src/manifest/read-manifests';
import { MAX_DEPTH } from '../../src/manifest/yaml-parser';

const OBJECT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

/** Files that nobody writes by hand, and the one thing that is said of each; an object in front of each is read. */
const HOSTILE: readonly (readonly [string, string, string])[] = [
  ['100,000 brackets', '['.repeat(100_000), `more than ${MAX_DEPTH} levels are nested here`],
  ['100,000 braces', '{'.repeat(100_000), `more than ${MAX_DEPTH} levels are nested here`],
  [
    '100,000 lists in JSON',
    `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    `more than ${MAX_DEPTH} levels are nested here`,
  ],
  [
    '300 lists in JSON, which its own parser takes',
    `{"a":${'['.repeat(300)}${']'.repeat(300)}}`,
    `more than ${MAX_DEPTH} levels are nested here`,
  ],
  ['100,000 dashes', '- '.repeat(100_000), `more than ${MAX_DEPTH} levels are nested here`],
  ['100,000 question marks', '? '.repeat(100_000), `more than ${MAX_DEPTH} levels are nested here`],
  [
    '1,000 mappings in blocks',
    Array.from({ length: 1000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
    `more than ${MAX_DEPTH} levels are nested here`,
  ],
  [
    'a thousand million laughs',
    `a0: &a0 [lol]\n${laughs(9, 10)}`,
    `the aliases of this file stand for more than ${MAX_ALIASED} values`,
  ],
  ['aliases that make a tower', `a0: &a0 [lol]\n${laughs(1000, 1)}`, `more than ${MAX_DEPTH} levels are nested here`],
  [
    'a mapping that is merged again and again',
    `a: &a\n${keys(20_000)}${Array.from({ length: 100 }, (_, index) => `b${index}: {<<: *a}\n`).join('')}`,
    `the aliases of this file stand for more than ${MAX_ALIASED} values`,
  ],
  ['a million words', `a: [${'1,'.repeat(1_000_001)}]`, 'this document has more than 2 million words and signs'],
];

describe('readManifests', () => {
  test.each(HOSTILE)('refuses %s in one sentence', (_, text, message) => {
    const { objects, problems } = readManifests('f', `${OBJECT}---\n${text}`);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(objects).toHaveLength(1);
  });

  test('reads what is large, and no more than that', () => {
    const many = `${OBJECT}data:\n${keys(100_000)}`;
    const read = readManifests('f', many);
    expect(read.problems).toEqual([]);
    expect(Object.keys((read.objects[0]?.object as { data?: object } | undefined)?.data ?? {})).toHaveLength(100_000);
  });

  test('reads up to the levels that it says', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    // The mapping around them and the document itself are levels too.
    expect(readManifests('f', `${OBJECT}data: ${nested(MAX_DEPTH - 2)}`).problems).toEqual([]);
    expect(readManifests('f', `${OBJECT}data: ${nested(MAX_DEPTH)}`).problems).toHaveLength(1);
  });

  test('refuses a file that is too large, whatever is in it', () => {
    for (const input of [Buffer.alloc(50 * 1024 * 1024, 'a'), 'a'.repeat(MAX_FILE_BYTES + 1)]) {
      const megabytes = (input.length / 1024 / 1024).toFixed(1);
      const { problems, ...read } = readManifests('f', input);
      expect(read).toEqual({ file: 'f', objects: [], ignored: 0 });
      expect(problems.map(({ message, remedy, range }) => [message, remedy, range.start])).toEqual([
        [
          `the file has ${megabytes} MB, and more than 20 MB are not read`,
          'split it into several files, or leave it out',
          { line: 1, column: 1 },
        ],
      ]);
    }
  });

  test('leaves the traces of errors as they are', () => {
    const { stackTraceLimit } = Error;
    try {
      Error.stackTraceLimit = 7;
      readManifests('f', 'a: b: c\n');
      expect(Error.stackTraceLimit).toBe(7);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  });
});

function laughs(levels: number, times: number): string {
  return Array.from({ length: levels }, (_, level) => {
    return `a${level + 1}: &a${level + 1} [${Array(times).fill(`*a${level}`).join(', ')}]\n`;
  }).join('');
}

function keys(count: number): string {
  return Array.from({ length: count }, (_, index) => `  k${index}: 1\n`).join('');
}
