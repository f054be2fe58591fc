import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { applyEdits, type SourceEdit } from '../../src/manifest/edit-source';
import type { ManifestPath } from '../../src/manifest/manifest-path';
import { documents, newKeys, newValues } from './edit-source-documents';
import { missingLine } from './edit-source-lines';
import { edited, pathsOf } from './edit-source-model';

const VERSIONS = ['1.2', '1.1'] as const;
const RUNS = 100;
const DIST = path.resolve(__dirname, '../../dist');

describe('applyEdits, of random documents', () => {
  test('changes the value that it is asked to change, no other one, and no other line', () => {
    fc.assert(
      fc.property(documents(), choices(), (text, choice) => {
        fc.pre(valuesOf(text, '1.2') !== undefined);
        const edit = editFrom(choice, text, 0);
        const after = applyEdits(text, [edit]);
        expectEdited(text, after.text, after.applied.length === 1 ? [edit] : []);
        expect(missingLine(text, after.text, after.applied.length === 1 ? [edit] : [])).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  test('makes several edits as if all of them were about the text as it was', () => {
    fc.assert(
      fc.property(documents(), fc.array(choices(), { minLength: 2, maxLength: 6 }), (text, chosen) => {
        fc.pre(valuesOf(text, '1.2') !== undefined);
        const edits = chosen.map((choice) => editFrom(choice, text, 0));
        const after = applyEdits(text, edits);
        expectEdited(
          text,
          after.text,
          edits.filter((_edit, index) => after.applied.includes(index)),
        );
      }),
      { numRuns: RUNS },
    );
  });

  test('makes nearly every edit that makes sense', () => {
    const refused = new Set(
      fc.sample(fc.tuple(documents(), choices()), { numRuns: RUNS, seed: 7 }).flatMap(([text, choice]) => {
        if (valuesOf(text, '1.2') === undefined) return [];
        return applyEdits(text, [editFrom(choice, text, 0)]).refused.map(({ reason }) => reason);
      }),
    );
    expect(
      [...refused].filter((reason) => !/ has \d+ elements, so there is no |is there already/.test(reason)),
    ).toEqual([]);
  });

  test('says the same where a value is set twice', () => {
    fc.assert(
      fc.property(documents(), choices(), (text, choice) => {
        fc.pre(valuesOf(text, '1.2') !== undefined);
        const edit = editFrom({ ...choice, kind: 0 }, text, 0);
        const once = applyEdits(text, [edit]);
        expect(applyEdits(once.text, [edit])).toEqual(once);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('applyEdits, of the manifests of the examples', () => {
  test.each(readdirSync(DIST).filter((file) => file.endsWith('.yaml')))('changes no other line of %s', (file) => {
    const text = readFileSync(path.join(DIST, file), 'utf8');
    const count = valuesOf(text, '1.2')?.length ?? 0;
    fc.assert(
      fc.property(choices(), fc.nat(count - 1), (choice, document) => {
        const edit = editFrom(choice, text, document);
        const after = applyEdits(text, [edit]);
        expect(after.refused.filter(({ reason }) => !/ has \d+ elements/.test(reason))).toEqual([]);
        expectEdited(text, after.text, after.applied.length === 1 ? [edit] : []);
        const [before = '', now = ''] = [text, after.text].map((whole) => whole.split(/^---$/m)[document]);
        expect(missingLine(before, now, after.applied.length === 1 ? [edit] : [])).toBeUndefined();
      }),
      { numRuns: 3 },
    );
  });
});

interface Choice {
  readonly at: number;
  readonly kind: number;
  readonly key: string;
  readonly value: unknown;
}

function choices(): fc.Arbitrary<Choice> {
  return fc.record({ at: fc.nat(999), kind: fc.nat(9), key: newKeys(), value: newValues() });
}

/** An edit of one of the keys and elements of a document, or of one more. */
function editFrom({ at, kind, key, value }: Choice, text: string, document: number): SourceEdit {
  const paths = pathsOf(valuesOf(text, '1.2')?.[document]);
  const chosen: ManifestPath = paths[at % paths.length] ?? [];
  const last = chosen.at(-1);
  const make = (edit: SourceEdit['edit']): SourceEdit => ({ document, path: [], edit });
  if (kind < 4) return make({ set: chosen, value });
  if (kind < 7) return make({ remove: chosen });
  if (kind < 8 && typeof last === 'string') return make({ rename: chosen, to: key });
  return make({ set: [...chosen.slice(0, -1), typeof last === 'number' ? at % 4 : key], value });
}

/** Every reader has to find what the edits say: those of YAML 1.2 and those of YAML 1.1. */
function expectEdited(before: string, after: string, edits: readonly SourceEdit[]): void {
  for (const version of VERSIONS) {
    const values = valuesOf(before, version)?.map((value, document) =>
      edited(
        value,
        edits.filter((edit) => edit.document === document),
      ),
    );
    expect(valuesOf(after, version)).toEqual(values);
  }
}

/** The values of the documents; undefined where one is broken. */
function valuesOf(text: string, version: (typeof VERSIONS)[number]): unknown[] | undefined {
  const options = { version, merge: false, logLevel: 'silent' } as const;
  const documents = [...parseAllDocuments(text.replace(/^\ufeff/, ''), options)];
  return documents.some(({ errors }) => errors.length > 0) ? undefined : documents.map((document) => document.toJS());
}
