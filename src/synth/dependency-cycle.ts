import type { IConstruct } from 'constructs';
import type { Vertex } from './dependency-graph';
import { depthFirst, wayBetween } from './depth-first';

type TargetsOf = (vertex: Vertex) => readonly Vertex[];

/**
 * The constructs that depend on one another in a circle, the first of them once more at the end.
 *
 * Cdk8s adds the dependencies in the order of the tree and tells of the first that closes a circle, so this looks for
 * the same one.
 * @param vertices constructs in the order of the tree, at least one of which depends on itself
 */
export function cycleIn(vertices: readonly Vertex[], targetsOf: TargetsOf): IConstruct[] {
  let [low, high] = [0, vertices.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (hasCycle(vertices.slice(0, middle + 1), targetsOf)) high = middle;
    else low = middle + 1;
  }
  const closing = vertices[low];
  if (closing === undefined) return [];
  const among = upTo(closing, targetsOf);
  for (const target of targetsOf(closing).flatMap((one) => (one.construct === undefined ? one.targets : [one]))) {
    const way = wayBetween(target, closing, among);
    if (way !== undefined) return [...way, target].flatMap(({ construct }) => construct ?? []);
  }
  return [];
}

function hasCycle(vertices: readonly Vertex[], targetsOf: TargetsOf): boolean {
  const last = vertices.at(-1);
  return last !== undefined && depthFirst(vertices, upTo(last, targetsOf)) === undefined;
}

// The dependencies of the constructs up to the last one; a set has its objects whatever depends on it.
function upTo(last: Vertex, targetsOf: TargetsOf): TargetsOf {
  return (vertex) => (vertex.construct === undefined || vertex.index <= last.index ? targetsOf(vertex) : []);
}
