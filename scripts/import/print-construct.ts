import { ts } from 'ts-morph';

/**
 * A generated construct without its own `toJson()`, which renders only what the CRD's schema knows: JSON patches of
 * other fields and plain values were lost. `manifest()` returns its props as they are, for the same reason.
 */
export function printConstruct(node: ts.ClassDeclaration): string {
  const name = node.name?.text ?? '';
  const heritage = node.heritageClauses?.map((clause) => clause.getText()).join(' ') ?? '';
  const members = node.members
    .filter((member) => member.name?.getText() !== 'toJson')
    .map((member) => printMember(member, name));
  if (members.some((text) => /\btoJson_|\bany\b/.test(text))) {
    throw new Error(`cdk8s import made something of ${name} that scripts/import does not know`);
  }
  return `export class ${name} ${heritage} {\n${members.join('\n\n')}\n}`;
}

function printMember(member: ts.ClassElement, name: string): string {
  const text = member.getFullText().replace(/^\s*\n/, '');
  if (!ts.isMethodDeclaration(member)) return text;
  return text.replace(/\.\.\.toJson_\w+\((\w+)\)/, '...$1').replace('): any {', `): GroupVersionKind & ${name}Props {`);
}
