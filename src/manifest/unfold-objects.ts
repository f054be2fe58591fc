import type { ManifestObject } from './manifest';
import type { ManifestPath } from './manifest-path';
import { at, isThere, listOf, type Plain } from './plain';

/** What a document holds. */
export interface Unfolded {
  /** Its objects, each with the way to it from the document. */
  readonly objects: readonly PlacedObject[];

  /** The ways to what is no object of Kubernetes. */
  readonly others: readonly ManifestPath[];
}

/** An object and the way to it. */
export interface PlacedObject {
  /** The object. */
  readonly object: ManifestObject;

  /** The way from the document. */
  readonly path: ManifestPath;

  /** The values of its metadata that are no texts, and so are not in the object as it is handed on. */
  readonly misfits: readonly Misfit[];
}

/** A value of metadata that is no text. */
export interface Misfit {
  /** Its key. */
  readonly key: 'name' | 'namespace';

  /** The value. */
  readonly value: Plain;
}

/** The objects of a document: itself, or those of a list of objects, to any depth. */
export function unfold(document: Plain): Unfolded {
  const objects: PlacedObject[] = [];
  const others: ManifestPath[] = [];
  const add = (value: Plain, path: ManifestPath): void => {
    const [apiVersion, kind] = [at(value, 'apiVersion'), at(value, 'kind')];
    if (!isName(apiVersion) || !isName(kind)) {
      others.push(path);
      return;
    }
    const items = at(value, 'items');
    const isList = kind === 'List' ? !isThere(items) : kind.endsWith('List') && items === null;
    if (!isList && !(kind.endsWith('List') && Array.isArray(items))) {
      objects.push({ ...withMetadata(value as Headed), path });
      return;
    }
    const itemKind = kind.slice(0, -'List'.length);
    for (const [index, item] of listOf(items).entries()) {
      add(itemKind === '' ? item : withHead(item, apiVersion, itemKind), [...path, 'items', index]);
    }
  };
  if (isThere(document)) add(document, []);
  return { objects, others };
}

interface Headed {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: Plain;
}

/** The API server leaves out of the elements of a typed list what the list says. */
function withHead(item: Plain, apiVersion: string, kind: string): Plain {
  const isHeadless = typeof item === 'object' && item !== null && !('kind' in item) && !('apiVersion' in item);
  return isHeadless && !Array.isArray(item) ? { apiVersion, kind, ...item } : item;
}

function withMetadata(object: Headed): Omit<PlacedObject, 'path'> {
  const { metadata } = object;
  const [name, namespace] = [at(metadata, 'name'), at(metadata, 'namespace')];
  if (typeof name === 'string' && (namespace === undefined || typeof namespace === 'string')) {
    return { object: object as ManifestObject, misfits: [] };
  }
  const misfits = [{ key: 'name', value: name } as const, { key: 'namespace', value: namespace } as const].filter(
    ({ value }) => isThere(value) && typeof value !== 'string',
  );
  const { namespace: _, ...others } = isMapping(metadata) ? metadata : {};
  return {
    object: {
      ...object,
      metadata: {
        ...others,
        name: typeof name === 'string' ? name : '',
        ...(typeof namespace === 'string' ? { namespace } : {}),
      },
    },
    misfits,
  };
}

function isMapping(value: Plain): value is Readonly<Record<string, Plain>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isName(value: Plain): value is string {
  return typeof value === 'string' && value !== '';
}
