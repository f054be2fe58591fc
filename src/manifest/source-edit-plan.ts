import { isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';
import { type ManifestPath, pathText } from './manifest-path';
import type { Plain } from './plain';
import type { Edit } from './source-edit';
import { anchorUsedOutside, keyTextOf } from './source-edit-anchors';
import { addToBlock, keyAs, removeFromBlock } from './source-edit-block';
import { type Collection, type Entry, endOf, isBlock } from './source-edit-entry';
import type { Change } from './source-edit-expected';
import { addToFlow, removeFromFlow } from './source-edit-flow';
import { type FlowStyle, flowStyleOf } from './source-edit-flow-style';
import type { Splice } from './source-edit-lines';
import type { ReadDocument } from './source-edit-reading';
import { inQuotes } from './source-edit-scalar';
import { type Shape, shapeOfPlain } from './source-edit-shape';
import type { SourceStyle } from './source-edit-style';
import { findTarget, mergedReason, type Refusal, type Target } from './source-edit-target';
import { isWrittenAs, replaceInBlock, replaceInFlow } from './source-edit-value';

/** How an edit is made. */
export interface Plan {
  /** What is replaced in the text. */
  readonly splices: readonly Splice[];

  /** What the document says differently afterwards; undefined where the text says it already. */
  readonly change: Change | undefined;

  /** The mapping or list that gets or loses an entry: only one edit at a time does that. */
  readonly reshapes: Collection | undefined;
}

/** How an edit is made in a document, or why not. */
export function planEdit(document: ReadDocument, path: ManifestPath, edit: Edit, style: SourceStyle): Plan | Refusal {
  const target = findTarget(document, path);
  if ('refused' in target) return target;
  if ('set' in edit) return planSet(target, path, edit.value, style);
  const { entry } = target;
  if (entry === undefined) return { refused: `there is no ${pathText(path)}` };
  if ('quote' in edit) return planQuote(target, entry, path, style);
  return 'remove' in edit ? planRemove(target, entry, path) : planRename(target, entry, path, edit.to, style);
}

function planSet(target: Target, path: ManifestPath, value: Plain, style: SourceStyle): Plan | Refusal {
  const { document, parent, way, entry } = target;
  const shape = shapeOfPlain(value);
  if (shape === undefined) return { refused: `the value for ${pathText(path)} is none that JSON has` };
  if (entry === undefined) return planAdd(target, path, value, shape, style);
  if (isWrittenAs(entry.value, value)) return { splices: [], change: undefined, reshapes: undefined };
  const reason = tagReason(entry.value, path) ?? anchorReason(entry.value, path, document);
  if (reason !== undefined) return { refused: reason };
  if (isMap(parent) && isBlock(parent) && !entry.isMarked) return { refused: `${pathText(path)} has no colon` };
  return {
    splices: isBlock(parent)
      ? replaceInBlock(document.text, entry, value, style)
      : replaceInFlow(document.text, entry, value, flowStyle(target, style)),
    change: { kind: 'value', at: positionsOf([...way, entry]), value: shape },
    reshapes: undefined,
  };
}

function planQuote(target: Target, { value }: Entry, path: ManifestPath, style: SourceStyle): Plan | Refusal {
  if (isAlias(value))
    return { refused: `${pathText(path)} is the alias *${value.source}, so it has no text of its own` };
  const isWritten = isScalar(value) && !(value.type === 'PLAIN' && value.source === '');
  if (!isWritten) return { refused: `${pathText(path)} has no text to put in quotes` };
  return planSet(target, path, value.type === 'PLAIN' ? value.source : value.value, style);
}

function planAdd(target: Target, path: ManifestPath, value: Plain, shape: Shape, style: SourceStyle): Plan | Refusal {
  const { parent, way, key } = target;
  const outer = path.length > 1 ? pathText(path.slice(0, -1)) : 'the document';
  if (isSeq(parent) && key !== parent.items.length) {
    return { refused: `${outer} has ${parent.items.length} elements, so there is no ${pathText(path)}` };
  }
  if (!parent.srcToken) return { refused: `${outer} is written in a way that is not edited` };
  return {
    splices: splicesToAdd(target, value, style),
    change: { kind: 'addition', at: positionsOf(way), name: String(key), value: shape },
    reshapes: parent,
  };
}

function splicesToAdd(target: Target, value: Plain, style: SourceStyle): Splice[] {
  const { document, parent, way, key } = target;
  const { text } = document;
  const filled = parent.items.length > 0 ? undefined : isSeq(parent) ? [value] : { [key]: value };
  if (isBlock(parent)) return addToBlock(text, parent, key, value, style);
  const holder = way.at(-1);
  // Block style has no other way to write nothing than brackets, so these are left where something comes in.
  if (filled !== undefined && holder !== undefined && isBlock(holder.collection)) {
    return replaceInBlock(text, holder, filled, style);
  }
  return addToFlow(text, target.parent, key, value, flowStyle(target, style));
}

function planRemove({ document, parent, way }: Target, entry: Entry, path: ManifestPath): Plan | Refusal {
  const reason =
    mergedReason(parent, String(path.at(-1)), document) ??
    anchorReason(entry.key, path, document) ??
    anchorReason(entry.value, path, document);
  if (reason !== undefined) return { refused: reason };
  if (!parent.srcToken) return { refused: `${pathText(path.slice(0, -1))} is written in a way that is not edited` };
  return {
    splices: isBlock(parent) ? removeFromBlock(document.text, entry, way.at(-1)) : removeFromFlow(document.text, entry),
    change: { kind: 'removal', at: positionsOf([...way, entry]) },
    reshapes: parent,
  };
}

function planRename(target: Target, entry: Entry, path: ManifestPath, to: string, style: SourceStyle): Plan | Refusal {
  const { document, parent, way } = target;
  const renamed = pathText([...path.slice(0, -1), to]);
  if (!isMap(parent)) return { refused: `${pathText(path)} is an element of a list: it has no name` };
  const reason = mergedReason(parent, String(path.at(-1)), document) ?? mergedReason(parent, to, document);
  if (reason !== undefined) return { refused: reason };
  if (parent.items.some(({ key }) => keyTextOf(key) === to)) return { refused: `${renamed} is there already` };
  const { key } = entry;
  if (!isNode(key) || !key.range) return { refused: `${pathText(path)} is written in a way that is not edited` };
  const text = style.isJson ? inQuotes(to) : keyAs(key, to, style);
  return {
    splices: [{ start: key.range[0], end: endOf(document.text, key), text }],
    change: { kind: 'name', at: positionsOf([...way, entry]), name: to },
    reshapes: undefined,
  };
}

function flowStyle({ document, parent, way }: Target, style: SourceStyle): FlowStyle {
  return flowStyleOf(
    parent,
    way.map(({ collection }) => collection),
    document.text,
    style,
  );
}

function positionsOf(entries: readonly Entry[]): number[] {
  return entries.map(({ index }) => index);
}

function tagReason(node: unknown, path: ManifestPath): string | undefined {
  const tag = isNode(node) && 'tag' in node ? node.tag : undefined;
  return typeof tag === 'string' ? `${pathText(path)} has the tag ${tag}` : undefined;
}

function anchorReason(node: unknown, path: ManifestPath, document: ReadDocument): string | undefined {
  const anchor = anchorUsedOutside(node, document);
  return anchor && `${pathText(path)} is used in other places by *${anchor}, so the edit would change them`;
}
