import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import type { PinnedCrds } from '../../scripts/import/pinned-crds';

const NODE_MODULES = path.resolve(__dirname, '../../node_modules');

/** A temporary project of `npm run import`: a crds.yaml, a folder of CRD files, and the imports made from them. */
export class Workspace {
  static readonly #all: Workspace[] = [];

  /** Removes every workspace made so far. */
  static removeAll(): void {
    for (const { root } of Workspace.#all.splice(0)) rmSync(root, { recursive: true, force: true });
  }

  readonly root = mkdtempSync(path.join(tmpdir(), 'import-test-'));
  readonly folder = path.join(this.root, 'crds');

  constructor(files: { readonly [file: string]: string } = {}) {
    Workspace.#all.push(this);
    // The generated modules import cdk8s and constructs.
    symlinkSync(NODE_MODULES, path.join(this.root, 'node_modules'), 'junction');
    mkdirSync(this.folder);
    for (const [file, text] of Object.entries(files)) this.write(path.join('crds', file), text);
  }

  /** Lists the groups to import; what is not said of one is that of the tiny CRD. */
  pin(...groups: readonly Partial<PinnedCrds>[]): this {
    const tiny = { group: 'example.com', module: 'imports/example.com.ts', project: 'Tiny', version: 'v1.2.3' };
    this.write('crds.yaml', stringify(groups.map((group) => ({ ...tiny, file: 'tiny.yaml', urls: [], ...group }))));
    return this;
  }

  /** Writes a file, its path relative to the root. */
  write(file: string, text: string): void {
    mkdirSync(path.dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  /** The text of every file in imports/, temporary ones too. */
  imports(): { readonly [file: string]: string } {
    const files = readdirSync(this.path('imports'));
    return Object.fromEntries(files.map((file) => [file, this.read(path.join('imports', file))]));
  }

  path(file: string): string {
    return path.join(this.root, file);
  }
}
