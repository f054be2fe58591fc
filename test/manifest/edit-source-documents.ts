import fc from 'fast-check';
import { Document, isCollection, isScalar, type Node, type Pair, visit } from 'yaml';

/** A document of YAML or JSON, written in one of many styles. */
export function documents(): fc.Arbitrary<string> {
  const jsonIndents = fc.constantFrom(0, 2, 4, '\t');
  return fc.oneof(
    { weight: 5, arbitrary: fc.tuple(values(), styles()).map(([value, style]) => written(value, style)) },
    {
      weight: 1,
      arbitrary: fc.tuple(values(), jsonIndents).map(([value, indent]) => JSON.stringify(value, null, indent)),
    },
  );
}

/** A value that an edit sets. */
export function newValues(): fc.Arbitrary<unknown> {
  return fc.oneof(scalars(), fc.letrec((tie) => nested(tie)).value);
}

/** A key that is in no document. */
export function newKeys(): fc.Arbitrary<string> {
  return fc.constantFrom('new', 'x.io/new', 'no', '12', 'new: #', "it's", 'ключ', '');
}

const KEYS = [
  'a',
  'b',
  'spec',
  'steps',
  'setWeight',
  'app.kubernetes.io/name',
  'with space',
  'q"uote',
  "q'uote",
  'x: y',
];

const TEXTS = [
  '',
  'x',
  'plain text',
  'yes',
  'No',
  'y',
  'on',
  '~',
  'null',
  'true',
  '0755',
  '0o17',
  '1_000',
  '0x1F',
  '1e3',
  '.inf',
  '.5',
  '-1',
  '5m',
  '12:30:45',
  '2024-01-01',
  '<<',
  '=',
  '- x',
  '? x',
  ': x',
  'a: b',
  'a #b',
  '# c',
  '{{args.name}}',
  '[x]',
  '*x',
  '&x',
  '!x',
  '%x',
  '@x',
  '`x',
  '--flag=1',
  '---',
  '...',
  ' lead',
  'trail ',
  'tab\tin',
  "it's",
  '"q"',
  'back\\slash',
  'one\ntwo',
  'one\ntwo\n',
  'one\n\n  two\n\n',
  '\nlead',
  '  lead\nx',
  'trail \nx',
  'é ü 漢 😀',
  '\u0085\u2028\ufeff\u0007',
  'x'.repeat(100),
  'sum(rate(x{a="b"}[1m])) > 5, or {y}',
];

interface Style {
  readonly indent: number;
  readonly indentSeq: boolean;
  readonly width: number;
  readonly padding: boolean;
  readonly lineBreak: string;
  readonly start: string;
  readonly end: string;
  readonly choices: readonly number[];
}

function scalars(): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    { weight: 2, arbitrary: fc.constantFrom(0, 1, -5, 0.25, 100, 1e21, 1.5e-7, true, false, null) },
  );
}

function nested(tie: fc.LetrecTypedTie<{ value: unknown }>): { value: fc.Arbitrary<unknown> } {
  return {
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      scalars(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 4 }).map((value) => ({ ...value })),
    ),
  };
}

function values(): fc.Arbitrary<unknown> {
  const { value } = fc.letrec((tie) => nested(tie));
  return fc
    .oneof(
      fc.dictionary(fc.constantFrom(...KEYS), value, { minKeys: 1, maxKeys: 5 }),
      fc.array(value, { minLength: 1 }),
    )
    .map((made) => (Array.isArray(made) ? made : { ...made }));
}

function styles(): fc.Arbitrary<Style> {
  return fc.record({
    indent: fc.constantFrom(2, 2, 4, 3),
    indentSeq: fc.boolean(),
    width: fc.constantFrom(0, 0, 20, 80),
    padding: fc.boolean(),
    lineBreak: fc.constantFrom('\n', '\n', '\r\n'),
    start: fc.constantFrom('', '', '---\n', '# head\n\n', '%YAML 1.2\n---\n', '\ufeff', '--- # head\n'),
    end: fc.constantFrom('\n', '\n', '', '\n# tail\n', '\n...\n', '\n\n\n', '\n  # deep tail'),
    choices: fc.array(fc.nat(99), { minLength: 60, maxLength: 60 }),
  });
}

/** A value as YAML; each node takes one of the choices for each trait of its style. */
function written(value: unknown, style: Style): string {
  const document = new Document(value);
  let count = 0;
  const choose = (): number => style.choices[count++ % style.choices.length] ?? 0;
  const decorate = (node: Node): void => {
    const choice = choose();
    if (choice < 8) node.commentBefore = ' above';
    else if (choice < 16) node.comment = ' behind';
    else if (choice < 24) node.spaceBefore = true;
  };
  visit(document, {
    Pair: (_key, pair: Pair<unknown, unknown>) => {
      if (isScalar(pair.key)) {
        pair.key.type = SCALAR_TYPES[choose() % 12];
        if (choose() < 8) pair.key.commentBefore = ' about the key';
      }
    },
    Node: (key, node) => {
      if (key === 'key') return;
      if (isCollection(node)) node.flow = choose() < 20;
      if (isScalar(node) && typeof node.value === 'string') node.type = SCALAR_TYPES[choose() % 12];
      decorate(node);
    },
  });
  const text = document.toString({
    indent: style.indent,
    indentSeq: style.indentSeq,
    lineWidth: style.width,
    flowCollectionPadding: style.padding,
  });
  return (style.start + text.replace(/\n$/, '') + style.end).replaceAll('\n', style.lineBreak);
}

const SCALAR_TYPES = ['QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED', 'PLAIN', 'PLAIN'] as const;
