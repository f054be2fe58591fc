import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodeText } from '../manifest/decode-text';
import type { SourcedObject } from '../manifest/manifest-set';
import { MAX_FILE_BYTES, type ReadProblem, readManifests } from '../manifest/read-manifests';
import { isFileSource } from '../manifest/source';
import { fileError } from './file-error';
import { kustomizePatches } from './kustomize-patches';
import type { Progress } from './progress';
import { UserError } from './user-error';

/** Files that were read, and what is in them. */
export interface ReadFiles {
  /** The objects, and where they stand. */
  readonly objects: readonly SourcedObject[];

  /** What could not be read. */
  readonly problems: readonly ReadProblem[];

  /** The texts of the files by their names, without a byte order mark; those too large to be read have none. */
  readonly texts: ReadonlyMap<string, string>;

  /** How many files were left out, as a kustomization among them patches with them. */
  readonly patches: number;

  /** What the files that may be written begin with, by their names: a byte order mark or nothing. */
  readonly marks: ReadonlyMap<string, string>;
}

/** Where files come from. */
export interface FileOrigin {
  /** The folder that names are relative to. */
  readonly cwd: string;

  /** Reads standard input, the same each time. */
  readInput(): Promise<Uint8Array>;
}

/** The name of standard input among files. */
export const STANDARD_INPUT = '-';

/**
 * Reads files; `-` is standard input.
 * @throws UserError if one cannot be read.
 */
export async function readFiles(files: readonly string[], origin: FileOrigin, progress: Progress): Promise<ReadFiles> {
  const objects: SourcedObject[] = [];
  const problems: ReadProblem[] = [];
  const texts = new Map<string, string>();
  const marks = new Map<string, string>();
  for (const [index, file] of files.entries()) {
    if (progress.isDue) await progress.show(`reading file ${index + 1} of ${files.length}`);
    const bytes = file === STANDARD_INPUT ? await origin.readInput() : bytesOf(file, origin.cwd);
    const read = readManifests(file, bytes);
    for (const object of read.objects) objects.push(object);
    for (const problem of read.problems) problems.push(problem);
    if (bytes.length > MAX_FILE_BYTES) continue;
    texts.set(file, decodeText(bytes).text);
    const mark = file === STANDARD_INPUT ? undefined : markOf(bytes);
    if (mark !== undefined) marks.set(file, mark);
  }
  const patches = kustomizePatches(texts);
  const used = objects.filter(({ source }) => !isFileSource(source) || !patches.has(source.file));
  return { objects: used, problems, texts, marks, patches: patches.size };
}

function bytesOf(file: string, cwd: string): Uint8Array {
  try {
    // A promise for each file takes a tenth of the whole run.
    return readFileSync(resolve(cwd, file));
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${fileError(error)}`);
  }
}

// UTF-16 is not written back: undefined.
function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return '\ufeff';
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) ? undefined : '';
}
