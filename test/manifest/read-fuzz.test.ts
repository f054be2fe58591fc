import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SourceText } from '../../src/manifest/locate';
import { type ReadFile, readManifests } from '../../src/manifest/read-manifests';
import { isFileSource, type SourceRange } from '../../src/manifest/source';

const DIST = path.resolve(__dirname, '../../dist');

const MANIFESTS = readdirSync(DIST)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => readFileSync(path.join(DIST, file), 'utf8'));

/** What changes the sense of YAML most. */
const SIGNS = [...'"\':-#{}[],&*!|>%@?~\\\n\t \0\u001b\uFEFF\u2028'].concat(
  '---\n',
  '...\n',
  '<<: ',
  '{{ .x }}',
  '\r\n',
);

/** A change of a text: what is put in place of a part of it. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.nat(3), fc.nat(200)),
  by: fc.oneof(
    fc.constant('nothing' as const),
    fc.constant('itself twice' as const),
    fc.record({ sign: fc.constantFrom(...SIGNS) }),
  ),
});

const damagedManifest = fc
  .tuple(fc.constantFrom(...MANIFESTS), fc.array(damage, { minLength: 1, maxLength: 4 }))
  .map(([manifest, damages]) =>
    damages.reduce((text, { at, length, by }) => {
      const start = Math.floor(at * text.length);
      const part = text.slice(start, start + length);
      const instead = by === 'nothing' ? '' : by === 'itself twice' ? part + part : by.sign;
      return text.slice(0, start) + instead + text.slice(start + length);
    }, manifest),
  );

describe('readManifests', () => {
  test('reads any bytes without an error of its own', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expectSound(readManifests('f', bytes), Buffer.from(bytes).toString('utf8'));
      }),
      { numRuns: 2000 },
    );
  });

  test('reads any signs of YAML without an error of its own', () => {
    const text = fc.array(fc.constantFrom(...SIGNS, 'a', 'b: ', '  ', '\n'), { maxLength: 60 });
    fc.assert(
      fc.property(text, (signs) => {
        expectSound(readManifests('f', signs.join('')), signs.join(''));
      }),
      { numRuns: 3000 },
    );
  });

  test('reads damaged manifests without an error of its own', () => {
    fc.assert(
      fc.property(damagedManifest, (text) => {
        expectSound(readManifests('f', text), text);
      }),
      { numRuns: 300 },
    );
  });

  test('reads the documents that are not damaged as if nothing were', () => {
    const document = fc.constantFrom(...MANIFESTS.flatMap((text) => text.split(/^---\n/m)));
    fc.assert(
      fc.property(document, damagedManifest, document, (before, broken, after) => {
        const names = (text: string) => readManifests('f', text).objects.map(({ object }) => object);
        // A directive is of the document behind it, and a byte 0 is in no text.
        const text = broken.replaceAll(/[%\0]/g, '');
        const read = names(`${before}---\n${text}\n---\n${after}`);
        expect(read.slice(0, 1)).toEqual(names(before));
        expect(read.slice(-1)).toEqual(names(after));
      }),
      { numRuns: 150 },
    );
  });
});

function expectSound({ objects, problems }: ReadFile, text: string): void {
  const lines = text.split('\n');
  const expectInside = ({ start, end }: SourceRange): void => {
    expect(start.line).toBeGreaterThanOrEqual(1);
    expect(start.column).toBeGreaterThanOrEqual(1);
    expect(end.line).toBe(start.line);
    expect(end.column).toBeGreaterThanOrEqual(start.column);
    expect(start.line).toBeLessThanOrEqual(lines.length);
  };
  for (const { message, range } of problems) {
    expect(message).toMatch(/^[^\n]+[^.\n]$/);
    expectInside(range);
  }
  const source = new SourceText(text);
  for (const { object } of objects) expect(typeof object.metadata.name).toBe('string');
  for (const { source: place } of objects.slice(0, 2)) {
    if (isFileSource(place)) expectInside(source.locate(place, ['spec', 'template', 0]));
  }
}
