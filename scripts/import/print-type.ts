import { ts } from 'ts-morph';

/**
 * A generated property type as plain JSON takes it. `any` becomes `unknown`: it takes every plain object, also one
 * typed by an interface, such as the pod specs of cdk8s-plus, which an index signature would refuse.
 */
export function printType(node: ts.TypeNode, wrappers: ReadonlyMap<string, string>): string {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'unknown';
  if (ts.isTypeReferenceNode(node)) {
    const name = node.typeName.getText();
    // Nothing turns a Date into JSON's text once the toJson_ functions are gone.
    return name === 'Date' ? 'string' : (wrappers.get(name) ?? name);
  }
  if (ts.isArrayTypeNode(node)) {
    const element = printType(node.elementType, wrappers);
    return element.includes(' | ') ? `(${element})[]` : `${element}[]`;
  }
  if (ts.isTypeLiteralNode(node)) {
    const [signature] = node.members;
    if (node.members.length === 1 && signature && ts.isIndexSignatureDeclaration(signature)) {
      return `{ [key: string]: ${printType(signature.type, wrappers)} }`;
    }
  }
  return node.getText();
}
