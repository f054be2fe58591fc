import { ts } from 'ts-morph';

/**
 * The type a generated wrapper stands for, such as `number | string`, or undefined for any other class.
 * A wrapper has one field, `value`, and `fromNumber`, `fromString` …: whoever passes a plain '25%' loses it silently.
 */
export function wrapperType(node: ts.ClassDeclaration): string | undefined {
  if (node.heritageClauses) return undefined;
  const [built, ...others] = node.members.filter((member) => !isFactory(member));
  if (!built || !ts.isConstructorDeclaration(built) || others.length > 0) return undefined;
  const [value, ...more] = built.parameters;
  if (value?.name.getText() !== 'value' || !value.type || more.length > 0) return undefined;
  return [...new Set(value.type.getText().split(' | '))].join(' | ');
}

function isFactory(member: ts.ClassElement): boolean {
  return ts.isMethodDeclaration(member) && member.name.getText().startsWith('from');
}
