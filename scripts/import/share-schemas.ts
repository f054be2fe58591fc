import type { CrdGroup, CrdKind, CrdSchema, CrdSchemas } from '../../src/check/schema/crd-schema';

/** Below this a number and the schema that it stands for are about as long. */
const WORTH_SHARING = 12;

/** The groups with each schema that stands in several places moved to the shared ones, and named by its number. */
export function shareSchemas(groups: Readonly<Record<string, CrdGroup>>): CrdSchemas {
  const texts = new Texts();
  mapGroups(groups, (schema) => texts.count(schema));
  const shared: CrdSchema[] = [];
  const numbers = new Map<string, number>();
  const replace = (schema: CrdSchema): CrdSchema => {
    const text = texts.of(schema);
    if (texts.usesOf(text) < 2 || text.length < WORTH_SHARING) return mapChildren(schema, replace);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const number = shared.length;
    numbers.set(text, number);
    shared.push(number);
    shared[number] = mapChildren(schema, replace);
    return number;
  };
  const replaced = mapGroups(groups, replace);
  return { groups: replaced, shared };
}

/** The text of each schema, and in how many places it stands, where equal schemas count as one. */
class Texts {
  private readonly texts = new Map<CrdSchema, string>();
  private readonly uses = new Map<string, number>();

  of(schema: CrdSchema): string {
    const text = this.texts.get(schema) ?? JSON.stringify(schema);
    this.texts.set(schema, text);
    return text;
  }

  usesOf(text: string): number {
    return this.uses.get(text) ?? 0;
  }

  count(schema: CrdSchema): CrdSchema {
    const text = this.of(schema);
    const uses = this.usesOf(text);
    this.uses.set(text, uses + 1);
    // What is inside of a schema that stands in two places stands in one: in the shared schema.
    if (uses === 0) mapChildren(schema, (child) => this.count(child));
    return schema;
  }
}

type Change = (schema: CrdSchema) => CrdSchema;

function mapGroups(groups: Readonly<Record<string, CrdGroup>>, change: Change): Record<string, CrdGroup> {
  return mapValues(groups, (group) => ({ ...group, kinds: mapValues(group.kinds, (kind) => mapKind(kind, change)) }));
}

function mapKind({ served, experimental }: CrdKind, change: Change): CrdKind {
  return {
    served: mapValues(served, change),
    ...(experimental && { experimental: mapValues(experimental, change) }),
  };
}

function mapChildren(schema: CrdSchema, change: Change): CrdSchema {
  if (typeof schema === 'number') return schema;
  const { properties, experimental, values, items, allOf, anyOf, oneOf, not, ...rest } = schema;
  return {
    ...rest,
    ...(properties && { properties: mapValues(properties, change) }),
    ...(experimental && { experimental: mapValues(experimental, change) }),
    ...(values !== undefined && { values: change(values) }),
    ...(items !== undefined && { items: change(items) }),
    ...(allOf && { allOf: allOf.map(change) }),
    ...(anyOf && { anyOf: anyOf.map(change) }),
    ...(oneOf && { oneOf: oneOf.map(change) }),
    ...(not !== undefined && { not: change(not) }),
  };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
