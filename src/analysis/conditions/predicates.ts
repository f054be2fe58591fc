import { areEqual, arithmetic } from './arithmetic';
import { type ConditionValue, fail, goKind, isList, listOf } from './condition-value';
import { sorted } from './list-builtins';
import { booleanOf, textOf } from './signatures';

/** What a predicate is asked about: an element of a list, and what came of the ones before it. */
export interface Asked {
  /** The element. */
  readonly item: ConditionValue;

  /** The place of the element in its list. */
  readonly index: bigint;

  /**
   * What came of the elements before it, in `reduce`.
   * @default - nothing
   */
  readonly accumulated?: ConditionValue;
}

type Ask = (about: Asked) => ConditionValue;

/** The value of a function that asks something of each element of a list (expr-lang/expr 1.17.7 compiler/compiler.go). */
export function askEach(name: string, of: ConditionValue, ask: Ask, third: ConditionValue | undefined): ConditionValue {
  if (!isList(of)) return fail(`reflect: call of reflect.Value.Len on ${of === null ? 'zero' : goKind(of)} Value`);
  const about = of.list.map((item, index) => ({ item, index: BigInt(index) }));
  const isSo = (one: Asked) => booleanOf(ask(one));
  switch (name) {
    case 'all':
      return about.every(isSo);
    case 'none':
      return !about.some(isSo);
    case 'any':
      return about.some(isSo);
    case 'one':
      return about.filter(isSo).length === 1;
    case 'filter':
      return listOf(about.filter(isSo).map(({ item }) => item));
    case 'map':
      return listOf(about.map(ask));
    case 'count':
      return BigInt(about.filter(isSo).length);
    case 'sum':
      return about.reduce<ConditionValue>((sum, one) => arithmetic('+', ask(one), sum), 0n);
    case 'find':
      return about.find(isSo)?.item ?? null;
    case 'findLast':
      return [...about].reverse().find(isSo)?.item ?? null;
    case 'findIndex':
      return about.find(isSo)?.index ?? null;
    case 'findLastIndex':
      return [...about].reverse().find(isSo)?.index ?? null;
    case 'groupBy':
      return { map: grouped(about, ask), key: 'interface {}' };
    case 'sortBy':
      return sortedBy(about, ask, textOf(third ?? 'asc'));
    default:
      return reduced(about, ask, third);
  }
}

function grouped(about: readonly Asked[], ask: Ask): ReadonlyMap<ConditionValue, ConditionValue> {
  const groups = new Map<ConditionValue, ConditionValue[]>();
  for (const one of about) {
    const answer = ask(one);
    const key = [...groups.keys()].find((known) => typeof known === typeof answer && areEqual(known, answer)) ?? answer;
    groups.set(key, [...(groups.get(key) ?? []), one.item]);
  }
  return new Map([...groups].map(([key, items]) => [key, listOf(items)]));
}

function sortedBy(about: readonly Asked[], ask: Ask, order: string): ConditionValue {
  if (order !== 'asc' && order !== 'desc') return fail('unknown order, use asc or desc');
  const answers = about.map((one) => ({ item: one.item, answer: ask(one) }));
  const places = answers.map((_, at) => BigInt(at));
  const inOrder = sorted(places, (at) => answers[Number(at)]?.answer ?? null, order === 'desc');
  return listOf(inOrder.map((at) => answers[Number(at)]?.item ?? null));
}

function reduced(about: readonly Asked[], ask: Ask, start: ConditionValue | undefined): ConditionValue {
  const [first, ...others] = about;
  if (start === undefined && first === undefined) return fail('reflect: slice index out of range');
  const rest = start === undefined ? others : about;
  return rest.reduce<ConditionValue>((accumulated, one) => ask({ ...one, accumulated }), start ?? first?.item ?? null);
}
