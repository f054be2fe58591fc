import { ts } from 'ts-morph';
import { jsonNames } from './json-names';
import { printConstruct } from './print-construct';
import { printEnum } from './print-enum';
import { printImport } from './print-import';
import { printInterface } from './print-interface';
import { wrapperType } from './wrapper-type';

/**
 * What `cdk8s import` generated, put right: classes that drop nothing, properties under their names in the CRD,
 * plain values where it wraps them, no noise.
 * @throws when the file holds something unknown: a new cdk8s-cli, or a bug here
 */
export function putRight(generated: string): string {
  const file = ts.createSourceFile('generated.ts', generated, ts.ScriptTarget.ES2022, true);
  const wrappers = new Map(
    file.statements.filter(ts.isClassDeclaration).flatMap((node) => {
      const type = wrapperType(node);
      return type === undefined ? [] : [[node.name?.text ?? '', type] as const];
    }),
  );
  const names = jsonNames(file.statements.filter(ts.isFunctionDeclaration));
  const print = (nodes: readonly ts.Statement[]) =>
    nodes.map((node) => printStatement(node, wrappers, names)).filter((text) => text !== '');
  const imports = print(file.statements.filter(ts.isImportDeclaration)).join('\n');
  const others = print(file.statements.filter((node) => !ts.isImportDeclaration(node)));
  return `${[imports, ...others].join('\n\n')}\n`;
}

function printStatement(
  node: ts.Statement,
  wrappers: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): string {
  if (ts.isImportDeclaration(node)) return printImport(node);
  if (ts.isInterfaceDeclaration(node)) return printInterface(node, wrappers, names);
  if (ts.isEnumDeclaration(node)) return printEnum(node);
  if (ts.isClassDeclaration(node)) return wrappers.has(node.name?.text ?? '') ? '' : printConstruct(node);
  if (ts.isFunctionDeclaration(node) && node.name?.text.startsWith('toJson_')) return '';
  throw new Error(`cdk8s import made a statement that scripts/import does not know: ${node.getText().slice(0, 80)}`);
}
