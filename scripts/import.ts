import path from 'node:path';
import { importCrds } from './import/import-crds';
import { ImportError } from './import/import-error';

// `npm run import [-- <folder>]`: npm runs it in the root of the project, where crds.yaml stands.
async function main(folders: readonly string[]): Promise<void> {
  if (folders.length > 1) throw new ImportError(`npm run import takes one folder at most, got ${folders.join(' ')}`);
  const root = process.cwd();
  for (const file of await importCrds(root, folders[0])) console.log(path.relative(root, file));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof ImportError)) throw error;
  console.error(`import: ${error.message}`);
  process.exitCode = 1;
});
