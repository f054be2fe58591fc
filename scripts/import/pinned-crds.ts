import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ImportError, messageOf } from './import-error';

/** An entry of `crds.yaml`: a CRD group, the module it becomes, and where its CRDs are pinned. */
export interface PinnedCrds {
  readonly group: string;
  /** The generated file, relative to the root of the project. */
  readonly module: string;
  readonly project: string;
  readonly version: string;
  /** The file that holds all CRDs of the group, in the folder given to `npm run import`. */
  readonly file: string;
  readonly urls: readonly string[];
  /**
   * The kinds to import.
   * @default - all kinds of the group
   */
  readonly kinds?: readonly string[];
  /**
   * The versions to import of each kind: the types of the first bear the plain names, those of the others end in theirs.
   * @default - all versions that are served, in the order of the CRD
   */
  readonly versions?: readonly string[];
  /**
   * The CRDs of the group's experimental channel: what only they have, is a warning of the check and no error.
   * @default - there is no such channel
   */
  readonly experimental?: Pick<PinnedCrds, 'file' | 'urls'>;
}

const TEXTS = ['group', 'module', 'project', 'version', 'file'] as const;

/**
 * Reads the entries of a `crds.yaml`.
 * @throws when the file cannot be read, or an entry lacks a field
 */
export function readPinnedCrds(file: string): readonly PinnedCrds[] {
  const entries = parsed(file);
  if (!Array.isArray(entries) || entries.length === 0) throw new ImportError(`${file} takes a list of CRD groups`);
  return entries.map((entry: unknown, index) => {
    if (isPinnedCrds(entry)) return entry;
    throw new ImportError(
      `${file}: entry ${index + 1} takes the texts ${TEXTS.join(', ')} and a list of urls, perhaps of kinds and versions, and the file and urls of experimental CRDs`,
    );
  });
}

function parsed(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ImportError(`cannot read ${file}, the list of pinned CRDs: ${messageOf(error)}`);
  }
}

function isPinnedCrds(entry: unknown): entry is PinnedCrds {
  if (typeof entry !== 'object' || entry === null) return false;
  const fields = new Map(Object.entries(entry));
  return (
    TEXTS.every((name) => typeof fields.get(name) === 'string') &&
    isTextList(fields.get('urls')) &&
    // An empty list would make an empty module.
    [fields.get('kinds'), fields.get('versions')].every((list) => list === undefined || isFilledTextList(list)) &&
    isExperimental(fields.get('experimental'))
  );
}

function isExperimental(value: unknown): boolean {
  if (value === undefined) return true;
  const { file, urls } = Object(value);
  return typeof file === 'string' && isTextList(urls);
}

function isFilledTextList(value: unknown): boolean {
  return isTextList(value) && value.length > 0;
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}
