import path from 'node:path';
import { Node, type SourceFile, SyntaxKind } from 'ts-morph';
import { pathOf } from './source-files';

/** One place where a file names another module. */
export interface FileImport {
  /** The node that names it, for the line number. */
  readonly node: Node;
  /** The module as written. */
  readonly specifier: string;
  /** The path in the repository that a relative specifier means, as written; undefined for a package. */
  readonly target: string | undefined;
  /** Whether the compiler drops it: `import type`, `export type`, or an `import('…')` type. */
  readonly typeOnly: boolean;
}

/** Every import of a file: declarations, re-exports, `import x = require()`, `import()`, `require()` and import types. */
export function importsOf(file: SourceFile): FileImport[] {
  const folder = path.posix.dirname(pathOf(file));
  return file.getDescendants().flatMap((node) => {
    const found = specifierOf(node);
    return found === undefined ? [] : [{ node, ...found, target: targetOf(folder, found.specifier) }];
  });
}

/** The two files that an import's target can mean: the file itself, or the index of the folder. */
export function candidatesOf(target: string): readonly [file: string, index: string] {
  return [`${target.replace(/\.[cm]?[jt]s$/, '')}.ts`, `${target}/index.ts`];
}

function specifierOf(node: Node): Pick<FileImport, 'specifier' | 'typeOnly'> | undefined {
  if (Node.isImportDeclaration(node) || Node.isExportDeclaration(node)) {
    const specifier = node.getModuleSpecifierValue();
    return specifier === undefined ? undefined : { specifier, typeOnly: node.isTypeOnly() };
  }
  if (Node.isExternalModuleReference(node)) return literal(node.getExpression(), false);
  if (Node.isImportTypeNode(node)) return literal(node.getArgument(), true);
  if (!Node.isCallExpression(node)) return undefined;
  const callee = node.getExpression();
  const loads = callee.getKind() === SyntaxKind.ImportKeyword || /^require(\.resolve)?$/.test(callee.getText());
  return loads ? literal(node.getArguments()[0], false) : undefined;
}

function literal(node: Node | undefined, typeOnly: boolean): Pick<FileImport, 'specifier' | 'typeOnly'> | undefined {
  const text = Node.isLiteralTypeNode(node) ? node.getLiteral() : node;
  return Node.isStringLiteral(text) || Node.isNoSubstitutionTemplateLiteral(text)
    ? { specifier: text.getLiteralValue(), typeOnly }
    : undefined;
}

function targetOf(folder: string, specifier: string): string | undefined {
  if (specifier === 'cdk8s-rollouts') return 'src/index.ts';
  return /^\.\.?(\/|$)/.test(specifier) ? path.posix.join(folder, specifier).replace(/\/$/, '') : undefined;
}
