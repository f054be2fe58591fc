import { isAlias, isMap, isScalar, isSeq, type Scalar } from 'yaml';
import { plainScalar } from './go-scalars';
import { entriesOf, type Plain } from './plain';
import { MAX_DEPTH } from './yaml-parser';

/** What a node of YAML says, without how it is written: enough to tell whether two texts say the same. */
export interface Shape {
  /** The value of a scalar, the anchor that an alias names, or undefined for a mapping or list. */
  readonly value?: unknown;

  /** What it is; a tag makes another kind of it. */
  readonly kind: string;

  /** The anchor that it bears. */
  readonly anchor?: string;

  /** The keys and values of a mapping, in their order. */
  readonly pairs?: readonly PairShape[];

  /** The elements of a list. */
  readonly items?: readonly Shape[];
}

/** A key of a mapping with its value. */
export interface PairShape {
  /** The key. */
  readonly key: Shape;

  /** The value. */
  readonly value: Shape;
}

/**
 * The shape of a node; undefined where it is nested too deeply.
 * @param text the text that the node is of
 */
export function shapeOf(text: string, node: unknown, depth = 0): Shape | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (isAlias(node)) return { kind: 'alias', value: node.source };
  if (isScalar(node)) return { ...headOf('scalar', node), value: scalarValue(text, node) };
  if (isSeq(node)) {
    const items = allOf(node.items.map((item) => shapeOf(text, item, depth + 1)));
    return items && { ...headOf('list', node), items };
  }
  if (!isMap(node)) return { kind: 'scalar', value: null };
  const keys = allOf(node.items.map(({ key }) => shapeOf(text, key, depth + 1)));
  const values = allOf(node.items.map(({ value }) => shapeOf(text, value, depth + 1)));
  return keys && values && { ...headOf('map', node), pairs: keys.flatMap((key, index) => pairOf(key, values[index])) };
}

/** The shape of a value of JSON; undefined for anything else, and where it is nested too deeply. */
export function shapeOfPlain(value: Plain, depth = 0): Shape | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return { kind: 'scalar', value };
  if (typeof value === 'number') return Number.isFinite(value) ? { kind: 'scalar', value } : undefined;
  if (typeof value !== 'object') return undefined;
  if (Array.isArray(value)) {
    const items = allOf(value.map((item) => shapeOfPlain(item, depth + 1)));
    return items && { kind: 'list', items };
  }
  const entries = entriesOf(value);
  const values = allOf(entries.map(([, entry]) => shapeOfPlain(entry, depth + 1)));
  const pairs = values && entries.flatMap(([key], index) => pairOf({ kind: 'scalar', value: key }, values[index]));
  return pairs && { kind: 'map', pairs };
}

/** Whether two shapes say the same. */
export function isSameShape(one: Shape | undefined, other: Shape | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const [items, pairs] = [other.items ?? [], other.pairs ?? []];
  return (
    one.kind === other.kind &&
    one.anchor === other.anchor &&
    isSameValue(one.value, other.value) &&
    (one.items?.length ?? 0) === items.length &&
    (one.pairs?.length ?? 0) === pairs.length &&
    (one.items ?? []).every((item, index) => isSameShape(item, items[index])) &&
    (one.pairs ?? []).every(
      ({ key, value }, index) => isSameShape(key, pairs[index]?.key) && isSameShape(value, pairs[index]?.value),
    )
  );
}

/** The value as YAML 1.2 has it; where Go has another one, both. */
function scalarValue(text: string, { type, source, value, range }: Scalar): unknown {
  // At the end of a text Go takes the line break away that is not there, and others do not.
  const isCutOff = isBlockType(type) && range?.[1] === text.length && !/^.-|\n$/.test(text.slice(range[0]));
  const inGo = type === 'PLAIN' ? plainScalar(source ?? '') : isCutOff ? source?.replace(/\n$/, '') : value;
  return isSameValue(inGo, value) ? value : [value, inGo];
}

/** Dates and bytes are objects, of which the text says what they are. */
function isSameValue(one: unknown, other: unknown): boolean {
  const isObject = typeof one === 'object' && one !== null && typeof other === 'object' && other !== null;
  return isObject ? JSON.stringify(one) === JSON.stringify(other) : one === other || Object.is(one, other);
}

function isBlockType(type: Scalar['type']): boolean {
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
}

function headOf(kind: string, { tag, anchor }: { tag?: string; anchor?: string }): Shape {
  return { kind: tag === undefined ? kind : `${kind} ${tag}`, ...(anchor === undefined ? {} : { anchor }) };
}

function pairOf(key: Shape, value: Shape | undefined): PairShape[] {
  return value === undefined ? [] : [{ key, value }];
}

function allOf(shapes: readonly (Shape | undefined)[]): Shape[] | undefined {
  const found = shapes.filter((shape) => shape !== undefined);
  return found.length === shapes.length ? found : undefined;
}
