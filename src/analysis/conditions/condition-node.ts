/** A part of a condition as the language reads it, with where it stands. */
export type ConditionNode =
  | NilNode
  | BooleanNode
  | IntegerNode
  | FloatNode
  | TextNode
  | NameNode
  | PlaceholderNode
  | ListNode
  | MapNode
  | UnaryNode
  | BinaryNode
  | ConditionalNode
  | MemberNode
  | ChainNode
  | SliceNode
  | CallNode
  | BuiltinNode
  | PredicateNode
  | PointerNode
  | LetNode
  | SequenceNode;

/** Where a part of a condition stands, as offsets from its begin. */
export interface Span {
  /** The offset of its first character. */
  readonly from: number;

  /** The offset behind its last character. */
  readonly to: number;
}

/** `nil`. */
export type NilNode = Span & {
  readonly is: 'nil';
};

/** `true` or `false`. */
export type BooleanNode = Span & {
  readonly is: 'boolean';
  readonly value: boolean;
};

/** A whole number such as `1`, `1_000` or `0xff`: an int of Go. */
export type IntegerNode = Span & {
  readonly is: 'integer';
  readonly value: bigint;
};

/** A number such as `0.99` or `1e-3`: a float64 of Go. */
export type FloatNode = Span & {
  readonly is: 'float';
  readonly value: number;
};

/** A text in `'…'`, `"…"` or backquotes, without its escapes. */
export type TextNode = Span & {
  readonly is: 'text';
  readonly value: string;
};

/** A name, such as `result`. */
export type NameNode = Span & {
  readonly is: 'name';
  readonly name: string;
};

/** Something that is known only when the arguments are, such as `{{args.threshold}}` or `0.{{args.percent}}`. */
export type PlaceholderNode = Span & {
  readonly is: 'placeholder';
  readonly text: string;
};

/** `[1, 2]`. */
export type ListNode = Span & {
  readonly is: 'list';
  readonly items: readonly ConditionNode[];
};

/** `{a: 1}`. */
export type MapNode = Span & {
  readonly is: 'map';
  readonly entries: readonly MapEntry[];
};

/** A key and a value of a `MapNode`. */
export type MapEntry = {
  readonly key: ConditionNode;
  readonly value: ConditionNode;
};

/** An operator before its operand: `!`, `not`, `-` and `+`. */
export type UnaryNode = Span & {
  readonly is: 'unary';
  readonly operator: string;
  readonly operand: ConditionNode;
};

/** An operator between two operands. */
export type BinaryNode = Span & {
  readonly is: 'binary';
  readonly operator: string;
  readonly left: ConditionNode;
  readonly right: ConditionNode;
};

/** `test ? yes : no`, also written `if test { yes } else { no }`. */
export type ConditionalNode = Span & {
  readonly is: 'conditional';
  readonly test: ConditionNode;
  readonly yes: ConditionNode;
  readonly no: ConditionNode;
};

/** `of.name` or `of[index]`; optional with `?.`. */
export type MemberNode = Span & {
  readonly is: 'member';
  readonly of: ConditionNode;
  readonly property: ConditionNode;
  readonly optional: boolean;
};

/** How far an optional `?.` reaches: where it meets nil, the whole chain is nil. */
export type ChainNode = Span & {
  readonly is: 'chain';
  readonly of: ConditionNode;
};

/** `of[start:end]`. */
export type SliceNode = Span & {
  readonly is: 'slice';
  readonly of: ConditionNode;
  readonly start?: ConditionNode;
  readonly end?: ConditionNode;
};

/** A call of a function that the controller gives, or of something that is none. */
export type CallNode = Span & {
  readonly is: 'call';
  readonly callee: ConditionNode;
  readonly args: readonly ConditionNode[];
};

/** A call of a function of the language itself. */
export type BuiltinNode = Span & {
  readonly is: 'builtin';
  readonly name: string;
  readonly args: readonly ConditionNode[];
};

/** What `all(list, …)` and the like ask of each element. */
export type PredicateNode = Span & {
  readonly is: 'predicate';
  readonly body: ConditionNode;
};

/** `#`, the element that a predicate is asked of; `#index` and `#acc` beside it. */
export type PointerNode = Span & {
  readonly is: 'pointer';
  readonly name: string;
};

/** `let name = value; body`. */
export type LetNode = Span & {
  readonly is: 'let';
  readonly name: string;
  readonly value: ConditionNode;
  readonly body: ConditionNode;
};

/** `first; second`: the value of the last. */
export type SequenceNode = Span & {
  readonly is: 'sequence';
  readonly items: readonly ConditionNode[];
};
