import type { PairShape, Shape } from './source-edit-shape';

/** What an edit changes of a shape; `at` is the way to the entry by positions, or to the collection that gets one. */
export type Change =
  | { readonly kind: 'value'; readonly at: readonly number[]; readonly value: Shape }
  | { readonly kind: 'name'; readonly at: readonly number[]; readonly name: string }
  | { readonly kind: 'removal'; readonly at: readonly number[] }
  | { readonly kind: 'addition'; readonly at: readonly number[]; readonly name: string; readonly value: Shape };

/** What a document should say after edits, all of which are about the document as it was. */
export function expectedShape(shape: Shape, changes: readonly Change[]): Shape {
  const removals = changes.filter(({ kind }) => kind === 'removal').sort((one, other) => compare(other.at, one.at));
  const others = changes.filter(({ kind }) => kind !== 'removal');
  // Removals move what stands behind them, so they come last, and the last entry first.
  return [...others, ...removals].reduce(changed, shape);
}

function changed(shape: Shape, change: Change): Shape {
  return change.kind === 'addition'
    ? inside(shape, change.at, (collection) => withEntry(collection, change.name, change.value))
    : inside(shape, change.at.slice(0, -1), (collection) => withChange(collection, change.at.at(-1) ?? 0, change));
}

/** A shape in which one collection is another one. */
function inside(shape: Shape, [position, ...rest]: readonly number[], change: (collection: Shape) => Shape): Shape {
  if (position === undefined) return change(shape);
  const at = <T>(list: readonly T[], make: (element: T) => T): T[] =>
    list.map((element, index) => (index === position ? make(element) : element));
  if (shape.items) return { ...shape, items: at(shape.items, (item) => inside(item, rest, change)) };
  const enter = ({ key, value }: PairShape): PairShape => ({ key, value: inside(value, rest, change) });
  return { ...shape, pairs: at(shape.pairs ?? [], enter) };
}

function withEntry(collection: Shape, name: string, value: Shape): Shape {
  if (collection.items) return { ...collection, items: [...collection.items, value] };
  return { ...collection, pairs: [...(collection.pairs ?? []), { key: { kind: 'scalar', value: name }, value }] };
}

function withChange(collection: Shape, position: number, change: Change): Shape {
  const { items, pairs = [] } = collection;
  if (items)
    return { ...collection, items: items.flatMap((item, at) => (at === position ? itemAfter(item, change) : [item])) };
  return { ...collection, pairs: pairs.flatMap((pair, at) => (at === position ? pairAfter(pair, change) : [pair])) };
}

function itemAfter(item: Shape, change: Change): Shape[] {
  return change.kind === 'value' ? [withAnchorOf(item, change.value)] : [];
}

function pairAfter({ key, value }: PairShape, change: Change): PairShape[] {
  if (change.kind === 'name') return [{ key: { ...key, value: change.name }, value }];
  return change.kind === 'value' ? [{ key, value: withAnchorOf(value, change.value) }] : [];
}

/** An anchor that nothing refers to stays where it is. */
function withAnchorOf(old: Shape, shape: Shape): Shape {
  return old.anchor === undefined ? shape : { ...shape, anchor: old.anchor };
}

function compare(one: readonly number[], other: readonly number[]): number {
  const differs = one.findIndex((position, index) => position !== other[index]);
  if (differs === -1) return one.length - other.length;
  return (one[differs] ?? 0) - (other[differs] ?? -1);
}
