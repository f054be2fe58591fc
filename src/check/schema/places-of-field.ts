import { type ManifestPath, pathText } from '../../manifest/manifest-path';
import type { CrdSchema, SchemaNode } from './crd-schema';
import type { SchemaLibrary } from './schema-library';

/** A field that is looked for around the place where it stands. */
export interface MisplacedField {
  /** The name. */
  readonly key: string;

  /** The way to the object that it is in. */
  readonly path: ManifestPath;

  /** The schemas on this way, that of the object last. */
  readonly schemas: readonly SchemaNode[];
}

/** Names that stand in so many places say nothing about where one belongs. */
const MOST_PLACES = 2;

/** The objects that know a field: one level below its own, beside it, or anywhere above; none where there are many. */
export function placesOf({ key, path, schemas }: MisplacedField, library: SchemaLibrary): string[] {
  const first = path.length - schemas.length + 1;
  const pathAt = (depth: number): ManifestPath => path.slice(0, first + depth);
  const own = schemas.length - 1;
  // Between an element and the object that its list is a field of, there is the list.
  const owner = schemas
    .slice(0, -1)
    .map(({ properties }) => properties !== undefined)
    .lastIndexOf(true);
  const places = [
    ...[own, owner].flatMap((depth) => childrenWith(key, pathAt(depth), schemas[depth], library)),
    ...schemas.flatMap((schema, depth) => (depth > 0 && knows(schema, key) ? [pathText(pathAt(depth))] : [])),
  ];
  return places.length <= MOST_PLACES ? places : [];
}

function childrenWith(
  key: string,
  path: ManifestPath,
  schema: SchemaNode | undefined,
  library: SchemaLibrary,
): string[] {
  return Object.entries(schema?.properties ?? {}).flatMap(([name, child]) => {
    const { node, isList } = objectOf(child, library);
    return knows(node, key) ? [`${pathText([...path, name])}${isList ? '[]' : ''}`] : [];
  });
}

function objectOf(schema: CrdSchema, library: SchemaLibrary): { node: SchemaNode; isList: boolean } {
  const node = library.resolve(schema);
  return node.items === undefined ? { node, isList: false } : { node: library.resolve(node.items), isList: true };
}

function knows({ properties }: SchemaNode, key: string): boolean {
  return properties !== undefined && Object.hasOwn(properties, key);
}
