import { candidatesOf, importsOf } from './file-imports';
import { directionOf } from './import-directions';
import { type HouseRule, violation } from './rule';
import { filesIn, pathOf } from './source-files';

/** Files of src import downwards only, as the table in `import-directions.ts` says. */
export const folderDirections: HouseRule = {
  name: 'folder-directions',
  violations: (files) =>
    filesIn('src', files).flatMap((file) => {
      const from = directionOf(pathOf(file));
      if (from === undefined) return [violation(file, missingRow(pathOf(file)))];
      return importsOf(file).flatMap(({ node, target }) => {
        const problem = target === undefined ? undefined : problemOf(from.name, from.mayImport, target);
        return problem === undefined ? [] : [violation(node, problem)];
      });
    }),
};

function problemOf(name: string, mayImport: readonly string[], target: string): string | undefined {
  if (target.startsWith('imports/')) return undefined;
  if (!/^src(\/|$)/.test(target)) return `src imports ${target}, which is no part of the library`;
  const [file, index] = candidatesOf(target);
  const row = directionOf(file) ?? directionOf(index);
  if (row === undefined) return missingRow(target);
  if (row.name === name || mayImport.includes('*') || mayImport.includes(row.name)) return undefined;
  const allowed = mayImport.length === 0 ? 'nothing else of src' : mayImport.join(', ');
  return `${name} may not import ${row.name} (${target}); it may import ${allowed}`;
}

function missingRow(path: string): string {
  const segments = path.split('/');
  const name = segments.length > 2 ? `src/${segments[1]}` : path;
  return `add ${name} to the table in test/house-style/import-directions.ts`;
}
