import { ts } from 'ts-morph';
import { withoutStandIn } from './stand-in';

/**
 * The name in the CRD of each property, by `<interface>.<generated name>`, read from the `toJson_` functions:
 * `cdk8s import` camel-cases names (`wellKnownCACertificates`) and maps them back only in those functions.
 */
export function jsonNames(functions: readonly ts.FunctionDeclaration[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const node of functions) {
    const owner = node.name?.text.replace('toJson_', '');
    for (const { key, property } of mappings(node)) names.set(`${owner}.${property}`, key);
  }
  return names;
}

// `'wellKnownCACertificates': obj.wellKnownCaCertificates`, the right side perhaps inside calls.
function mappings(node: ts.Node): readonly { key: string; property: string }[] {
  const found: { key: string; property: string }[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isPropertyAssignment(child) && ts.isStringLiteral(child.name)) {
      const property = propertyOfObj(child.initializer);
      if (property !== undefined) found.push({ key: withoutStandIn(child.name.text), property });
    } else {
      ts.forEachChild(child, visit);
    }
  };
  visit(node);
  return found;
}

function propertyOfObj(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'obj') return node.name.text;
  return ts.forEachChild(node, propertyOfObj);
}
