import { argoFunctions } from './argo-functions';
import { areEqual, arithmetic, int, toInt } from './arithmetic';
import { BUILTINS } from './builtins';
import type { BinaryNode, BuiltinNode, CallNode, ConditionNode } from './condition-node';
import { type ConditionValue, fail, goType, isNumber, listOf } from './condition-value';
import { constantOf } from './constants';
import { goRegex } from './go-regex';
import { isIn, memberOf, sliceOf } from './members';
import { PREDICATES } from './predicate-names';
import { type Asked, askEach } from './predicates';
import { booleanOf, textOf } from './signatures';
import { withFloats } from './with-floats';

/**
 * The value of a condition, as the machine of expr-lang/expr 1.17.7 (vm/vm.go) comes to it.
 * @throws EvaluationError where the controller has an error.
 */
export function runCondition(condition: ConditionNode, result: ConditionValue): ConditionValue {
  return new Evaluator(result).value(condition);
}

/** What stops a chain such as `a?.b.c` at nil. */
class ChainIsNil extends Error {}

class Evaluator {
  private readonly functions;
  private readonly variables: { readonly name: string; readonly value: ConditionValue }[] = [];
  private readonly scopes: Asked[] = [];

  constructor(private readonly result: ConditionValue) {
    this.functions = argoFunctions(result);
  }

  value(node: ConditionNode): ConditionValue {
    switch (node.is) {
      case 'nil':
        return null;
      case 'boolean':
      case 'integer':
      case 'float':
      case 'text':
        return node.value;
      case 'placeholder':
        return fail(`${node.text} has a value only when the analysis starts`);
      case 'name':
        return this.named(node.name);
      case 'list':
        return listOf(node.items.map((item) => this.value(item)));
      case 'map':
        return {
          map: new Map(node.entries.map(({ key, value }) => [textOf(this.value(key)), this.value(value)])),
          key: 'string',
        };
      case 'unary':
        return unary(node.operator, this.value(node.operand));
      case 'binary':
        return this.binary(node);
      case 'conditional':
        return this.value(booleanOf(this.value(node.test)) ? node.yes : node.no);
      case 'member': {
        const of = this.value(node.of);
        if (node.optional && of === null) throw new ChainIsNil();
        return memberOf(of, this.value(node.property));
      }
      case 'chain':
        return this.chain(node.of);
      case 'slice': {
        const of = this.value(node.of);
        return sliceOf(of, node.start && this.value(node.start), node.end && this.value(node.end));
      }
      case 'call':
        return this.call(node);
      case 'builtin':
        return this.builtin(node);
      case 'predicate':
        return this.value(node.body);
      case 'pointer':
        return this.pointer(node.name);
      case 'let': {
        this.variables.push({ name: node.name, value: this.value(node.value) });
        const value = this.value(node.body);
        this.variables.pop();
        return value;
      }
      case 'sequence':
        return node.items.map((item) => this.value(item)).at(-1) ?? null;
    }
  }

  private named(name: string): ConditionValue {
    const variable = this.variables.find((one) => one.name === name);
    if (variable !== undefined) return variable.value;
    if (name === '$env') return { map: new Map([['result', this.result]]), key: 'string' };
    return name === 'result' ? this.result : fail(`${name} is a function: it is only called here`);
  }

  private binary(node: BinaryNode): ConditionValue {
    const { operator } = node;
    if (operator === '&&' || operator === 'and') return this.either(node, false);
    if (operator === '||' || operator === 'or') return this.either(node, true);
    const left = this.value(node.left);
    if (operator === '??') return left ?? this.value(node.right);
    const right = this.value(node.right);
    switch (operator) {
      case '==':
        return areEqual(left, right);
      case '!=':
        return !areEqual(left, right);
      case 'in':
        return isIn(left, literalTexts(node.right) ?? right, areEqual);
      case '..':
        return range(toInt(left), toInt(right));
      case 'matches':
        return left === null || right === null ? false : matches(left, textOf(right));
      case 'contains':
      case 'startsWith':
      case 'endsWith':
        return left === null || right === null ? false : holds(operator, textOf(left), textOf(right));
      default:
        return arithmetic(operator, left, right);
    }
  }

