import type { ts } from 'ts-morph';
import { withoutStandIn } from './stand-in';

/**
 * A generated enum as a union of its values, so that the plain value of the CRD can be written.
 * @throws when cdk8s import has stripped a value, as it does with characters it finds unsafe
 */
export function printEnum(node: ts.EnumDeclaration): string {
  const values = node.members.map((member) => withoutStandIn(member.initializer?.getText().replaceAll('"', "'") ?? ''));
  if (values.includes("'__stripped_by_cdk8s__'")) throw new Error(`cdk8s import stripped a value of ${node.name.text}`);
  return `export type ${node.name.text} = ${values.join(' | ')};`;
}
