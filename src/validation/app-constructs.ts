import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

type ConstructType<T> = abstract new (...args: never[]) => T;

/**
 * All constructs of a type in the app, for a validation; in the order of the tree.
 *
 * The tree is walked once for each time that cdk8s validates the app, and not once for each construct that asks.
 */
export function constructsInApp<T extends IConstruct>(scope: IConstruct, type: ConstructType<T>): readonly T[] {
  const isOne = (one: IConstruct): one is T => one instanceof type;
  const { all, found } = tree(scope.node.root);
  return remembered(found, type, () => all.filter(isOne)) as readonly T[];
}

/** All objects of a kind in the app, of whatever API group, for a validation; in the order of the tree. */
export function objectsInApp(scope: IConstruct, kind: string): readonly ApiObject[] {
  const { found } = tree(scope.node.root);
  const find = () => constructsInApp(scope, ApiObject).filter((object) => object.kind === kind);
  return remembered(found, kind, find) as readonly ApiObject[];
}

/** An app as it is while it is validated. */
interface Tree {
  /** All constructs. */
  readonly all: readonly IConstruct[];

  /** What was looked for already, by type or kind. */
  readonly found: Map<unknown, readonly IConstruct[]>;
}

const TREE = Symbol.for('cdk8s-rollouts.tree');

// The root is validated before all that is below it; from there to the end of the validation nothing is added.
function tree(root: IConstruct & { [TREE]?: Tree }): Tree {
  if (!(TREE in root)) root.node.addValidation({ validate: () => forget(root) });
  root[TREE] ??= { all: root.node.findAll(), found: new Map() };
  return root[TREE];
}

function forget(root: IConstruct & { [TREE]?: Tree }): string[] {
  root[TREE] = undefined;
  return [];
}

function remembered<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
