import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../src/check/check';
import type { Finding } from '../../src/check/finding';
import { yamlFindings } from '../../src/check/yaml-findings';
import { ManifestSet } from '../../src/manifest/manifest-set';
import { readManifests } from '../../src/manifest/read-manifests';
import { sharedFolder } from '../shared-folder';

/** What the real API server and the real controller said of an object of the corpus. */
export interface Verdict {
  /** The file, from the root of the corpus. */
  readonly file: string;

  /** The kind of the object. */
  readonly kind: string;

  /** Its name. */
  readonly name: string;

  /** All columns of the row. */
  readonly columns: Readonly<Record<string, string>>;
}

/** The root of the corpus. */
export function corpusFolder(): string {
  return sharedFolder('corpus');
}

/** The files of the corpus, from its root. */
export function corpusFiles(folder = ''): string[] {
  return readdirSync(join(corpusFolder(), folder))
    .sort()
    .flatMap((name) => {
      const file = folder === '' ? name : `${folder}/${name}`;
      if (statSync(join(corpusFolder(), file)).isDirectory()) return corpusFiles(file);
      return /\.(ya?ml|json)$/.test(name) ? [file] : [];
    });
}

/** What we find in a file of the corpus, looked at by itself. */
export function findingsIn(file: string): Finding[] {
  const { objects, problems } = readManifests(file, readFileSync(join(corpusFolder(), file)));
  return [...yamlFindings(problems), ...check(new ManifestSet(objects))];
}

/** The rows of a table of the corpus. */
export function verdicts(table: string): Verdict[] {
  const [head = '', ...lines] = readFileSync(join(corpusFolder(), table), 'utf8').trimEnd().split('\n');
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const columns = Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
    return { file: columns.file ?? '', kind: columns.kind ?? '', name: columns.name ?? '', columns };
  });
}