  // What is constant is decided before anything is evaluated, on either side (expr-lang/expr 1.17.7 optimizer/fold.go).
  private either(node: BinaryNode, decides: boolean): ConditionValue {
    const [left, right] = [constantOf(node.left), constantOf(node.right)];
    if (left === !decides) return this.value(node.right);
    if (right === !decides) return this.value(node.left);
    if (left === decides || right === decides) return decides;
    const value = booleanOf(this.value(node.left));
    return value === decides ? value : this.value(node.right);
  }

  private chain(node: ConditionNode): ConditionValue {
    try {
      return this.value(node);
    } catch (error) {
      if (error instanceof ChainIsNil) return null;
      throw error;
    }
  }

  private call({ callee, args }: CallNode): ConditionValue {
    if (callee.is !== 'name') {
      const called = this.value(callee);
      return fail(
        called === null
          ? 'invalid operation: cannot call nil'
          : `invalid operation: cannot call non-function of type ${goType(called)}`,
      );
    }
    const called = this.functions.get(callee.name) ?? BUILTINS.get(callee.name);
    if (called === undefined) return fail(`unknown name ${callee.name}`);
    const takesFloat = callee.name === 'isNaN' || callee.name === 'isInf';
    return called.call(...args.map((argument) => this.value(takesFloat ? withFloats(argument) : argument)));
  }

  private builtin({ name, args }: BuiltinNode): ConditionValue {
    const [first, asked, third] = args;
    if (!PREDICATES.has(name) || first === undefined) {
      const value = BUILTINS.get(name)?.call(...args.map((argument) => this.value(argument)));
      return value === undefined ? fail(`unknown builtin ${name}`) : value;
    }
    const list = this.value(first);
    const ask = (about: Asked) => {
      this.scopes.push(about);
      const answer = asked === undefined ? about.item : this.value(asked);
      this.scopes.pop();
      return answer;
    };
    return askEach(name, list, ask, third && this.value(third));
  }

  private pointer(name: string): ConditionValue {
    const scope = this.scopes.at(-1);
    if (scope === undefined) return fail('cannot use pointer accessor outside predicate');
    return name === 'index' ? scope.index : name === 'acc' ? (scope.accumulated ?? null) : scope.item;
  }
}

function unary(operator: string, operand: ConditionValue): ConditionValue {
  if (operator === '!' || operator === 'not') return !booleanOf(operand);
  if (operator === '+') return operand;
  if (!isNumber(operand)) return fail(`invalid operation: - ${goType(operand)}`);
  return typeof operand === 'bigint' ? int(-operand) : -operand;
}

function holds(operator: string, text: string, part: string): boolean {
  switch (operator) {
    case 'contains':
      return text.includes(part);
    case 'startsWith':
      return text.startsWith(part);
    default:
      return text.endsWith(part);
  }
}

function matches(text: ConditionValue, written: string): boolean {
  // What is no text is taken for bytes.
  if (typeof text !== 'string') return fail(`interface conversion: interface {} is ${goType(text)}, not []uint8`);
  const pattern = goRegex(written);
  return typeof pattern === 'string' ? fail(pattern) : pattern.test(text);
}

// A list of literal texts is looked up by its key, which has to be a text too (expr-lang/expr 1.17.7 optimizer/in_array.go).
function literalTexts(node: ConditionNode): ConditionValue | undefined {
  if (node.is !== 'list' || node.items.length === 0) return undefined;
  const texts = node.items.flatMap((item) => (item.is === 'text' ? [item.value] : []));
  return texts.length < node.items.length
    ? undefined
    : { map: new Map(texts.map((text) => [text, true])), key: 'string' };
}

const MOST_ITEMS = 1_000_000n;

function range(from: bigint, to: bigint): ConditionValue {
  const size = to < from ? 0n : to - from + 1n;
  // The controller has room for as many.
  if (size > MOST_ITEMS) return fail('memory budget exceeded');
  return listOf(
    Array.from({ length: Number(size) }, (_, at) => from + BigInt(at)),
    'int',
  );
}
