import type { CrdKind, CrdSchema, SchemaMap, SchemaNode } from '../../src/check/schema/crd-schema';

type Kinds = Readonly<Record<string, CrdKind>>;

/**
 * The kinds of a group together with what only the CRDs of its experimental channel have: versions, fields, and values of
 * enums. Where both say something of one value, the standard channel counts.
 */
export function withExperimental(standard: Kinds, experimental: Kinds): Kinds {
  const kinds = [...new Set([...Object.keys(standard), ...Object.keys(experimental)])];
  return Object.fromEntries(kinds.map((kind) => [kind, mergedKind(standard[kind], experimental[kind])]));
}

function mergedKind(standard: CrdKind = { served: {} }, experimental: CrdKind = { served: {} }): CrdKind {
  const served = Object.entries(standard.served).map(([version, schema]) => [
    version,
    merged(schema, experimental.served[version]),
  ]);
  const more = without(experimental.served, standard.served);
  return { served: Object.fromEntries(served), ...(more && { experimental: more }) };
}

function merged(standard: CrdSchema, experimental: CrdSchema | undefined): CrdSchema {
  if (typeof standard === 'number' || typeof experimental !== 'object') return standard;
  const { properties, values, items } = standard;
  const fields = without(experimental.properties ?? {}, properties ?? {});
  const constants = experimental.enum?.filter((value) => standard.enum?.includes(value) === false) ?? [];
  return {
    ...standard,
    ...(properties && { properties: mergedFields(properties, experimental) }),
    ...(fields && { experimental: fields }),
    ...(values !== undefined && { values: merged(values, experimental.values) }),
    ...(items !== undefined && { items: merged(items, experimental.items) }),
    ...(constants.length > 0 && { experimentalEnum: constants }),
  };
}

function mergedFields(properties: SchemaMap, experimental: SchemaNode): SchemaMap {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, merged(schema, experimental.properties?.[name])]),
  );
}

function without(all: SchemaMap, some: SchemaMap): SchemaMap | undefined {
  const rest = Object.entries(all).filter(([name]) => !Object.hasOwn(some, name));
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}
