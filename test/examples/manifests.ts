import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

const DIST = path.resolve(__dirname, '../../dist');

/** One object of the GitOps tree, and the file it stands in. */
export interface Manifest {
  /** The file in dist/: `demo-app.k8s.yaml`. */
  readonly file: string;
  /** The object as YAML says it. */
  readonly object: unknown;
}

/**
 * All objects of a folder of rendered manifests, in the order of the files' names.
 * @throws if a file is no YAML, with its name.
 */
export function readManifests(folder = DIST): Manifest[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => /\.ya?ml$/.test(file)) : [];
  return files.sort().flatMap((file) =>
    parseAllDocuments(readFileSync(path.join(folder, file), 'utf8'))
      .map((document): Manifest => {
        const [error] = document.errors;
        if (error !== undefined) throw new Error(`${file} is no YAML: ${error.message}`);
        return { file, object: document.toJS() };
      })
      .filter(({ object }) => object !== null),
  );
}
