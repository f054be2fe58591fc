import { isNativeError } from 'node:util/types';

/** A mistake in the input of `npm run import`: its message alone is shown, one line; any other error is a bug. */
export class ImportError extends Error {
  constructor(message: string) {
    // Parsers and the CLI answer in several lines; only the first says what is wrong.
    super(message.split('\n')[0]);
    this.name = 'ImportError';
  }
}

/** The message of whatever was thrown, with the cause that Node's fetch hides behind "fetch failed". */
export function messageOf(error: unknown): string {
  // Not instanceof: in jest, the errors of Node itself are of another realm.
  if (!isNativeError(error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`;
}
