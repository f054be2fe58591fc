import { wantsColors } from './wants-colors';

/** What a command reads from and writes to. */
export interface Terminal {
  /** The folder that paths are relative to. */
  readonly cwd: string;

  /** The day, such as `2026-11-26`. */
  readonly today: string;

  /** Whether colours are wanted on standard output. */
  readonly hasColors: boolean;

  /** How many columns standard output has; undefined where it is no terminal. */
  readonly columns?: number;

  /** Whether somebody looks at standard error while the command runs. */
  readonly isWatched: boolean;

  /** Reads standard input, to the end or until it has more than so many bytes. */
  readInput(most: number): Promise<Uint8Array>;

  /** Writes to standard output. */
  write(text: string): void;

  /** Writes to standard error. */
  writeError(text: string): void;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    cwd: process.cwd(),
    today: new Date().toISOString().slice(0, 10),
    hasColors: wantsColors(process.env, process.stdout.isTTY === true),
    ...(process.stdout.isTTY ? { columns: process.stdout.columns } : {}),
    isWatched: process.stderr.isTTY === true,
    readInput: async (most) => {
      const chunks: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of process.stdin) {
        chunks.push(chunk);
        length += chunk.length;
        if (length > most) break;
      }
      return Buffer.concat(chunks);
    },
    write: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
  };
}
