import { areEqual, arithmetic, toInt } from './arithmetic';
import {
  type ConditionValue,
  fail,
  goKind,
  goText,
  goType,
  isList,
  isMap,
  type ListValue,
  listOf,
} from './condition-value';
import { itemAt } from './members';
import { type Builtin, overloaded, refuse, takes, textOf, unary, wrongCount } from './signatures';
import { ANYTHING, goName, listType, type StaticType, simple } from './static-type';

const TEXT = simple('string');
const LIST = listType(ANYTHING);
const INTS = listType(simple('int'), '[]int');
const FLOATS = listType(simple('float'), '[]float64');
const TEXTS = listType(TEXT, '[]string');

// What `toPairs` makes is no list to `==`.
const PAIR = '[2]interface {}';

/** The functions of the language that are about lists and maps (expr-lang/expr 1.17.7 builtin). */
export const LIST_BUILTINS: readonly [string, Builtin][] = [
  unary('len', ['list', 'map', 'string'], simple('int'), 'invalid argument for len (type %)', (of) => {
    if (isList(of)) return BigInt(of.list.length);
    if (isMap(of)) return BigInt(of.map.size);
    return typeof of === 'string' ? BigInt([...of].length) : fail(`invalid argument for len (type ${goType(of)})`);
  }),
  overloaded('type', [takes([ANYTHING], TEXT)], (of = null) => TYPES[goKind(of)] ?? 'unknown'),
  unary('first', ['list'], elementOf, 'cannot get first element from %', (of) => endOf(of, 0n)),
  unary('last', ['list'], elementOf, 'cannot get last element from %', (of) => endOf(of, -1n)),
  ['get', { check: checkGet, call: (of = null, at = null) => get(of, at) }],
  ['take', { check: checkTake, call: (of = null, n = null) => take(of, n) }],
  unary('keys', ['map'], LIST, 'cannot get keys from %', (of) =>
    listOf([...entriesOf(of, 'get keys from ')].map(([key]) => key)),
  ),
  unary('values', ['map'], LIST, 'cannot get values from %', (of) =>
    listOf([...entriesOf(of, 'get values from ')].map(([, value]) => value)),
  ),
  unary('toPairs', ['map'], LIST, 'cannot transform % to pairs', (of) => {
    const pairs = [...entriesOf(of, 'transform ', ' to pairs')].map((pair) => listOf(pair, PAIR));
    return listOf(pairs, PAIR);
  }),
  unary('fromPairs', ['list'], { is: 'map', of: ANYTHING, key: 'any' }, 'cannot transform % from pairs', (of) => ({
    map: new Map((isList(of) ? of.list : fail(`cannot transform ${goText(of)} from pairs`)).map(pairOf)),
    key: 'interface {}',
  })),
  unary('reverse', ['list'], LIST, 'cannot reverse %', (of) => listOf([...itemsOf(of, 'reverse')].reverse())),
  unary('uniq', ['list'], LIST, 'cannot uniq %', (of) => {
    const items = itemsOf(of, 'uniq');
    return listOf(items.filter((item, at) => !items.slice(0, at).some((other) => areEqual(other, item))));
  }),
  unary('flatten', ['list'], LIST, 'cannot flatten %', (of) => listOf(flat(itemsOf(of, 'flatten')))),
  ['concat', { check: checkConcat, call: (...lists) => listOf(lists.flatMap((of) => itemsOf(of, 'concat'))) }],
  overloaded('sort', sortSignatures(), (of = null, order = 'asc') => sort(of, textOf(order))),
  overloaded(
    'join',
    [
      takes([TEXTS, TEXT], TEXT),
      takes([LIST, TEXT], TEXT),
      takes([LIST], TEXT),
      takes([TEXTS, TEXT], TEXT),
      takes([TEXTS], TEXT),
    ],
    (of = null, glue = '') =>
      isList(of) && ['string', 'interface {}'].includes(of.element)
        ? of.list.map(textOf).join(textOf(glue))
        : fail(`invalid argument for join (type ${goType(of)})`),
  ),
];

const TYPES: Readonly<Record<string, string>> = {
  invalid: 'nil',
  bool: 'bool',
  int: 'int',
  float64: 'float',
  string: 'string',
  slice: 'array',
  map: 'map',
};

function elementOf(type: StaticType): StaticType {
  return type.is === 'list' ? type.of : ANYTHING;
}

