import fc from 'fast-check';
import type { ConditionNode } from '../../../src/analysis/conditions/condition-node';

const AT = { from: 0, to: 0 } as const;
const NAMES = ['result', 'asInt', 'isNaN', 'count', 'x', '_y', 'ünder', 'truely'];
const FIELDS = ['a', 'b', 'zzz', 'in', 'not', 'true', 'two words', '0', ''];
const OPERATORS = [
  ...['or', '||', 'and', '&&', '==', '!=', '<', '>', '>=', '<=', 'in', 'matches', 'contains', 'startsWith', 'endsWith'],
  ...['..', '+', '-', '*', '/', '%', '**', '^', '??'],
];
const VALUE_BUILTINS = ['len', 'abs', 'int', 'float', 'string', 'min', 'max', 'first', 'sort', 'keys', 'upper', 'type'];
const PREDICATES = [
  'all',
  'any',
  'none',
  'one',
  'filter',
  'map',
  'count',
  'sum',
  'find',
  'sortBy',
  'groupBy',
  'reduce',
];

/** Conditions of every form that the language has, as what reading them makes. */
export const arbitraryCondition: fc.Arbitrary<ConditionNode> = fc.letrec<{ any: ConditionNode; inside: ConditionNode }>(
  (tie) => ({
    any: nodes(tie('any'), tie('inside'), false),
    inside: nodes(tie('inside'), tie('inside'), true),
  }),
).any;

function nodes(
  any: fc.Arbitrary<ConditionNode>,
  inside: fc.Arbitrary<ConditionNode>,
  isInPredicate: boolean,
): fc.Arbitrary<ConditionNode> {
  const args = fc.array(any, { maxLength: 2 });
  const field = fc.constantFrom(...FIELDS).map((value): ConditionNode => ({ ...AT, is: 'text', value }));
  // What stands before `.` and `[` is no chain: reading would join the two.
  const base = any.filter(({ is }) => is !== 'chain');
  const member = fc.record({ of: base, property: fc.oneof(field, any), optional: fc.constant(false) });
  const recursive: fc.Arbitrary<ConditionNode>[] = [
    fc.record({ items: args }).map((node) => ({ ...AT, is: 'list', ...node })),
    fc
      .array(fc.record({ key: fc.oneof(field, any), value: any }), { maxLength: 2 })
      .map((entries) => ({ ...AT, is: 'map', entries })),
    fc
      .record({ operator: fc.constantFrom('!', 'not', '-', '+'), operand: any })
      .map((node) => ({ ...AT, is: 'unary', ...node })),
    fc
      .record({ operator: fc.constantFrom(...OPERATORS), left: any, right: any })
      .map((node) => ({ ...AT, is: 'binary', ...node })),
    fc.record({ test: any, yes: any, no: any }).map((node) => ({ ...AT, is: 'conditional', ...node })),
    member.map((node) => ({ ...AT, is: 'member', ...node })),
    member.map((node) => ({ ...AT, is: 'chain', of: { ...AT, is: 'member', ...node, optional: true } })),
    fc
      .record({ of: base, start: fc.option(any, { nil: undefined }), end: fc.option(any, { nil: undefined }) })
      .map((node) => ({ ...AT, is: 'slice', ...node })),
    fc
      .record({ name: fc.constantFrom('asInt', 'isNil', 'default', 'f'), args })
      .map(({ name, args: of }) => ({ ...AT, is: 'call', callee: { ...AT, is: 'name', name }, args: of })),
    fc
      .record({ name: fc.constantFrom(...VALUE_BUILTINS), args: fc.array(any, { minLength: 1, maxLength: 2 }) })
      .map((node) => ({ ...AT, is: 'builtin', ...node })),
    fc
      .record({ name: fc.constantFrom(...PREDICATES), of: any, body: inside })
      .map(({ name, of, body }) => ({ ...AT, is: 'builtin', name, args: [of, { ...AT, is: 'predicate', body }] })),
    fc
      .record({ name: fc.constantFrom('x', 'y', 'z'), value: any, body: any })
      .map((node) => ({ ...AT, is: 'let', ...node })),
    fc.array(any, { minLength: 2, maxLength: 3 }).map((items) => ({ ...AT, is: 'sequence', items })),
  ];
  const pointers = fc.constantFrom('', 'index', 'acc').map((name): ConditionNode => ({ ...AT, is: 'pointer', name }));
  const leaves = isInPredicate ? fc.oneof(leaf(), pointers) : leaf();
  return fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaves, ...recursive);
}

function leaf(): fc.Arbitrary<ConditionNode> {
  return fc.oneof(
    fc.constant<ConditionNode>({ ...AT, is: 'nil' }),
    fc.boolean().map((value): ConditionNode => ({ ...AT, is: 'boolean', value })),
    fc.bigInt(0n, 2n ** 63n - 1n).map((value): ConditionNode => ({ ...AT, is: 'integer', value })),
    fc.bigInt(0n, 4n).map((value): ConditionNode => ({ ...AT, is: 'integer', value })),
    fc
      .double({ min: 0, noNaN: true, noDefaultInfinity: true })
      .map((value): ConditionNode => ({ ...AT, is: 'float', value: Math.abs(value) })),
    fc.string({ unit: 'grapheme', maxLength: 4 }).map((value): ConditionNode => ({ ...AT, is: 'text', value })),
    fc.constantFrom(...NAMES).map((name): ConditionNode => ({ ...AT, is: 'name', name })),
    fc
      .constantFrom('{{args.x}}', '{{ args.threshold }}')
      .map((text): ConditionNode => ({ ...AT, is: 'placeholder', text })),
  );
}
