import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { check } from '../../src/check/check';
import { EVERY_RULE } from '../../src/check/rules';
import { yamlFindings } from '../../src/check/yaml-findings';
import type { ManifestObject } from '../../src/manifest/manifest';
import { ManifestSet, type SourcedObject } from '../../src/manifest/manifest-set';
import { readManifests } from '../../src/manifest/read-manifests';
import { CHECK_FORMATS } from '../../src/report/check-formats';
import { toReport } from '../../src/report/to-report';

const folder = join(__dirname, '../../dist');
const FILES = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));

describe('the whole way from a file to a report', () => {
  test('never throws at a file of which lines and characters are lost, doubled or changed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FILES), fc.array(damage(), { minLength: 1, maxLength: 8 }), (text, damages) => {
        expect(told(damages.reduce((damaged, change) => change(damaged), text))).toHaveLength(6);
      }),
      { numRuns: 120 },
    );
  });

  test('never throws at objects in which values are of any type', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FILES), fc.array(replacement(), { minLength: 1, maxLength: 6 }), (text, all) => {
        const objects = readManifests('shop.yaml', text).objects.map(({ object }) => structuredClone(object));
        for (const { at, value } of all) replaceAt(objects, at, value);
        expect(told(objects.map((object) => JSON.stringify(object)).join('\n---\n'))).toHaveLength(6);
      }),
      { numRuns: 200 },
    );
  });

  test('never throws where one field after the other is of another type', () => {
    const objects = FILES.flatMap((text) => readManifests('shop.yaml', text).objects.map(({ object }) => object));
    const rollouts = objects.filter(({ kind }) => ['Rollout', 'AnalysisTemplate'].includes(kind)).slice(0, 6);
    for (const object of rollouts) {
      for (let place = 0; place < placesIn(object.spec); place += 2) {
        const spec = structuredClone(object.spec);
        replaceAt([spec], place + 1, WRONG[place % WRONG.length]);
        expect(findingsOf([{ ...object, spec }])).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

/** The report on a file in each form, of a set that is complete and of one that is not. */
function told(text: string): string[] {
  const { objects, problems } = readManifests('shop.yaml', text);
  const sets = [true, false].map((isComplete) => new ManifestSet(objects, { isComplete }));
  const [all = [], some = []] = sets.map((set) => check(set, { today: '2026-11-26' }));
  const report = toReport({
    findings: [...yamlFindings(problems), ...all, ...some],
    rules: EVERY_RULE,
    textOf: () => text,
    sourceOf: (object) => sets[0]?.sourceOf(object) ?? { construct: '' },
    counts: { version: '1.0.0', files: 1, objects: objects.length, hidden: 0, fixed: 0, patches: 0 },
  });
  return Object.values(CHECK_FORMATS).map((format) => format(report, { textOf: () => text }));
}

function findingsOf(objects: readonly ManifestObject[]): number {
  const sourced: SourcedObject[] = objects.map((object, document) => ({
    object,
    source: { file: 'shop.yaml', document, path: [] },
  }));
  return check(new ManifestSet(sourced, { isComplete: true })).length;
}

function damage(): fc.Arbitrary<(text: string) => string> {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const change = (of: (lines: string[], index: number) => string[]) =>
    place.map((part) => (text: string) => {
      const lines = text.split('\n');
      return of(lines, Math.floor(part * (lines.length - 1))).join('\n');
    });
  return fc.oneof(
    change((lines, index) => spliced(lines, index, 1)),
    change((lines, index) => spliced(lines, index, 0, lines[index] ?? '')),
    change((lines, index) => spliced(lines, index, 2, lines[index + 1] ?? '', lines[index] ?? '')),
    change((lines, index) => spliced(lines, index, 1, ` ${lines[index]}`)),
    change((lines, index) => spliced(lines, index, 1, (lines[index] ?? '').replace(/: .*/, ':'))),
    fc
      .tuple(
        place,
        fc.constantFrom('null', '3', '~', '[]', '{}', '"', '- x', '&a', '*a', '!!binary x', '1e400', '{{ x }}'),
      )
      .map(
        ([part, word]) =>
          (text: string) =>
            text.replace(new RegExp(`^((?:.*\\n){${Math.floor(part * 60)}}.*: ).*`), `$1${word}`),
      ),
  );
}

function spliced(lines: readonly string[], index: number, lost: number, ...instead: string[]): string[] {
  return [...lines.slice(0, index), ...instead, ...lines.slice(index + lost)];
}

const DEEP = JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`);
const PROTOTYPE = JSON.parse('{"__proto__": {"name": "x"}, "constructor": {"name": 1}, "toString": []}');
const WRONG: readonly unknown[] = [
  null,
  '',
  'x',
  '{{args.constructor}}',
  'constructor',
  '__proto__',
  0,
  -1,
  1e21,
  Number.MAX_VALUE,
  true,
  false,
  [],
  [null],
  [[]],
  ['toString'],
  {},
  { name: null },
  [{ name: [] }],
  PROTOTYPE,
  DEEP,
];

const FIXED = new Set(['apiVersion', 'kind', 'metadata']);

function replacement(): fc.Arbitrary<{ readonly at: number; readonly value: unknown }> {
  return fc.record({
    at: fc.nat(400),
    value: fc.oneof(fc.constantFrom(...WRONG), fc.jsonValue({ maxDepth: 3, noUnicodeString: false }), fc.string()),
  });
}

function placesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, content) => sum + 1 + placesIn(content), 0);
}

/** Replaces the value at a place, counted through all objects; apiVersion and kind stay, and metadata as a whole. */
function replaceAt(objects: readonly unknown[], at: number, value: unknown): void {
  let left = at % Math.max(1, placesIn(objects));
  const visit = (parent: object, depth: number): boolean =>
    Object.entries(parent).some(([key, content]) => {
      if (left-- === 0) {
        if (depth > 0 && !FIXED.has(key)) Object.assign(parent, { [key]: structuredClone(value) });
        return true;
      }
      return typeof content === 'object' && content !== null && visit(content, depth + 1);
    });
  visit(objects, 0);
}
