import type { ManifestPath } from '../../manifest/manifest-path';
import { wordOf } from '../../manifest/plain';
import type { SchemaNode } from './crd-schema';
import { fieldName } from './field-name';
import { shown } from './given-value';
import type { SchemaLibrary } from './schema-library';
import type { SchemaProblem } from './schema-problem';
import { limitOf } from './value-limits';

/** What is wrong with a value of the right type: one that is not allowed, too long, too large or badly formed. */
export function limitProblem(
  value: unknown,
  node: SchemaNode,
  path: ManifestPath,
  library: SchemaLibrary,
): SchemaProblem | undefined {
  const limit = limitOf(value, node, library);
  if (limit === undefined) return undefined;
  const name = fieldName(path);
  const isCounted = typeof value === 'object' && value !== null;
  const got = isCounted ? Object.keys(value).length : shown(value);
  const meant = node.enum?.filter((allowed) => wordOf(allowed).toLowerCase() === wordOf(value).toLowerCase()) ?? [];
  return {
    path: [...path],
    message: `${name} takes ${limit}, got ${got}`,
    remedy: `write ${limit}`,
    ...(node.enum !== undefined && { mayBeNewer: true }),
    // Words that differ in case only.
    ...(meant.length === 1 && {
      fix: {
        description: `set ${name} to ${JSON.stringify(meant[0])}`,
        edits: [{ set: [...path], value: meant[0] }],
      },
    }),
  };
}
