import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ts } from 'ts-morph';

/** What a field of a core object may hold. */
export type FieldType =
  | { readonly is: 'any' | 'string' | 'number' | 'boolean' | 'number-or-string' }
  | { readonly is: 'enum'; readonly values: readonly string[] }
  | { readonly is: 'list' | 'map'; readonly of: FieldType }
  | { readonly is: 'object'; readonly name: string };

/** A field as manifests write it. */
export interface Field {
  /** Its type. */
  readonly type: FieldType;
  /** Whether it has to be there. */
  readonly required: boolean;
}

/** cdk8s-plus's own types of the core kinds. */
export interface KubernetesTypes {
  /** The fields of each object type, by the name of its interface. */
  readonly objects: ReadonlyMap<string, ReadonlyMap<string, Field>>;
  /** The interface of each kind, by `apiVersion kind`. */
  readonly kinds: ReadonlyMap<string, string>;
}

/** Reads the generated types of cdk8s-plus-28: the interfaces of `k8s.d.ts`, and the kinds that `k8s.js` gives them to. */
export function readKubernetesTypes(): KubernetesTypes {
  const folder = path.join(path.dirname(require.resolve('cdk8s-plus-28/package.json')), 'lib/imports');
  const declarations = readFileSync(path.join(folder, 'k8s.d.ts'), 'utf8');
  return { objects: objectsOf(declarations), kinds: kindsOf(readFileSync(path.join(folder, 'k8s.js'), 'utf8')) };
}

function kindsOf(code: string): ReadonlyMap<string, string> {
  const kinds = code.matchAll(/^(\w+)\.GVK = \{\s*apiVersion: '([^']+)',\s*kind: '([^']+)',/gm);
  return new Map([...kinds].map(([, name, apiVersion, kind]) => [`${apiVersion} ${kind}`, `${name}Props`]));
}

function objectsOf(declarations: string): KubernetesTypes['objects'] {
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const file = ts.createSourceFile('k8s.d.ts', declarations, options);
  const enums = new Map(
    file.statements.filter(ts.isEnumDeclaration).map((found) => [found.name.text, valuesOf(found)]),
  );
  const objects = file.statements.filter(ts.isInterfaceDeclaration).map((found) => {
    const properties = found.members.filter(ts.isPropertySignature);
    const fields = properties.map((property): [string, Field] => [
      jsonKeyOf(property, file),
      { type: fieldType(property.type, file, enums), required: property.questionToken === undefined },
    ]);
    return [found.name.text, new Map(fields)] as const;
  });
  return new Map(objects);
}

/** The key in JSON, which the generator keeps in the comment: `@schema io.k8s.api.core.v1.ServiceSpec#clusterIP`. */
function jsonKeyOf(property: ts.PropertySignature, file: ts.SourceFile): string {
  const comment = file.text.slice(property.getFullStart(), property.getStart(file));
  const key = /@schema [^#\s]+#(\S+)/.exec(comment)?.[1];
  if (key === undefined)
    throw new Error(`${property.name.getText(file)} of k8s.d.ts has no @schema to tell its JSON key`);
  return key;
}

function fieldType(
  node: ts.TypeNode | undefined,
  file: ts.SourceFile,
  enums: ReadonlyMap<string, readonly string[]>,
): FieldType {
  if (node !== undefined && ts.isArrayTypeNode(node))
    return { is: 'list', of: fieldType(node.elementType, file, enums) };
  if (node !== undefined && ts.isTypeLiteralNode(node)) {
    const [index] = node.members;
    const value = index !== undefined && ts.isIndexSignatureDeclaration(index) ? index.type : undefined;
    return { is: 'map', of: fieldType(value, file, enums) };
  }
  const name = node?.getText(file) ?? 'any';
  switch (name) {
    case 'any':
    case 'string':
    case 'number':
    case 'boolean':
      return { is: name };
    case 'Date':
      return { is: 'string' };
    case 'IntOrString':
    case 'Quantity':
      return { is: 'number-or-string' };
    default: {
      const values = enums.get(name);
      return values === undefined ? { is: 'object', name } : { is: 'enum', values };
    }
  }
}

function valuesOf(found: ts.EnumDeclaration): string[] {
  return found.members.flatMap(({ initializer }) =>
    initializer !== undefined && ts.isStringLiteral(initializer) ? [initializer.text] : [],
  );
}
