import { areComparable, goName, isNumeric, listType, mayAgree, type StaticType, UNKNOWN } from './static-type';

const BOOLEAN: StaticType = { is: 'boolean' };
const FLOAT: StaticType = { is: 'float' };
const INT: StaticType = { is: 'int' };
const TEXT: StaticType = { is: 'string' };
const TIME: StaticType = { is: 'time' };
const DURATION: StaticType = { is: 'duration' };

/** The type of an operator before an operand; undefined where it takes no such operand. */
export function unaryType(operator: string, operand: StaticType): StaticType | undefined {
  if (operator === '!' || operator === 'not') return isOrMayBe(operand, 'boolean') ? BOOLEAN : undefined;
  return isNumeric(operand) || operand.is === 'unknown' ? operand : undefined;
}

/**
 * The type of an operator between two operands (expr-lang/expr 1.17.7 checker/checker.go); undefined where it takes no
 * such operands.
 */
export function binaryType(operator: string, left: StaticType, right: StaticType): StaticType | undefined {
  switch (operator) {
    case '==':
    case '!=':
      return areComparable(left, right) ? BOOLEAN : undefined;
    case 'or':
    case '||':
    case 'and':
    case '&&':
      return isOrMayBe(left, 'boolean') && isOrMayBe(right, 'boolean') ? BOOLEAN : undefined;
    case '<':
    case '>':
    case '<=':
    case '>=':
      return isOrdered(left, right) ? BOOLEAN : undefined;
    case '+':
    case '-':
    case '*':
      return sumType(operator, left, right);
    case '/':
    case '**':
    case '^':
      return areNumeric(left, right) || mayAgree(left, right, 'int', 'float') ? FLOAT : undefined;
    case '%':
      return areInt(left, right) ? INT : undefined;
    case '..':
      return areInt(left, right) ? listType(INT) : undefined;
    case 'matches':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return (left.is === 'string' && right.is === 'string') || mayAgree(left, right, 'string') ? BOOLEAN : undefined;
    case '??':
      if (left.is === 'nil') return right;
      return right.is === 'nil' || (right.is === left.is && goName(left) === goName(right)) ? left : UNKNOWN;
    default:
      return undefined;
  }
}

/** What is wrong with `left in right`, in the controller's words; undefined where nothing is. */
export function membershipProblem(left: StaticType, right: StaticType): string | undefined {
  if (right.is === 'map') {
    const isKey = left.is === 'unknown' || right.key === 'any' || left.is === 'string';
    return isKey ? undefined : `cannot use ${goName(left)} as type string in map key`;
  }
  if (right.is === 'list') {
    return areComparable(left, right.of)
      ? undefined
      : `cannot use ${goName(left)} as type ${goName(right.of)} in array`;
  }
  if (right.is === 'unknown' || (left.is === 'unknown' && right.is === 'string')) return undefined;
  return mismatch('in', left, right);
}

/** What the controller says of two types that an operator does not take. */
export function mismatch(operator: string, left: StaticType, right: StaticType): string {
  return `invalid operation: ${operator} (mismatched types ${goName(left)} and ${goName(right)})`;
}

function isOrdered(left: StaticType, right: StaticType): boolean {
  const isSame = left.is === right.is && ['string', 'time', 'duration'].includes(left.is);
  return isSame || areNumeric(left, right) || mayAgree(left, right, 'int', 'float', 'string', 'time', 'duration');
}

function sumType(operator: '+' | '-' | '*', left: StaticType, right: StaticType): StaticType | undefined {
  if (areNumeric(left, right)) return left.is === 'float' || right.is === 'float' ? FLOAT : INT;
  const known = KNOWN_SUMS[`${left.is} ${operator} ${right.is}`];
  if (known !== undefined) return known;
  const kinds = { '+': ['string', 'time'], '-': ['time'], '*': [] } as const;
  return mayAgree(left, right, 'int', 'float', 'duration', ...kinds[operator]) ? UNKNOWN : undefined;
}

const KNOWN_SUMS: Readonly<Record<string, StaticType>> = {
  'string + string': TEXT,
  'time + duration': TIME,
  'duration + time': TIME,
  'duration + duration': DURATION,
  'time - time': DURATION,
  'time - duration': TIME,
  'duration - duration': DURATION,
  'int * duration': DURATION,
  'float * duration': DURATION,
  'duration * int': DURATION,
  'duration * float': DURATION,
  'duration * duration': DURATION,
};

function areNumeric(left: StaticType, right: StaticType): boolean {
  return isNumeric(left) && isNumeric(right);
}

function areInt(left: StaticType, right: StaticType): boolean {
  return isOrMayBe(left, 'int') && isOrMayBe(right, 'int');
}

function isOrMayBe(type: StaticType, is: StaticType['is']): boolean {
  return type.is === is || type.is === 'unknown';
}
