import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileError } from './file-error';
import { UserError } from './user-error';

/**
 * Writes a file as a whole: whoever reads it sees what was there before or all that is new.
 * @throws UserError if it cannot be written.
 */
export function writeWholeFile(file: string, text: string, cwd: string): void {
  try {
    const path = target(resolve(cwd, file));
    const before = statSync(path, { throwIfNoEntry: false });
    // A device or a pipe cannot be replaced, and must not be: /dev/null would become a file.
    if (before === undefined || before.isFile()) replace(path, text, before);
    else writeFileSync(path, text);
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${fileError(error)}`);
  }
}

function replace(path: string, text: string, before: Stats | undefined): void {
  // Not the name with something added: that may be too long.
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    if (before !== undefined) takeAfter(temporary, before);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

// The superuser must not make a file their own by mending it; others cannot give theirs away.
function takeAfter(path: string, { uid, gid, mode }: Stats): void {
  if (process.getuid?.() === 0) chownSync(path, uid, gid);
  chmodSync(path, mode);
}

// A link stays a link, and what it leads to is written.
function target(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return path;
    throw error;
  }
}
