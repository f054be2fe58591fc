import { isAlias, isMap, isPair, isSeq } from 'yaml';
import { type ManifestPath, pathText } from './manifest-path';
import { isMerged, keyTextOf, usedAnchorOf } from './source-edit-anchors';
import { type Collection, type Entry, entryAt } from './source-edit-entry';
import type { ReadDocument } from './source-edit-reading';

/** What a path leads to in a document. */
export interface Target {
  /** The document. */
  readonly document: ReadDocument;

  /** The mapping or list that the last key of the path is looked for in. */
  readonly parent: Collection;

  /** The entries on the way to the parent, of which the last one has it as its value. */
  readonly way: readonly Entry[];

  /** The last key of the path. */
  readonly key: string | number;

  /** The entry of that key; undefined where there is none, but could be. */
  readonly entry: Entry | undefined;
}

/** Why an edit is not made. */
export interface Refusal {
  /** The reason, for people. */
  readonly refused: string;
}

/** Follows a path through a document; refused where an edit there would change other places too. */
export function findTarget(document: ReadDocument, path: ManifestPath): Target | Refusal {
  const key = path.at(-1);
  if (key === undefined) return { refused: 'a whole document is not edited, only what is in it' };
  let node: unknown = document.document.contents;
  const way: Entry[] = [];
  for (let depth = 0; depth < path.length - 1; depth += 1) {
    const parent = collectionAt(node, path.slice(0, depth), document);
    if ('refused' in parent) return parent;
    const found = entryOf(parent, path.slice(0, depth + 1), document);
    if (found === undefined) return { refused: `there is no ${pathText(path.slice(0, depth + 1))}` };
    if ('refused' in found) return found;
    way.push(found);
    node = found.value;
  }
  const parent = collectionAt(node, path.slice(0, -1), document);
  if ('refused' in parent) return parent;
  const entry = entryOf(parent, path, document);
  if (entry !== undefined && 'refused' in entry) return entry;
  return { document, parent, way, key, entry };
}

/** Why a key must not be taken from a mapping or added to it: another mapping that is merged into it has the key as well. */
export function mergedReason(parent: Collection, key: string, document: ReadDocument): string | undefined {
  if (!isMap(parent) || !isMerged(parent, key, document)) return undefined;
  return `${JSON.stringify(key)} may come from another mapping, by the merge key <<`;
}

function collectionAt(node: unknown, path: ManifestPath, document: ReadDocument): Collection | Refusal {
  const where = path.length === 0 ? 'the document' : pathText(path);
  if (isAlias(node)) return { refused: `${where} is the alias *${node.source}, so the edit would change other places` };
  if (!isMap(node) && !isSeq(node)) return { refused: `${where} is neither a mapping nor a list` };
  const anchor = usedAnchorOf(node, document);
  return anchor === undefined
    ? node
    : { refused: `${where} is used in other places by *${anchor}, so the edit would change them` };
}

function entryOf(parent: Collection, path: ManifestPath, document: ReadDocument): Entry | Refusal | undefined {
  const key = path.at(-1);
  const indices = indicesOf(parent, key);
  const [index] = indices;
  if (indices.length > 1) return { refused: `${pathText(path)} is there ${indices.length} times` };
  if (index === undefined) return missingReason(parent, path, document);
  const entry = entryAt(document.text, parent, index);
  if (entry === undefined) return { refused: `${pathText(path)} is written in a way that is not edited` };
  const anchor = usedAnchorOf(entry.key, document);
  return anchor === undefined ? entry : { refused: `the key ${pathText(path)} is used in other places by *${anchor}` };
}

/** A key that is in another mapping; a key that could be added is not refused. */
function missingReason(parent: Collection, path: ManifestPath, document: ReadDocument): Refusal | undefined {
  const key = path.at(-1);
  if (isSeq(parent)) {
    return typeof key === 'number'
      ? undefined
      : { refused: `${pathText(path.slice(0, -1))} is a list: it has no keys` };
  }
  const reason = mergedReason(parent, String(key), document);
  return reason === undefined ? undefined : { refused: reason };
}

function indicesOf(parent: Collection, key: string | number | undefined): number[] {
  if (isSeq(parent)) return typeof key === 'number' && key in parent.items ? [key] : [];
  return parent.items.flatMap((pair, index) => (isPair(pair) && keyTextOf(pair.key) === String(key) ? [index] : []));
}
