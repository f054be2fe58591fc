import { ts } from 'ts-morph';
import type { Crd } from '../../scripts/import/parse-crds';
import type { Schema } from '../../scripts/import/simplify-schema';
import type { ModuleShape } from './module-shape';

// cdk8s types these itself, or writes them from the class.
const NOT_FROM_THE_SCHEMA = ['apiVersion', 'kind', 'metadata'];

/** Every place where the types of a module are not what the schemas of the CRDs say; walks both side by side. */
export function schemaDifferences(crds: readonly Crd[], module: ModuleShape): readonly string[] {
  return crds.flatMap(({ spec }) =>
    spec.versions.flatMap((version) => {
      const gvk = `${spec.group}/${version.name} ${spec.names.kind}`;
      const schema = version.schema?.openAPIV3Schema;
      const name = module.classes.get(gvk);
      return schema && name !== undefined
        ? interfaceDifferences(schema, `${name}Props`, gvk, module)
        : [`${gvk}: no class`];
    }),
  );
}

function interfaceDifferences(schema: Schema, name: string, at: string, module: ModuleShape): readonly string[] {
  const actual = module.interfaces.get(name);
  if (!actual) return [`${at}: no interface ${name}`];
  const required = Array.isArray(schema.required) ? schema.required : [];
  const expected = Object.entries(schema.properties ?? {});
  const unknown = [...actual.keys()].filter((property) => !Object.hasOwn(schema.properties ?? {}, property));
  return [
    ...unknown.filter(isFromTheSchema).map((property) => `${at}.${property}: not in the CRD`),
    ...expected
      .filter(([property]) => isFromTheSchema(property))
      .flatMap(([property, child]) => {
        const path = `${at}.${property}`;
        const found = actual.get(property);
        if (!found) return [`${path}: not in ${name}`];
        const optional = !required.includes(property);
        const differences = typeDifferences(child, found.type, path, module);
        return found.optional === optional ? differences : [`${path}: optional is ${found.optional}`, ...differences];
      }),
  ];

  // Below the root, `metadata` and the like are properties as all others.
  function isFromTheSchema(property: string): boolean {
    return !(name.endsWith('Props') && NOT_FROM_THE_SCHEMA.includes(property));
  }
}

function typeDifferences(schema: Schema, type: ts.TypeNode, at: string, module: ModuleShape): readonly string[] {
  if (schema.properties) return interfaceDifferences(schema, type.getText(), at, module);
  if (schema.items && ts.isArrayTypeNode(type)) {
    return typeDifferences(schema.items, unwrapped(type.elementType), `${at}[]`, module);
  }
  const values = indexedType(type);
  if (typeof schema.additionalProperties === 'object' && values) {
    return typeDifferences(schema.additionalProperties, values, `${at}{}`, module);
  }
  const actual = module.aliases.get(type.getText()) ?? type.getText();
  const expected = plainType(schema);
  return actual === expected ? [] : [`${at}: expected ${expected}, got ${actual}`];
}

function plainType(schema: Schema): string {
  if (schema['x-kubernetes-int-or-string']) return 'number | string';
  if (Array.isArray(schema.enum)) {
    return schema.enum.map((value: unknown) => (typeof value === 'number' ? value : `'${value}'`)).join(' | ');
  }
  return unionType(schema) ?? simpleType(schema.type);
}

/** The plain types that a value may be of, such as `oneOf: [{ type: string }, { type: boolean }]`. */
function unionType({ oneOf, anyOf }: Schema): string | undefined {
  const types = (oneOf ?? anyOf)?.map(({ type }) => simpleType(type));
  return types?.every((type) => ['string', 'number', 'boolean'].includes(type)) ? types.join(' | ') : undefined;
}

function simpleType(type: unknown): string {
  if (type === 'integer') return 'number';
  return type === 'object' || type === undefined ? 'unknown' : String(type);
}

function unwrapped(type: ts.TypeNode): ts.TypeNode {
  return ts.isParenthesizedTypeNode(type) ? type.type : type;
}

function indexedType(type: ts.TypeNode): ts.TypeNode | undefined {
  const [member] = ts.isTypeLiteralNode(type) ? type.members : [];
  return member && ts.isIndexSignatureDeclaration(member) ? member.type : undefined;
}
