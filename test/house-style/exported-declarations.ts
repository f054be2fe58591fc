import { Node, type SourceFile } from 'ts-morph';

/** Something of the public API that wants a doc comment, and the words to call it by in a message. */
export interface DocumentedNode {
  /** The declaration or member. */
  readonly node: Node;
  /** Its name with its owner: `CanaryStep.pause`. */
  readonly name: string;
  /** The nodes one of which has to carry the doc comment: overloads and accessor pairs share one. */
  readonly docOn: readonly Node[];
}

/** The exported functions, classes, interfaces, type aliases, enums and consts of a file. */
export function exportedDeclarations(file: SourceFile): DocumentedNode[] {
  const listed = namesExportedByList(file);
  const isExported = (node: Node, name: string) =>
    (Node.isModifierable(node) && node.hasModifier('export')) || listed.has(name);
  return file.getStatements().flatMap((statement): DocumentedNode[] => {
    if (Node.isVariableStatement(statement)) {
      return statement
        .getDeclarations()
        .filter((declaration) => isExported(statement, declaration.getName()))
        .map((declaration) => ({ node: declaration, name: declaration.getName(), docOn: [statement] }));
    }
    if (!isNamedDeclaration(statement)) return [];
    const name = statement.getName() ?? 'default';
    if (!isExported(statement, name)) return [];
    if (!Node.isFunctionDeclaration(statement)) return [{ node: statement, name, docOn: [statement] }];
    return statement.isOverload() ? [] : [{ node: statement, name, docOn: [...statement.getOverloads(), statement] }];
  });
}

function isNamedDeclaration(node: Node) {
  return (
    Node.isFunctionDeclaration(node) ||
    Node.isClassDeclaration(node) ||
    Node.isInterfaceDeclaration(node) ||
    Node.isTypeAliasDeclaration(node) ||
    Node.isEnumDeclaration(node)
  );
}

/** The local names in `export { a, b as c }`. */
function namesExportedByList(file: SourceFile): ReadonlySet<string> {
  return new Set(
    file
      .getExportDeclarations()
      .filter((declaration) => !declaration.hasModuleSpecifier())
      .flatMap((declaration) => declaration.getNamedExports().map((named) => named.getName())),
  );
}
