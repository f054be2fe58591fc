import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { App } from 'cdk8s';

/** What a synth leaves: the files with their texts, and the folders that hold none; or its error. */
export interface Output {
  /** The files, by their path. */
  readonly files: Readonly<Record<string, string>>;
  /** What the synth threw. */
  readonly error?: string;
}

/** The output of an app that is made for a folder of its own. */
export function outputOf(make: (outdir: string) => App): Output {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'synth-'));
  try {
    make(outdir).synth();
    return { files: filesOf(outdir) };
  } catch (error) {
    return { files: {}, error: String(error).replaceAll(outdir, 'dist') };
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

/** The files of a folder with their texts, and the folders in it. */
export function filesOf(folder: string): Record<string, string> {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file), entry.isFile() ? fs.readFileSync(file, 'utf8') : 'a folder'];
    }),
  );
}
