import type { SchemaNode, SchemaType } from '../../src/check/schema/crd-schema';
import { ImportError } from './import-error';
import { linearPattern } from './linear-pattern';
import type { Schema } from './simplify-schema';

/** The keywords that stay as they are. */
const KEPT = [
  'enum',
  'format',
  'minimum',
  'maximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const;

/** The keywords that become something else here, or say nothing about a manifest; CEL rules need an evaluator of CEL. */
const KNOWN: ReadonlySet<string> = new Set([
  ...KEPT,
  ...['type', 'pattern', 'nullable', 'properties', 'required', 'additionalProperties', 'items', 'uniqueItems'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'allOf', 'anyOf', 'oneOf', 'not'],
  ...['description', 'title', 'default', 'example', 'externalDocs'],
  ...['x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource'],
  ...['x-kubernetes-list-type', 'x-kubernetes-list-map-keys', 'x-kubernetes-map-type', 'x-kubernetes-validations'],
]);

/** The fields that every object has, which no CRD describes, and the status, which nobody writes but a controller. */
const OF_EVERY_OBJECT = ['apiVersion', 'kind', 'metadata', 'status'];

/** The schema of a kind as the check needs it: without what every object has, and without the status. */
export function compactKind(schema: Schema): SchemaNode {
  const isOwn = (name: string): boolean => !OF_EVERY_OBJECT.includes(name);
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => isOwn(name)));
  return compactSchema({ ...schema, properties, required: textsOf(schema.required).filter(isOwn) });
}

/**
 * A schema with what the API server refuses by, and nothing else.
 * @throws when it says something that is not known here
 */
export function compactSchema(schema: Schema): SchemaNode {
  const unknown = Object.keys(schema).find((keyword) => !KNOWN.has(keyword));
  if (unknown !== undefined)
    throw new ImportError(`a CRD has the keyword ${unknown}, which scripts/import does not know`);
  return {
    ...typeOf(schema),
    ...objectOf(schema),
    ...listOf(schema),
    ...Object.fromEntries(KEPT.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]])),
    ...(typeof schema.pattern === 'string' && { pattern: linearPattern(schema.pattern) }),
    ...(schema.exclusiveMinimum === true && { exclusiveMinimum: true }),
    ...(schema.exclusiveMaximum === true && { exclusiveMaximum: true }),
    ...conditionsOf(schema),
  };
}

const TYPES: readonly unknown[] = ['object', 'array', 'string', 'integer', 'number', 'boolean'] satisfies SchemaType[];

function typeOf({ type, nullable, ...schema }: Schema): SchemaNode {
  if (type !== undefined && !isType(type)) throw new ImportError(`a CRD has the unknown type ${JSON.stringify(type)}`);
  return {
    ...(schema['x-kubernetes-int-or-string'] === true ? { type: 'int-or-string' } : type !== undefined && { type }),
    ...(nullable === true && { nullable: true }),
  };
}

function isType(type: unknown): type is SchemaType {
  return TYPES.includes(type);
}

function objectOf({ properties = {}, additionalProperties, ...schema }: Schema): SchemaNode {
  const names = Object.keys(properties).sort();
  // A field with a default is filled in before anybody misses it.
  const required = textsOf(schema.required).filter((name) => properties[name]?.default === undefined);
  return {
    ...(names.length > 0 && {
      properties: Object.fromEntries(names.map((name) => [name, compactSchema(properties[name] ?? {})])),
    }),
    ...(required.length > 0 && { required: required.sort() }),
    ...(typeof additionalProperties === 'object' && { values: compactSchema(additionalProperties) }),
    ...((schema['x-kubernetes-preserve-unknown-fields'] === true || additionalProperties === true) && { open: true }),
    ...(schema['x-kubernetes-embedded-resource'] === true && { embedded: true }),
  };
}

function listOf({ items, ...schema }: Schema): SchemaNode {
  const keys = textsOf(schema['x-kubernetes-list-map-keys']);
  const defaults = keys.flatMap((key) => {
    const value = items?.properties?.[key]?.default;
    return value === undefined ? [] : [[key, value] as const];
  });
  return {
    ...(items && { items: compactSchema(items) }),
    ...(keys.length > 0 && { listKeys: keys }),
    ...(defaults.length > 0 && { keyDefaults: Object.fromEntries(defaults) }),
    ...(schema['x-kubernetes-list-type'] === 'set' && { isSet: true }),
  };
}

function conditionsOf({ allOf, anyOf, oneOf, not, ...schema }: Schema): SchemaNode {
  // Beside the type that says it, CRDs also write it as an anyOf.
  const isSaid = schema['x-kubernetes-int-or-string'] === true;
  return {
    ...(allOf && { allOf: allOf.map(compactSchema) }),
    ...(anyOf && !isSaid && { anyOf: anyOf.map(compactSchema) }),
    ...(oneOf && { oneOf: oneOf.map(compactSchema) }),
    ...(not && { not: compactSchema(not) }),
  };
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}
