import { existsSync } from 'node:fs';
import path from 'node:path';
import { Project, type SourceFile } from 'ts-morph';

const ROOT = path.resolve(__dirname, '../..');
const FOLDERS = ['src', 'test', 'examples', 'bench', 'scripts'];

/** All source files under the house rules; their imports are not followed, which keeps this fast. */
export function repositoryFiles(): SourceFile[] {
  const folders = FOLDERS.filter((folder) => existsSync(path.join(ROOT, folder)));
  return emptyProject({ inMemory: false }).addSourceFilesAtPaths(
    folders.map((folder) => `${ROOT}/${folder}/**/*.{ts,mts,cts,js,mjs,cjs}`),
  );
}

/** Source files that exist only in the test: their text by their path in the repository. */
export function sourceFiles(texts: Readonly<Record<string, string>>): SourceFile[] {
  const project = emptyProject({ inMemory: true });
  return Object.entries(texts).map(([file, text]) => project.createSourceFile(path.join(ROOT, file), text));
}

/** The file's path from the root of the repository, with slashes. */
export function pathOf(file: SourceFile): string {
  return path.relative(ROOT, file.getFilePath()).replaceAll(path.sep, '/');
}

/** Those of the files that lie in a folder of the repository. */
export function filesIn(folder: string, files: readonly SourceFile[]): SourceFile[] {
  return files.filter((file) => pathOf(file).startsWith(`${folder}/`));
}

function emptyProject({ inMemory }: { readonly inMemory: boolean }): Project {
  return new Project({
    useInMemoryFileSystem: inMemory,
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
    compilerOptions: { allowJs: true },
  });
}
