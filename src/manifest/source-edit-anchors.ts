import { isAlias, isMap, isNode, isPair, isScalar, isSeq, type YAMLMap } from 'yaml';
import { isMergeKey, keyText } from './mapping-keys';
import type { ReadDocument } from './source-edit-reading';

/** The anchor of a node that an alias refers to; undefined where it has none or nothing refers to it. */
export function usedAnchorOf(node: unknown, { anchored }: ReadDocument): string | undefined {
  const anchor = isNode(node) && !isAlias(node) ? node.anchor : undefined;
  if (anchor === undefined) return undefined;
  return anchored.some((other) => isAlias(other) && other.source === anchor) ? anchor : undefined;
}

/** An anchor in a node that an alias outside of the node refers to; undefined where there is none. */
export function anchorUsedOutside(node: unknown, { anchored }: ReadDocument): string | undefined {
  if (anchored.length === 0) return undefined;
  const inside = new Set(nodesOf(node));
  const used = new Set(anchored.flatMap((other) => (isAlias(other) && !inside.has(other) ? [other.source] : [])));
  return [...inside]
    .map((one) => (isNode(one) && !isAlias(one) ? one.anchor : undefined))
    .find((anchor) => anchor !== undefined && used.has(anchor));
}

/** Whether a mapping has a key from a mapping that is merged into it; also where that cannot be told. */
export function isMerged(map: YAMLMap<unknown, unknown>, key: string, document: ReadDocument, depth = 0): boolean {
  return map.items
    .filter((pair) => isNode(pair.key) && isMergeKey(pair.key))
    .flatMap(({ value }) => (isSeq(value) ? value.items : [value]))
    .some((value) => {
      const source = isAlias(value) ? resolved(value, document) : value;
      if (!isMap(source) || depth > 8) return true;
      return source.items.some((pair) => keyTextOf(pair.key) === key) || isMerged(source, key, document, depth + 1);
    });
}

/** The node that an alias stands for: the last one before it that bears the anchor. */
function resolved(alias: { readonly source: string }, { anchored }: ReadDocument): unknown {
  return anchored
    .slice(0, anchored.indexOf(alias))
    .filter((node) => isNode(node) && !isAlias(node) && node.anchor === alias.source)
    .at(-1);
}

/** The text of a key as JSON has it; undefined for a key that is no scalar. */
export function keyTextOf(key: unknown): string | undefined {
  return isNode(key) ? keyText(key) : undefined;
}

function nodesOf(node: unknown): unknown[] {
  if (isPair(node)) return [...nodesOf(node.key), ...nodesOf(node.value)];
  if (isMap(node) || isSeq(node)) return [node, ...node.items.flatMap(nodesOf)];
  return isScalar(node) || isAlias(node) ? [node] : [];
}