// Without such an element it is nil, whatever it is of.
function endOf(of: ConditionValue, index: bigint): ConditionValue {
  return isList(of) && of.list.length > 0 ? itemAt(of, index) : null;
}

function checkGet(args: readonly StaticType[]): StaticType | string {
  const [of, at] = args;
  if (of === undefined || at === undefined || args.length > 2) return wrongCount('2', args.length);
  if (of.is === 'unknown') return ANYTHING;
  if (of.is === 'list') {
    return at.is === 'int' || at.is === 'unknown' ? of.of : refuse('non-integer slice index %', at);
  }
  if (of.is !== 'map') return refuse('type % does not support indexing', of);
  if (at.is === 'string' || at.is === 'unknown' || of.key === 'any') return of.of;
  return `cannot use ${goName(at)} to get an element from ${goName(of)}`;
}

function get(of: ConditionValue, at: ConditionValue): ConditionValue {
  if (isMap(of)) return of.map.get(at) ?? null;
  if (!isList(of) && typeof of !== 'string') return null;
  const length = isList(of) ? of.list.length : Buffer.byteLength(of);
  const index = Number(toInt(at));
  return index >= -length && index < length ? itemAt(of, BigInt(index)) : null;
}

function checkTake(args: readonly StaticType[]): StaticType | string {
  const [of, n] = args;
  if (of === undefined || n === undefined || args.length > 2) return wrongCount('2', args.length);
  if (of.is !== 'list' && of.is !== 'unknown') return refuse('cannot take from %', of);
  return n.is === 'int' || n.is === 'unknown' ? of : refuse('cannot take % elements', n);
}

function take(of: ConditionValue, n: ConditionValue): ConditionValue {
  if (!isList(of)) return fail(`cannot take from ${goKind(of)}`);
  if (typeof n !== 'bigint') return fail(`cannot take ${goKind(n)} elements`);
  if (n < 0n) return fail('reflect.Value.Slice: slice index out of bounds');
  return listOf(of.list.slice(0, Number(n)), of.element);
}

function checkConcat(args: readonly StaticType[]): StaticType | string {
  if (args.length === 0) return 'invalid number of arguments (expected at least 1, got 0)';
  const wrong = args.find(({ is }) => is !== 'list' && is !== 'unknown');
  return wrong === undefined ? LIST : refuse('cannot concat %', wrong);
}

function entriesOf(of: ConditionValue, action: string, rest = ''): Iterable<[ConditionValue, ConditionValue]> {
  return isMap(of) ? of.map : fail(`cannot ${action}${goKind(of)}${rest}`);
}

function itemsOf(of: ConditionValue, action: string): readonly ConditionValue[] {
  return isList(of) ? of.list : fail(`cannot ${action} ${goKind(of)}`);
}

function pairOf(pair: ConditionValue): [ConditionValue, ConditionValue] {
  if (!isList(pair)) return fail(`invalid pair ${goText(pair)}`);
  const [key = null, value = null] = pair.list;
  return pair.list.length === 2 ? [key, value] : fail(`invalid pair length ${goText(pair)}`);
}

function flat(items: readonly ConditionValue[]): ConditionValue[] {
  return items.flatMap((item) => (isList(item) ? flat(item.list) : [item]));
}

function sortSignatures() {
  const ordered = [LIST, INTS, FLOATS, TEXTS].map((of) => takes([of, TEXT], LIST));
  return [...ordered, ...[LIST, FLOATS, TEXTS, INTS].map((of) => takes([of], LIST))];
}

function sort(of: ConditionValue, order: string): ListValue {
  if (order !== 'asc' && order !== 'desc') return fail(`invalid order ${order}, expected asc or desc`);
  return listOf(isList(of) ? sorted(of.list, (item) => item, order === 'desc') : []);
}

/** A list in the order of what is known of its items. */
export function sorted(
  items: readonly ConditionValue[],
  by: (item: ConditionValue) => ConditionValue,
  isDescending: boolean,
): ConditionValue[] {
  const isLess = (left: ConditionValue, right: ConditionValue) => arithmetic('<', left, right) === true;
  const keyed = items.map((item) => ({ item, key: by(item) }));
  keyed.sort((a, b) => {
    const [left, right] = isDescending ? [b.key, a.key] : [a.key, b.key];
    return isLess(left, right) ? -1 : isLess(right, left) ? 1 : 0;
  });
  return keyed.map(({ item }) => item);
}
