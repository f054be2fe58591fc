/** A node of an OpenAPI schema, with the keywords that lead to further schemas. */
export interface Schema {
  readonly description?: string;
  readonly properties?: SchemaMap;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly not?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly [keyword: string]: unknown;
}

type SchemaMap = { readonly [property: string]: Schema };

const OPEN_OBJECT: Schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** The schema of a kind as the import needs it: no status, no prose, pod specs as open objects. */
export function simplifyKind(schema: Schema): Schema {
  if (!schema.properties) return simplifySchema(schema);
  // The controller writes the status, nobody else does.
  const { status: _, ...properties } = schema.properties;
  return simplifySchema({ ...schema, properties });
}

/** The same schema without its descriptions (prose stays upstream), and with each pod spec as an open object. */
export function simplifySchema(schema: Schema): Schema {
  // `description` is prose only here, beside the other keywords: under `properties` it is a property's name.
  const { description: _, properties, items, additionalProperties, not, allOf, anyOf, oneOf, ...rest } = schema;
  return {
    ...rest,
    ...(properties && { properties: simplifyProperties(properties) }),
    ...(items && { items: simplifySchema(items) }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === 'boolean' ? additionalProperties : simplifySchema(additionalProperties),
    }),
    ...(not && { not: simplifySchema(not) }),
    ...(allOf && { allOf: allOf.map(simplifySchema) }),
    ...(anyOf && { anyOf: anyOf.map(simplifySchema) }),
    ...(oneOf && { oneOf: oneOf.map(simplifySchema) }),
  };
}

function simplifyProperties(properties: SchemaMap): SchemaMap {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      simplifySchema(name === 'template' ? withOpenPodSpec(schema) : schema),
    ]),
  );
}

// cdk8s-plus types the pod specs. A template is known by its shape, so a new place for one needs no change here.
function withOpenPodSpec(template: Schema): Schema {
  if (!template.properties?.spec?.properties?.containers) return template;
  return { ...template, properties: { ...template.properties, spec: OPEN_OBJECT } };
}
