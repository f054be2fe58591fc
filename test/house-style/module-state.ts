import { Node, VariableDeclarationKind } from 'ts-morph';
import { type HouseRule, violation } from './rule';
import { filesIn } from './source-files';

/** Modules of src keep no state: what one app does must not change what the next one renders. */
export const moduleState: HouseRule = {
  name: 'module-state',
  violations: (files) =>
    filesIn('src', files).flatMap((file) =>
      file
        .getStatements()
        .filter(Node.isVariableStatement)
        .filter((statement) => statement.getDeclarationKind() !== VariableDeclarationKind.Const)
        .map((statement) => {
          const names = statement.getDeclarations().map((declaration) => declaration.getName());
          return violation(statement, `keeps state in the module: ${names.join(', ')}`);
        }),
    ),
};
