import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Project } from 'ts-morph';

// `npm run build`: the compiler writes declarations of every file, and users reach those alone that index.d.ts leads to.
const lib = path.resolve('lib/src');
const project = new Project({ skipAddingFilesFromTsConfig: true, compilerOptions: { types: [] } });
project.addSourceFileAtPath(path.join(lib, 'index.d.ts'));
project.resolveSourceFileDependencies();
const reached = new Set(project.getSourceFiles().map((file) => path.resolve(file.getFilePath())));
for (const file of readdirSync(lib, { recursive: true, encoding: 'utf8' })) {
  const declaration = path.join(lib, file);
  if (file.endsWith('.d.ts') && !reached.has(declaration)) rmSync(declaration);
}
