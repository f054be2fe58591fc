import { type ConditionValue, fail, goType } from './condition-value';
import { goName, isAssignable, type StaticType, UNKNOWN } from './static-type';

/** A function of the language: what it takes and what it does. */
export interface Builtin {
  /** The type of its value with arguments of some types, or in the controller's words why it takes none such. */
  check(args: readonly StaticType[]): StaticType | string;

  /** Its value. */
  call(...args: readonly ConditionValue[]): ConditionValue;
}

/** One way to call a function. */
export interface Signature {
  /** The types of its parameters. */
  readonly takes: readonly StaticType[];

  /** The type of its value. */
  readonly returns: StaticType;
}

/** One way to call a function. */
export function takes(parameters: readonly StaticType[], returns: StaticType): Signature {
  return { takes: parameters, returns };
}

// What is wrong with the last of the ways to call it, if none fits.
function checkOverloads(name: string, ways: readonly Signature[], args: readonly StaticType[]): StaticType | string {
  let problem = `no matching overload for ${name}`;
  for (const way of ways) {
    const wrong = problemOf(name, way, args);
    if (wrong === undefined) return way.returns;
    problem = wrong;
  }
  return problem;
}

// expr-lang/expr 1.17.7 checker/checker.go, checkArguments.
function problemOf(name: string, way: Signature, args: readonly StaticType[]): string | undefined {
  if (args.length > way.takes.length) return `too many arguments to call ${name}`;
  if (args.length < way.takes.length) return `not enough arguments to call ${name}`;
  for (const [index, type] of args.entries()) {
    const parameter = way.takes[index] ?? UNKNOWN;
    const takesAnything = parameter.is === 'unknown' || type.is === 'unknown';
    if (takesAnything || isAssignable(type, parameter) || (parameter.is === 'float' && type.is === 'int')) continue;
    const given = type.is === 'nil' ? 'nil' : goName(type);
    // With the space at the end that the controller puts there.
    const space = type.is === 'nil' ? '' : ' ';
    return `cannot use ${given} as argument (type ${goName(parameter)}) to call ${name}${space}`;
  }
  return undefined;
}

/** A function that is checked against the ways that there are to call it. */
export function overloaded(name: string, ways: readonly Signature[], call: Builtin['call']): [string, Builtin] {
  return [name, { check: (args) => checkOverloads(name, ways, args), call }];
}

/** A function of one argument of some kinds; what it says of others ends in their type. */
export function unary(
  name: string,
  kinds: readonly StaticType['is'][],
  returns: StaticType | ((argument: StaticType) => StaticType),
  refusal: string,
  call: (argument: ConditionValue) => ConditionValue,
): [string, Builtin] {
  const check = (args: readonly StaticType[]) => {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return wrongCount('1', args.length);
    if (argument.is !== 'unknown' && !kinds.includes(argument.is)) return refuse(refusal, argument);
    return typeof returns === 'function' ? returns(argument) : returns;
  };
  return [name, { check, call: (argument = null) => call(argument) }];
}

/** What the controller says of a wrong number of arguments. */
export function wrongCount(expected: string, got: number): string {
  return `invalid number of arguments (expected ${expected}, got ${got})`;
}

/** A refusal with the type it is about, where `%` stands in it. */
export function refuse(refusal: string, type: StaticType): string {
  return refusal.replace('%', () => (type.is === 'nil' ? '%!s(<nil>)' : goName(type)));
}

/** A value that has to be a text when it is there, as Go's type assertions say it. */
export function textOf(value: ConditionValue): string {
  return typeof value === 'string' ? value : fail(conversion(value, 'string'));
}

/** A value that has to be true or false when it is there. */
export function booleanOf(value: ConditionValue): boolean {
  return typeof value === 'boolean' ? value : fail(conversion(value, 'bool'));
}

/** A value that has to be a float64 when it is there. */
export function floatOf(value: ConditionValue): number {
  return typeof value === 'number' ? value : fail(conversion(value, 'float64'));
}

function conversion(value: ConditionValue, to: string): string {
  return `interface conversion: interface {} is ${value === null ? 'nil' : goType(value)}, not ${to}`;
}
