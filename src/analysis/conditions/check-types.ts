import { argoFunctions } from './argo-functions';
import { BUILTINS, isBuiltin } from './builtins';
import type {
  BinaryNode,
  BuiltinNode,
  CallNode,
  ConditionalNode,
  ConditionNode,
  LetNode,
  MemberNode,
  SliceNode,
} from './condition-node';
import type { ConditionProblem, ConditionProblemCode } from './condition-problem';
import { goRegex } from './go-regex';
import { binaryType, membershipProblem, mismatch, unaryType } from './operator-types';
import { PREDICATES } from './predicate-names';
import { checkPredicate } from './predicate-types';
import { ANYTHING, goName, isAssignable, listType, type StaticType, simple, UNKNOWN } from './static-type';
import { closestName, mismatchMessage } from './type-problems';

/** What the type checker of the language finds. */
export interface CheckedTypes {
  /** The type of the whole condition. */
  readonly type: StaticType;

  /** What the controller would refuse before it evaluates, in the order in which it finds it; it says the first only. */
  readonly problems: readonly ConditionProblem[];
}

/** Checks a condition as expr-lang/expr 1.17.7 (checker/checker.go) does, for a result of a type. */
export function checkTypes(condition: ConditionNode, result: StaticType): CheckedTypes {
  const checker = new TypeChecker(result);
  return { type: checker.typeOf(condition), problems: checker.problems };
}

class TypeChecker {
  readonly problems: ConditionProblem[] = [];
  private readonly functions = argoFunctions(null);
  private readonly variables: { readonly name: string; readonly type: StaticType }[] = [];
  private readonly scopes: { readonly element: StaticType; readonly variables: readonly string[] }[] = [];

  constructor(private readonly result: StaticType) {}

  typeOf(node: ConditionNode): StaticType {
    switch (node.is) {
      case 'nil':
      case 'boolean':
      case 'float':
        return { is: node.is };
      case 'integer':
        return { is: 'int' };
      case 'text':
        return { is: 'string' };
      case 'placeholder':
        return UNKNOWN;
      case 'name':
        return this.nameType(node.name, node);
      case 'list':
        return this.listType(node.items);
      case 'map':
        for (const { key, value } of node.entries) [this.typeOf(key), this.typeOf(value)];
        return { is: 'map', of: ANYTHING, key: 'string' };
      case 'unary': {
        const operand = this.typeOf(node.operand);
        const error = `invalid operation: ${node.operator} (mismatched type ${goName(operand)})`;
        return unaryType(node.operator, operand) ?? this.refuse(node, 'mismatched-types', error);
      }
      case 'binary':
        return this.binaryType(node);
      case 'conditional':
        return this.conditionalType(node);
      case 'member':
        return this.memberType(node, this.typeOf(node.of), false);
      case 'chain':
        return this.typeOf(node.of);
      case 'slice':
        return this.sliceType(node, this.typeOf(node.of));
      case 'call':
        return this.callType(node);
      case 'builtin':
        return this.builtinType(node);
      case 'predicate':
        return this.typeOf(node.body);
      case 'pointer':
        return this.pointerType(node.name, node);
      case 'let':
        return this.letType(node);
      case 'sequence':
        return node.items.map((item) => this.typeOf(item)).at(-1) ?? UNKNOWN;
    }
  }

  private nameType(name: string, node: ConditionNode): StaticType {
    const variable = this.variables.find((one) => one.name === name);
    if (variable !== undefined) return variable.type;
    if (name === '$env') return UNKNOWN;
    if (name === 'result') return this.result;
    if (this.functions.has(name) || isBuiltin(name)) return { is: 'function', name };
    const known = ['result', ...this.functions.keys(), ...PREDICATES.keys(), ...BUILTINS.keys()];
    const closest = closestName(name, [...known, ...this.variables.map((one) => one.name)]);
    const hint = closest === undefined ? 'what was measured is "result"' : `did you mean "${closest}"?`;
    return this.refuse(node, 'unknown-name', `unknown name ${name}`, `names "${name}", which there is not: ${hint}`);
  }

  private listType(items: readonly ConditionNode[]): StaticType {
    const types = items.map((item) => this.typeOf(item));
    const last = types.at(-1) ?? UNKNOWN;
    return listType(types.every(({ is }) => is === last.is) ? last : ANYTHING);
  }

  private binaryType(node: BinaryNode): StaticType {
    const { operator } = node;
    const [left, right] = [this.typeOf(node.left), this.typeOf(node.right)];
    if (operator === 'in') {
      const wrong = membershipProblem(left, right);
      return wrong === undefined ? simple('boolean') : this.refuse(node, 'mismatched-types', wrong);
    }
    if (operator === 'matches' && node.right.is === 'text' && !node.right.value.includes('{{')) {
      const pattern = goRegex(node.right.value);
      if (typeof pattern === 'string') return this.refuse(node, 'mismatched-types', pattern);
    }
    if (operator === '%' && node.left.is === 'integer' && node.right.is === 'integer' && node.right.value === 0n) {
      return this.refuse(node, 'mismatched-types', 'integer divide by zero');
    }
    const type = binaryType(operator, left, right);
    if (type !== undefined) return type;
    const { code, message } = mismatchMessage(node, left, right);
    return this.refuse(node, code, mismatch(operator, left, right), message);
  }

