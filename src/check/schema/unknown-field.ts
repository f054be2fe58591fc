import type { ManifestPath } from '../../manifest/manifest-path';
import { nearest } from '../nearest';
import type { SchemaNode } from './crd-schema';
import { shortName } from './field-name';
import { counted } from './given-value';
import { placesOf } from './places-of-field';
import type { SchemaLibrary } from './schema-library';
import type { SchemaProblem } from './schema-problem';

/** A field that its schema does not know, and what is around it. */
export interface UnknownField {
  /** The name. */
  readonly key: string;

  /** What it holds. */
  readonly value: unknown;

  /** The object that it is in. */
  readonly object: object;

  /** The way to this object. */
  readonly path: ManifestPath;

  /** The schemas on this way, that of the object last. */
  readonly schemas: readonly SchemaNode[];

  /** Whether a field of the object takes the value. */
  readonly fits: (name: string) => boolean;
}

/** What is to be said of an unknown field: which one is meant, or where it belongs. */
export function unknownFieldProblem(field: UnknownField, library: SchemaLibrary): SchemaProblem {
  if (field.value === null) return emptyFieldProblem(field);
  const names = Object.keys(field.schemas.at(-1)?.properties ?? {});
  const missing = names.filter((name) => !Object.hasOwn(field.object, name));
  const meant = field.key.length > LONGEST_NAME ? undefined : nearest(field.key, missing);
  const places = counted(placesOf(field, library), 'or');
  if (meant !== undefined) return misspeltProblem(field, meant, missing, places);
  const name = shortName(field.key);
  const known =
    names.length > 0 && names.length <= LISTED
      ? `, ${names.length === 1 ? 'there is' : 'there are'} ${counted(names)}`
      : '';
  return {
    path: [...field.path, field.key],
    mayBeNewer: true,
    message: `unknown field ${name}${places === '' ? known : `, there is one in ${places}`}`,
    remedy: places === '' ? `remove ${name}` : `move it to ${places} if that is meant`,
  };
}

/** Longer names are no misspelt ones. */
const LONGEST_NAME = 64;

/** So many fields can be read in a message. */
const LISTED = 12;

// Such as the creationTimestamp that generators of code write into templates.
function emptyFieldProblem({ key, path }: UnknownField): SchemaProblem {
  const name = shortName(key);
  return {
    path: [...path, key],
    severity: 'warning',
    message: `unknown field ${name}, with nothing in it: kubectl apply takes it, kubectl create and server-side apply refuse it`,
    remedy: `remove ${name}`,
    fix: { description: `remove ${name}`, edits: [{ remove: [...path, key] }] },
  };
}

function misspeltProblem(
  { key, path, fits }: UnknownField,
  meant: string,
  missing: readonly string[],
  places: string,
): SchemaProblem {
  const others = missing.filter((name) => name !== meant);
  const isSure = places === '' && nearest(key, others) === undefined && /^\w+$/.test(key) && fits(meant);
  const rename = { rename: [...path, key], to: meant };
  return {
    path: [...path, key],
    mayBeNewer: true,
    meant,
    message: `unknown field ${key}, did you mean ${meant}${places === '' ? '' : `, or does it belong in ${places}`}`,
    remedy: `write ${meant} if that is meant, or remove ${key}`,
    ...(isSure && { fix: { description: `rename ${key} to ${meant}`, edits: [rename] } }),
  };
}
