import { Node, type SourceFile } from 'ts-morph';
import { type HouseRule, violation } from './rule';

/** Everything is exported under its one name: no default exports, and no `export =`. */
export const defaultExports: HouseRule = {
  name: 'default-exports',
  violations: (files) =>
    files.flatMap(defaultExportsOf).map((node) => violation(node, 'is a default export: export it by its name')),
};

function defaultExportsOf(file: SourceFile): Node[] {
  return [
    ...file.getExportAssignments(),
    ...file.getStatements().filter((statement) => Node.isModifierable(statement) && statement.hasModifier('default')),
    ...file
      .getExportDeclarations()
      .flatMap((declaration) => declaration.getNamedExports())
      .filter((named) => (named.getAliasNode() ?? named.getNameNode()).getText() === 'default'),
  ];
}
