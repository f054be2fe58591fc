import { ts } from 'ts-morph';

/** A generated import with the word `type` where only a type is meant; names that nothing uses any more are left out. */
export function printImport(node: ts.ImportDeclaration): string {
  const bindings = node.importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) throw new Error(`cdk8s import made an unknown ${node.getText()}`);
  const rest = node.getSourceFile().text.slice(node.end);
  const used = bindings.elements.map((element) => element.name.text).filter((name) => uses(name, rest));
  const values = used.filter((name) => uses(`extends ${name}`, rest));
  if (used.length === 0) return '';
  if (values.length === 0) return `import type { ${used.join(', ')} } from ${node.moduleSpecifier.getText()};`;
  const specifiers = used.map((name) => (values.includes(name) ? name : `type ${name}`));
  return `import { ${specifiers.join(', ')} } from ${node.moduleSpecifier.getText()};`;
}

function uses(name: string, text: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}
