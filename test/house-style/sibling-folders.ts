import type { SourceFile } from 'ts-morph';
import { importsOf } from './file-imports';
import { FOLDERS_OF_STRANGERS } from './import-directions';
import { type HouseRule, violation } from './rule';
import { filesIn, pathOf } from './source-files';

/** One router's folder never imports another router's folder, nor one provider's another's. */
export const siblingFolders: HouseRule = {
  name: 'sibling-folders',
  violations: (files) => FOLDERS_OF_STRANGERS.flatMap((parent) => importsAcross(parent, filesIn(parent, files))),
};

function importsAcross(parent: string, files: readonly SourceFile[]): string[] {
  const folderOf = (path: string) => /^([^/]+)\//.exec(path.slice(parent.length + 1))?.[1];
  const folders = new Set(files.map((file) => folderOf(pathOf(file))));
  return files.flatMap((file) => {
    const own = folderOf(pathOf(file));
    if (own === undefined) return [];
    return importsOf(file).flatMap(({ node, target }) => {
      const other = target?.startsWith(`${parent}/`) ? folderOf(`${target}/`) : undefined;
      if (other === undefined || other === own || !folders.has(other)) return [];
      return [violation(node, `${own} may not import its neighbour ${other}: share through ${parent}/`)];
    });
  });
}
