import { type ClassMemberTypes, Node, type ParameterDeclaration } from 'ts-morph';
import { docsOf } from './doc-comments';
import type { DocumentedNode } from './exported-declarations';

type ClassMember = ClassMemberTypes | ParameterDeclaration;

/** The members of an exported declaration that belong to the public API: of classes, interfaces and enums. */
export function publicMembers({ node, name: owner }: DocumentedNode): DocumentedNode[] {
  if (Node.isEnumDeclaration(node))
    return node.getMembers().map((member) => documented(owner, member.getName(), member));
  if (Node.isInterfaceDeclaration(node)) {
    return node
      .getMembers()
      .flatMap((member) =>
        Node.isPropertySignature(member) || Node.isMethodSignature(member)
          ? [documented(owner, member.getName(), member)]
          : [],
      );
  }
  if (!Node.isClassDeclaration(node)) return [];
  const properties = node.getConstructors().flatMap((ctor) => ctor.getParameters().filter(isProperty));
  return [...node.getMembers(), ...properties].filter(isPublicMember).flatMap((member) => classMember(owner, member));
}

function isProperty(parameter: ParameterDeclaration): boolean {
  return parameter.isParameterProperty();
}

function isPublicMember(member: ClassMember): boolean {
  if (Node.isConstructorDeclaration(member) || Node.isClassStaticBlockDeclaration(member)) return false;
  const name = member.getName();
  const hidden = ['private', 'protected', 'override'] as const;
  if (name.startsWith('_') || name.startsWith('#') || hidden.some((modifier) => member.hasModifier(modifier)))
    return false;
  return !docsOf(member).some((doc) => doc.tags.some(({ tag }) => tag === 'internal'));
}

function classMember(owner: string, member: ClassMember): DocumentedNode[] {
  if (Node.isConstructorDeclaration(member) || Node.isClassStaticBlockDeclaration(member)) return [];
  const name = member.getName();
  if (Node.isMethodDeclaration(member)) {
    return member.isOverload() ? [] : [documented(owner, name, member, member.getOverloads())];
  }
  if (Node.isSetAccessorDeclaration(member)) {
    const getter = member.getGetAccessor();
    return getter === undefined ? [documented(owner, name, member)] : [];
  }
  return [documented(owner, name, member)];
}

function documented(owner: string, name: string, node: Node, overloads: readonly Node[] = []): DocumentedNode {
  return { node, name: `${owner}.${name}`, docOn: [...overloads, node] };
}
