import type { ManifestObject } from '../../manifest/manifest';
import { at, entriesOf } from '../../manifest/plain';
import { labelProblems } from '../../validation/names';
import type { SchemaNode } from './crd-schema';
import type { SchemaLibrary } from './schema-library';
import type { SchemaProblem } from './schema-problem';
import { schemaProblems } from './schema-walk';

/**
 * What is wrong with the metadata of an object, its name aside: types, labels, and fields that there are not.
 * @param isClosed whether the object is one of an API server for certain, which knows no other fields
 */
export function metadataProblems(object: ManifestObject, library: SchemaLibrary, isClosed: boolean): SchemaProblem[] {
  const schema = isClosed ? OBJECT_META : OPEN_META;
  return [
    ...schemaProblems(object.metadata, schema, { library, path: ['metadata'] }),
    ...entriesOf(at(object.metadata, 'labels')).flatMap(([key, value]) => labelProblemsOf(key, value)),
  ];
}

function labelProblemsOf(key: string, value: unknown): SchemaProblem[] {
  // What is no text is told of by its type.
  if (typeof value !== 'string') return [];
  return labelProblems('metadata', key, value).map((message) => ({
    path: ['metadata', 'labels', key],
    message,
    remedy: 'write a shorter one, or one of these characters',
  }));
}

const TEXT: SchemaNode = { type: 'string' };
const TEXTS: SchemaNode = { type: 'object', values: TEXT };
const INTEGER: SchemaNode = { type: 'integer' };
const TIME: SchemaNode = { type: 'string', format: 'date-time' };

/** The metadata of every object (apimachinery pkg/apis/meta/v1/types.go ObjectMeta). */
const OBJECT_META: SchemaNode = {
  type: 'object',
  properties: {
    annotations: TEXTS,
    creationTimestamp: TIME,
    deletionGracePeriodSeconds: INTEGER,
    deletionTimestamp: TIME,
    finalizers: { type: 'array', items: TEXT },
    generateName: TEXT,
    generation: INTEGER,
    labels: TEXTS,
    managedFields: { type: 'array', items: { type: 'object', open: true } },
    name: TEXT,
    namespace: TEXT,
    ownerReferences: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          apiVersion: TEXT,
          blockOwnerDeletion: { type: 'boolean' },
          controller: { type: 'boolean' },
          kind: TEXT,
          name: TEXT,
          uid: TEXT,
        },
        required: ['apiVersion', 'kind', 'name', 'uid'],
      },
    },
    resourceVersion: TEXT,
    selfLink: TEXT,
    uid: TEXT,
  },
};

const OPEN_META: SchemaNode = { ...OBJECT_META, open: true };
