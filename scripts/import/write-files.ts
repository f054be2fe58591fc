import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ImportError, messageOf } from './import-error';

/**
 * Writes files, each whole: the old ones stay until all new ones are on the disk beside them.
 * @throws when a file cannot be written
 */
export function writeFiles(texts: ReadonlyMap<string, string>): void {
  const staged = [...texts].map(([file, text]) => ({ file, text, stage: `${file}.${process.pid}.tmp` }));
  try {
    for (const { file, text, stage } of staged) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(stage, text);
    }
    for (const { file, stage } of staged) renameSync(stage, file);
  } catch (error) {
    throw new ImportError(`cannot write: ${messageOf(error)}`);
  } finally {
    for (const { stage } of staged) if (existsSync(stage)) rmSync(stage);
  }
}
