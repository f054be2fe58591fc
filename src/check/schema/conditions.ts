import { isThere } from '../../manifest/plain';
import type { CrdSchema, SchemaNode } from './crd-schema';
import { counted, givenValue } from './given-value';
import type { SchemaLibrary } from './schema-library';
import { limitOf } from './value-limits';
import { isOfType, TYPE_TEXTS } from './value-type';

/** What is wrong with a value by `allOf`, `anyOf`, `oneOf` and `not`, as the end of a sentence `<field> …`; undefined if nothing. */
export function conditionProblem(value: unknown, node: SchemaNode, library: SchemaLibrary): string | undefined {
  const { allOf = [], anyOf, oneOf, not } = node;
  for (const schema of allOf) {
    const part = library.resolve(schema);
    const problem = conditionProblem(value, part, library) ?? (holds(value, part, library) ? undefined : REFUSED);
    if (problem !== undefined) return problem;
  }
  if (anyOf !== undefined && !anyOf.some((schema) => holds(value, schema, library))) {
    const names = requiredNames(anyOf, library);
    return names.length === anyOf.length ? `needs ${counted(names, 'or')}` : REFUSED;
  }
  if (oneOf !== undefined && oneOf.filter((schema) => holds(value, schema, library)).length !== 1) {
    return typesProblem(value, oneOf, library) ?? choiceProblem(value, requiredNames(oneOf, library));
  }
  return not !== undefined && holds(value, not, library) ? REFUSED : undefined;
}

const REFUSED = 'is a combination of values that the CRD refuses';

function choiceProblem(value: unknown, names: readonly string[]): string {
  const given = names.filter((name) => isThere(Object(value)[name]));
  if (given.length > 1) return `takes only one of ${counted(names)}, got ${counted(given)}`;
  return given.length === 0 && names.length > 1 ? `needs one of ${counted(names)}` : REFUSED;
}

function typesProblem(value: unknown, branches: readonly CrdSchema[], library: SchemaLibrary): string | undefined {
  const types = branches.map((branch) => library.resolve(branch).type);
  const known = types.flatMap((type) => (type === undefined ? [] : [TYPE_TEXTS[type]]));
  return known.length < types.length ? undefined : `takes ${counted(known, 'or')}, got ${givenValue(value)}`;
}

/** The fields that branches ask for, of those that ask for one field and for nothing else. */
function requiredNames(branches: readonly CrdSchema[], library: SchemaLibrary): string[] {
  return branches.flatMap((branch) => {
    const { required = [], ...rest } = library.resolve(branch);
    return required.length === 1 && Object.keys(rest).length === 0 ? required : [];
  });
}

/** Whether a schema takes a value; unknown fields are no matter here. */
function holds(value: unknown, schema: CrdSchema, library: SchemaLibrary): boolean {
  const node = library.resolve(schema);
  if (!isThere(value)) return true;
  if (!isOfType(value, node) || limitOf(value, node, library) !== undefined) return false;
  return partsHold(value, node, library) && conditionProblem(value, node, library) === undefined;
}

function partsHold(value: unknown, { required, properties, items }: SchemaNode, library: SchemaLibrary): boolean {
  if (Array.isArray(value)) return items === undefined || value.every((item) => holds(item, items, library));
  if (typeof value !== 'object') return true;
  const fields: Readonly<Record<string, unknown>> = Object(value);
  return (
    (required ?? []).every((name) => isThere(fields[name])) &&
    Object.entries(properties ?? {}).every(([name, field]) => holds(fields[name], field, library))
  );
}
