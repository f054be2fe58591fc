import type { ManifestPath } from '../../manifest/manifest-path';
import type { Fix } from '../finding';
import type { SchemaNode, SchemaType } from './crd-schema';
import { fieldName } from './field-name';
import { givenValue } from './given-value';
import type { SchemaProblem } from './schema-problem';

/** Whether a value is of the type of a schema. */
export function isOfType(value: unknown, { type, nullable }: SchemaNode): boolean {
  if (value === null) return nullable === true || type === undefined;
  switch (type) {
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    case 'int-or-string':
      return typeof value === 'string' || Number.isInteger(value);
    case 'string':
    case 'boolean':
      return typeof value === type;
    default:
      return true;
  }
}

/** What is wrong with a value that is not of the type of its schema. */
export function typeProblem(value: unknown, type: SchemaType, path: ManifestPath): SchemaProblem {
  const message = `${fieldName(path)} takes ${TYPE_TEXTS[type]}, got ${givenValue(value)}`;
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return { path, message: `${message}: it needs quotes`, remedy: 'put the value in quotes', fix: inQuotes(path) };
  }
  const meant = meantBy(value, type);
  return {
    path,
    message,
    remedy: `write ${TYPE_TEXTS[type]} here`,
    ...(meant !== undefined && { fix: fixOf(path, meant) }),
  };
}

/** What a message calls a type. */
export const TYPE_TEXTS: Readonly<Record<SchemaType, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a text',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  'int-or-string': 'an integer or a text',
};

/** What the author must have meant, where there is no doubt. */
function meantBy(value: unknown, type: SchemaType): number | boolean | undefined {
  if (typeof value !== 'string') return undefined;
  if (type === 'boolean') return value === 'true' || (value === 'false' ? false : undefined);
  const isWhole = /^-?(0|[1-9]\d{0,14})$/.test(value);
  const isNumber = isWhole || (type === 'number' && /^-?(0|[1-9]\d{0,14})\.\d{1,9}$/.test(value));
  return isNumber && (type === 'integer' || type === 'number') ? Number(value) : undefined;
}

// The value is not written anew: it does not tell whether `false` was written as `no`, or 34 as `042`.
function inQuotes(path: ManifestPath): Fix {
  return { description: `put ${fieldName(path)} in quotes`, edits: [{ quote: path }] };
}

function fixOf(path: ManifestPath, value: number | boolean): Fix {
  return {
    description: `set ${fieldName(path)} to ${JSON.stringify(value)}`,
    edits: [{ set: path, value }],
  };
}
