import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, visit } from 'yaml';
import type { ManifestPath } from './manifest-path';
import { isMergeKey, keyText } from './mapping-keys';

/** A part of a text, between two offsets. */
export interface Span {
  /** Where it begins. */
  readonly start: number;

  /** Where it ends. */
  readonly end: number;
}

/** Where in a text the value at a path stands, or the nearest thing around it; undefined where there is nothing at all. */
export function findNode(text: string, root: Node | null, path: ManifestPath): Span | undefined {
  let node = root;
  let span = root === null ? undefined : headOf(text, root);
  for (const key of path) {
    if (isMap<Node, Node | null>(node)) {
      const pair = pairOf(node.items, String(key), root);
      if (pair === undefined) break;
      span = spanOf(text, pair);
      node = isMergeKey(pair.key) ? null : pair.value;
    } else {
      node = (isSeq<Node | null>(node) ? node.items[Number(key)] : undefined) ?? null;
      if (node === null) break;
      span = headOf(text, node);
    }
  }
  return span;
}

type KeyAndValue = Pair<Node, Node | null>;

/** The pair that a key has its value from: its own, of which the last counts, or the `<<` that brings it. */
function pairOf(pairs: readonly KeyAndValue[], key: string, root: Node | null): KeyAndValue | undefined {
  const own = pairs.filter((pair) => !isMergeKey(pair.key) && keyText(pair.key) === key).at(-1);
  return own ?? pairs.filter((pair) => isMergeKey(pair.key) && brings(pair.value, key, root)).at(-1);
}

function brings(merged: Node | null, key: string, root: Node | null): boolean {
  if (isSeq<Node | null>(merged)) return merged.items.some((item) => brings(item, key, root));
  const mapping = isAlias(merged) ? anchored(merged.source, merged, root) : merged;
  return isMap<Node, Node | null>(mapping) && pairOf(mapping.items, key, root) !== undefined;
}

/** The last value with an anchor before an alias. */
function anchored(name: string, alias: Node, root: Node | null): Node | undefined {
  let found: Node | undefined;
  visit(root, (_, node) => {
    if (node === alias) return visit.BREAK;
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor === name) found = node;
    return undefined;
  });
  return found;
}

/** The beginning of a value, which the caller cuts off at the end of the line. */
function headOf(text: string, node: Node): Span {
  const [first] = isMap<Node, Node | null>(node) && node.flow !== true ? node.items : [];
  if (first !== undefined) return spanOf(text, first);
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}

function spanOf(text: string, { key, value }: KeyAndValue): Span {
  const [start, keyEnd] = key.range ?? [0, 0];
  const [from, to] = (isScalar(value) || isAlias(value) ? value.range : undefined) ?? [0, 0];
  return { start, end: from < to && !text.slice(start, to).includes('\n') ? to : keyEnd };
}
