import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../src/cli/run';
import type { Terminal } from '../../src/cli/terminal';

/** What a run of the command left behind. */
export interface CommandResult {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** A temporary folder in which the command runs, with a terminal that only takes notes. */
export class CommandFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'command-'));

  /** Writes files, by their names below the folder. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(this.at(name)), { recursive: true });
      writeFileSync(this.at(name), text);
    }
  }

  read(name: string): string {
    return readFileSync(this.at(name), 'utf8');
  }

  at(name: string): string {
    return path.join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** Runs `cdk8s-rollouts` with these arguments, on 2026-11-26 and in no terminal where nothing else is said. */
  async run(args: readonly string[], { input = '', ...terminal }: RunOptions = {}): Promise<CommandResult> {
    let out = '';
    let err = '';
    let isRead = false;
    const exit = await run(args, {
      cwd: this.path,
      today: '2026-11-26',
      hasColors: false,
      isWatched: false,
      readInput: async () => {
        const text = isRead ? '' : input;
        isRead = true;
        return Buffer.from(text);
      },
      write: (text) => {
        out += text;
      },
      writeError: (text) => {
        err += text;
      },
      ...terminal,
    });
    return { exit, out, err };
  }

  /** Runs `cdk8s-rollouts check` with these arguments. */
  check(args: readonly string[], options?: RunOptions): Promise<CommandResult> {
    return this.run(['check', ...args], options);
  }

  /** The rules of the findings that `cdk8s-rollouts check` has with these arguments, with the severity: `error yaml`. */
  async rules(args: readonly string[], options?: RunOptions): Promise<string[]> {
    const { out, err } = await this.check([...args, '--format', 'json'], options);
    if (err !== '') throw new Error(err);
    const { findings } = JSON.parse(out) as { findings: { rule: string; severity: string; waivedBecause?: string }[] };
    return findings
      .filter(({ waivedBecause }) => waivedBecause === undefined)
      .map(({ rule, severity }) => `${severity} ${rule}`);
  }
}

/** What the terminal of a run is like, besides. */
export type RunOptions = Partial<Terminal> & { readonly input?: string };
