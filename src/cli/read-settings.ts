import { readFileSync, statSync } from 'node:fs';
import { decodeText } from '../manifest/decode-text';
import type { Plain } from '../manifest/plain';
import { readValue } from '../manifest/read-value';
import { fileError } from './file-error';
import { UserError } from './user-error';

/** What a file of settings says. */
export interface Settings {
  /** Its value; undefined where nothing stands in it. */
  readonly value: Plain;
}

/**
 * Reads a file of settings; undefined where there is none.
 * @param scalars `as-texts` leaves every scalar the text that stands there: an unquoted 1.10 would be 1.1 as a number
 * @throws UserError if it cannot be read.
 */
export function readSettings(path: string, scalars: 'as-go' | 'as-texts'): Settings | undefined {
  const bytes = bytesOf(path);
  if (bytes === undefined) return undefined;
  const { text, flaw } = decodeText(bytes);
  if (flaw?.isBroken) throw new UserError(`${flaw.message}; ${flaw.remedy}`);
  const { value, problem } = readValue(text, scalars);
  if (problem !== undefined) throw new UserError(`line ${problem.line}: ${problem.message}`);
  return { value };
}

const MAX_BYTES = 1024 * 1024;

function bytesOf(path: string): Uint8Array | undefined {
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES) {
      throw new UserError(`it has ${(size / MAX_BYTES).toFixed(1)} MB, and more than 1 MB of settings are not read`);
    }
    return readFileSync(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UserError(fileError(error));
  }
}
