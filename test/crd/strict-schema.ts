import type { JsonSchema } from './json-schema';

const ANY_OBJECT: JsonSchema = { type: 'object' };
const TOP_LEVEL: Readonly<Record<string, JsonSchema>> = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: ANY_OBJECT,
};

/** The schema of a whole object as plain JSON schema that refuses what the API server would drop or refuse. */
export function strictObject(schema: JsonSchema): JsonSchema {
  return strict({ ...schema, properties: { ...schema.properties, ...TOP_LEVEL } });
}

/**
 * A structural schema, made strict. Schemas below anyOf, oneOf, allOf and not stay as they are: they name only part of
 * the fields. CEL rules and the other `x-kubernetes-…` say nothing to ajv.
 */
function strict(schema: JsonSchema): JsonSchema {
  const { description: _, default: __, ...rest } = schema;
  const { properties, additionalProperties, items } = schema;
  return nullable({
    ...intOrString(rest),
    ...(properties === undefined ? {} : { properties: mapValues(withEmbedded(schema, properties), strict) }),
    ...(items === undefined ? {} : { items: strict(items) }),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: strict(additionalProperties) } : {}),
    ...(isClosed(schema) ? { additionalProperties: false } : {}),
    ...exclusive(schema),
  });
}

/** The type says it alone: with the `anyOf` that CRDs write beside it, ajv would report each mistake twice. */
function intOrString(schema: JsonSchema): JsonSchema {
  if (schema['x-kubernetes-int-or-string'] !== true) return schema;
  const { anyOf: _, ...rest } = schema;
  return { ...rest, type: ['integer', 'string'] };
}

/** OpenAPI 3.0 says `exclusiveMaximum: true` beside the maximum; JSON schema says the number itself. */
function exclusive({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema) {
  return {
    ...(typeof exclusiveMinimum === 'boolean' ? { exclusiveMinimum: exclusiveMinimum ? minimum : undefined } : {}),
    ...(typeof exclusiveMaximum === 'boolean' ? { exclusiveMaximum: exclusiveMaximum ? maximum : undefined } : {}),
  };
}

function isClosed(schema: JsonSchema): boolean {
  return (
    schema.properties !== undefined &&
    schema.additionalProperties === undefined &&
    schema['x-kubernetes-preserve-unknown-fields'] !== true
  );
}

function withEmbedded(schema: JsonSchema, properties: Readonly<Record<string, JsonSchema>>) {
  return schema['x-kubernetes-embedded-resource'] === true ? { ...properties, ...TOP_LEVEL } : properties;
}

function nullable(schema: JsonSchema): JsonSchema {
  if (schema.nullable !== true) return schema;
  const { nullable: _, ...rest } = schema;
  const types = [rest.type ?? []].flat();
  return {
    ...rest,
    ...(types.length === 0 ? {} : { type: [...types, 'null'] }),
    ...(rest.enum === undefined ? {} : { enum: [...rest.enum, null] }),
  };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
