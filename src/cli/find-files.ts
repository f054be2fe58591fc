import { type PathLike, Stats, stat as statWithCallback } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { STANDARD_INPUT } from './read-files';

/** The files that paths of the user mean. */
export interface FoundFiles {
  /** Their names, sorted and each once: as the user named them, with `/` between folders; `-` is standard input. */
  readonly files: readonly string[];

  /** What is wrong with the paths: one sentence each, lower case, no full stop. */
  readonly problems: readonly string[];
}

/**
 * Finds files: those that are named, those of folders that end in `.yaml`, `.yml` or `.json`, and those that a glob means.
 *
 * Folders are searched to any depth, but not `node_modules` and what begins with a dot, and links to other folders are not
 * followed: they may lead back, or to the whole disk. Whether a file may be read shows when it is.
 * @param cwd the folder that paths are relative to
 */
export async function findFiles(paths: readonly string[], cwd: string): Promise<FoundFiles> {
  const search = new Search(cwd);
  for (const each of paths) await search.add(each);
  return search.result();
}

class Search {
  private readonly files = new Map<string, string>();
  private readonly folders = new Map<string, boolean>();
  private readonly problems: string[] = [];

  constructor(private readonly cwd: string) {}

  async add(named: string): Promise<void> {
    if (named === STANDARD_INPUT) this.files.set(STANDARD_INPUT, STANDARD_INPUT);
    else if (named === '') this.problems.push('a path is empty');
    else await this.addPath(named);
  }

  result(): FoundFiles {
    return { files: [...this.files.values()].sort(), problems: this.problems };
  }

  private async addPath(named: string): Promise<void> {
    const name = path.normalize(named);
    const found = await stat(path.resolve(this.cwd, name)).catch((error: unknown) => error);
    if (!(found instanceof Stats)) {
      if (!isDynamicPattern(named)) this.problems.push(reasonFor(named, found));
      // A pattern can be too long, or too much for a regular expression.
      else await this.addGlob(named).catch((error: unknown) => this.problems.push(reasonFor(named, error)));
    } else if (found.isDirectory()) await this.addFolder(name, named);
    else if (found.isFile()) this.addFile(name);
    else this.problems.push(`${named} is no file but a pipe or a device; give - and pipe the manifests in`);
  }

  private async addFolder(name: string, named: string): Promise<void> {
    const { length } = this.problems;
    const hasFiles = await this.addBelow(name);
    if (!hasFiles && this.problems.length === length) this.problems.push(`there is no ${ENDINGS} file in ${named}`);
  }

  /** Adds the files of a folder and those below, and says whether there are any, be it for the second time. */
  private async addBelow(folder: string): Promise<boolean> {
    const absolute = path.resolve(this.cwd, folder);
    let hasFiles = this.folders.get(absolute);
    if (hasFiles !== undefined) return hasFiles;
    hasFiles = false;
    for (const entry of await this.entriesOf(folder)) {
      const name = path.join(folder, entry.name);
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isDirectory()) hasFiles = (await this.addBelow(name)) || hasFiles;
      else if (
        isManifest(entry.name) &&
        (entry.isFile() || (entry.isSymbolicLink() && (await this.leadsToFile(name))))
      ) {
        this.addFile(name);
        hasFiles = true;
      }
    }
    this.folders.set(absolute, hasFiles);
    return hasFiles;
  }

  private async entriesOf(folder: string) {
    try {
      const entries = await readdir(path.resolve(this.cwd, folder), { withFileTypes: true });
      return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    } catch (error) {
      this.problems.push(reasonFor(folder, error));
      return [];
    }
  }

  private async leadsToFile(link: string): Promise<boolean> {
    try {
      return (await stat(path.resolve(this.cwd, link))).isFile();
    } catch (error) {
      this.problems.push(reasonFor(link, error));
      return false;
    }
  }

  /** Adds what a shell would name for a glob: files, and folders with all that is below them. */
  private async addGlob(pattern: string): Promise<void> {
    const found = await glob(pattern, {
      cwd: this.cwd,
      absolute: path.isAbsolute(pattern),
      onlyFiles: false,
      expandDirectories: false,
      ignore: '**/node_modules/**',
      fs: { stat: statOfFile },
    });
    let hasFiles = false;
    for (const name of found.sort()) {
      if (name.endsWith('/')) hasFiles = (await this.addBelow(path.normalize(name))) || hasFiles;
      else if (isManifest(name)) {
        this.addFile(path.normalize(name));
        hasFiles = true;
      }
    }
    if (!hasFiles) this.problems.push(`there is no ${ENDINGS} file that ${pattern} fits`);
  }

  private addFile(name: string): void {
    const absolute = path.resolve(this.cwd, name);
    if (!this.files.has(absolute)) this.files.set(absolute, name.replaceAll(path.sep, '/'));
  }
}

const ENDINGS = '.yaml, .yml or .json';

function isManifest(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name);
}

/** Where links lead: an error for a folder, so that the search leaves it out. */
const statOfFile = ((file: PathLike, done: (error: Error | null, found: Stats) => void) =>
  statWithCallback(file, (error, found) =>
    done(error ?? (found.isDirectory() ? new Error('a link to a folder') : null), found),
  )) as typeof statWithCallback;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EACCES: 'it may not be read (permission denied)',
  EPERM: 'it may not be read (permission denied)',
  ELOOP: 'it is a link that leads back to itself',
  ENAMETOOLONG: 'the name is too long',
};

function reasonFor(name: string, error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  return `${name}: ${REASONS[code ?? ''] ?? `it cannot be read (${code ?? message})`}`;
}
