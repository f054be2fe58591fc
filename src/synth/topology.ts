import type { IConstruct } from 'constructs';
import { cycleIn } from './dependency-cycle';
import type { DependencyGraph, Subtree, Vertex } from './dependency-graph';
import { depthFirst } from './depth-first';

/**
 * The constructs of a part of the tree, each after what it depends on, in the order of cdk8s.
 * @throws if a construct depends on itself, directly or not.
 */
export function topology(graph: DependencyGraph, { index, end }: Subtree): IConstruct[] {
  const vertices = graph.vertices.slice(index, end);
  const targetsOf = (vertex: Vertex) => vertex.targets.filter((target) => target.index >= index && target.index < end);
  const sorted = depthFirst(beginnings(vertices, targetsOf), targetsOf);
  const constructs = sorted?.flatMap(({ construct }) => construct ?? []);
  if (constructs?.length !== vertices.length) {
    const cycle = cycleIn(vertices, targetsOf).map(({ node }) => node.path);
    throw new Error(`Dependency cycle detected: ${cycle.join(' => ')}`);
  }
  return constructs;
}

// Cdk8s begins with what nothing depends on.
function beginnings(vertices: readonly Subtree[], targetsOf: (vertex: Vertex) => readonly Vertex[]): Vertex[] {
  const dependedOn = new Set<Vertex>();
  for (const target of vertices.flatMap(targetsOf)) {
    if (dependedOn.has(target)) continue;
    dependedOn.add(target);
    if (target.construct !== undefined) continue;
    for (const member of target.targets) dependedOn.add(member);
  }
  return inOrderOfPaths(vertices).filter((vertex) => !dependedOn.has(vertex));
}

// Cdk8s keeps them in an object by path, whose numeric keys come first. Below the app, no path is a number.
function inOrderOfPaths(vertices: readonly Subtree[]): readonly Subtree[] {
  if (vertices[0]?.index !== 0) return vertices;
  return Object.values(Object.fromEntries(vertices.map((vertex) => [vertex.construct.node.path, vertex])));
}