  private conditionalType(node: ConditionalNode): StaticType {
    const test = this.typeOf(node.test);
    if (test.is !== 'boolean' && test.is !== 'unknown') {
      const error = `non-bool expression (type ${goName(test)}) used as condition`;
      return this.refuse(node.test, 'mismatched-types', error);
    }
    const [yes, no] = [this.typeOf(node.yes), this.typeOf(node.no)];
    if (yes.is === 'nil') return no;
    return no.is === 'nil' || isAssignable(yes, no) ? yes : UNKNOWN;
  }

  private memberType({ of: base, property, optional }: MemberNode, of: StaticType, isMethod: boolean): StaticType {
    const name = property.is === 'text' ? property.value : undefined;
    if (base.is === 'name' && base.name === '$env') {
      const isKnown = name === undefined || name === 'result' || this.functions.has(name);
      if (!isKnown && !optional) return this.refuse(property, 'unknown-name', `unknown name ${name}`);
      return name === 'result' ? this.result : UNKNOWN;
    }
    const at = this.typeOf(property);
    if (of.is === 'unknown') return UNKNOWN;
    if (of.is === 'map') {
      const isKey = at.is === 'string' || at.is === 'unknown' || of.key === 'any';
      const error = `cannot use ${goName(at)} to get an element from ${goName(of)}`;
      return isKey ? of.of : this.refuse(property, 'mismatched-types', error);
    }
    if (of.is === 'list') {
      if (at.is === 'int' || at.is === 'unknown') return of.of;
      const error = `array elements can only be selected using an integer (got ${goName(at)})`;
      return this.refuse(property, 'mismatched-types', error);
    }
    // The methods of a time or duration are not told apart.
    if (['time', 'duration', 'location'].includes(of.is) && name !== undefined) return UNKNOWN;
    const type = of.is === 'nil' && name !== undefined ? 'nil' : goName(of);
    const error =
      name === undefined
        ? `type ${type}[${goName(at)}] is undefined`
        : `type ${type} has no ${isMethod ? 'method' : 'field'} ${name}`;
    return this.refuse(property, 'mismatched-types', error);
  }

  private sliceType(node: SliceNode, of: StaticType): StaticType {
    if (of.is === 'unknown') return UNKNOWN;
    if (of.is !== 'list' && of.is !== 'string') {
      return this.refuse(node, 'mismatched-types', `cannot slice ${goName(of)}`);
    }
    for (const index of [node.start, node.end]) {
      const type = index === undefined ? UNKNOWN : this.typeOf(index);
      if (type.is === 'int' || type.is === 'unknown') continue;
      return this.refuse(index ?? node, 'mismatched-types', `non-integer slice index ${goName(type)}`);
    }
    return of;
  }

  private callType(node: CallNode): StaticType {
    const { callee } = node;
    const type = callee.is === 'member' ? this.memberType(callee, this.typeOf(callee.of), true) : this.typeOf(callee);
    const args = node.args.map((argument) => this.typeOf(argument));
    if (type.is === 'unknown') return UNKNOWN;
    const called = type.is === 'function' ? (this.functions.get(type.name) ?? BUILTINS.get(type.name)) : undefined;
    if (called === undefined) return this.refuse(node, 'mismatched-types', `${goName(type)} is not callable`);
    const value = called.check(args);
    return typeof value === 'string' ? this.refuse(node, 'arguments', value) : value;
  }

  private builtinType(node: BuiltinNode): StaticType {
    const { name, args } = node;
    const [first, asked] = args;
    if (!PREDICATES.has(name) || first === undefined) {
      const value =
        BUILTINS.get(name)?.check(args.map((argument) => this.typeOf(argument))) ?? `unknown builtin ${name}`;
      return typeof value === 'string' ? this.refuse(node, 'arguments', value) : value;
    }
    const list = this.typeOf(first);
    if (list.is !== 'list' && list.is !== 'unknown') {
      return this.refuse(first, 'arguments', `builtin ${name} takes only array (got ${goName(list)})`);
    }
    const variables = { map: ['index'], reduce: ['index', 'acc'] }[name] ?? [];
    this.scopes.push({ element: list.is === 'list' ? list.of : UNKNOWN, variables });
    const answer = asked === undefined ? undefined : this.typeOf(asked);
    this.scopes.pop();
    const [, , third] = args;
    if (third !== undefined) this.typeOf(third);
    const value = checkPredicate(name, list, answer);
    return typeof value === 'string' ? this.refuse(asked ?? node, 'mismatched-types', value) : value;
  }

  private pointerType(name: string, node: ConditionNode): StaticType {
    const scope = this.scopes.at(-1);
    if (name === '') return scope?.element ?? UNKNOWN;
    if (scope?.variables.includes(name)) return name === 'index' ? simple('int') : UNKNOWN;
    return this.refuse(node, 'unknown-name', `unknown pointer #${name}`);
  }

  private letType(node: LetNode): StaticType {
    const { name } = node;
    const taken = this.variables.some((one) => one.name === name) ? 'variable ' : isBuiltin(name) ? 'builtin ' : '';
    const isTaken = taken !== '' || name === 'result' || this.functions.has(name);
    if (isTaken) return this.refuse(node, 'unknown-name', `cannot redeclare ${taken}${name}`);
    this.variables.push({ name, type: this.typeOf(node.value) });
    const body = this.typeOf(node.body);
    this.variables.pop();
    return body;
  }

  private refuse(node: ConditionNode, code: ConditionProblemCode, error: string, message?: string): StaticType {
    const { from, to } = node;
    this.problems.push({ code, error, message: message ?? `cannot be evaluated: ${error}`, from, to });
    return UNKNOWN;
  }
}
