import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** A construct as others depend on it, or a set of objects that are depended on together. */
export interface Vertex {
  /** The construct; undefined for a set of objects. */
  readonly construct?: IConstruct;

  /** Its place in the order of the tree; for a set, that of its first object. */
  readonly index: number;

  /** What it depends on, in the order in which it was said. */
  readonly targets: Vertex[];
}

/** A construct with all that is below it. */
export interface Subtree extends Vertex {
  /** The construct. */
  readonly construct: IConstruct;

  /** The place after the last construct below it. */
  end: number;
}

/**
 * What depends on what in an app, down to the objects, as cdk8s infers it.
 *
 * Where one construct depends on another, cdk8s makes each object of the first depend on each of the second. Here all
 * of the first depend on one set that stands for the second, so that the graph grows with the app and not faster.
 */
export class DependencyGraph {
  /** The constructs in the order of the tree. */
  public readonly vertices: readonly Subtree[];

  private readonly byPath: ReadonlyMap<string, Subtree>;
  private readonly objects = new Map<IConstruct, ObjectSet>();

  /** Reads the dependencies of all constructs of an app. */
  constructor(root: IConstruct) {
    this.vertices = root.node.findAll().map((construct, index) => ({ construct, index, targets: [], end: index + 1 }));
    this.byPath = new Map(this.vertices.map((vertex) => [vertex.construct.node.path, vertex]));
    for (const vertex of [...this.vertices].reverse()) {
      const parent = this.tryFind(vertex.construct.node.scope);
      if (parent !== undefined) parent.end = Math.max(parent.end, vertex.end);
    }
    const dependencies = this.vertices.flatMap((source) =>
      source.construct.node.dependencies.map((target) => ({ source, target })),
    );
    for (const { source, target } of dependencies) {
      const vertex = this.tryFind(target);
      if (vertex !== undefined) source.targets.push(vertex);
    }
    for (const { source, target } of dependencies) this.addObjects(source.construct, target);
  }

  /** The construct with all that is below it; undefined if the app has nothing at its path. */
  public tryFind(construct: IConstruct | undefined): Subtree | undefined {
    return construct === undefined ? undefined : this.byPath.get(construct.node.path);
  }

  private addObjects(source: IConstruct, target: IConstruct): void {
    const { members, vertex } = this.objectsOf(target);
    if (vertex === undefined) return;
    let shared = 0;
    for (const object of this.objectsOf(source).members) {
      if (!members.has(object)) {
        object.targets.push(vertex);
        continue;
      }
      // An object does not depend on itself, so one that is in the set depends on the others one by one. The second
      // such object makes a cycle with the first already.
      shared += 1;
      if (shared > 2) continue;
      for (const other of members) {
        if (other !== object) object.targets.push(other);
      }
    }
  }

  private objectsOf(construct: IConstruct): ObjectSet {
    const known = this.objects.get(construct) ?? objectSet(this.objectsBelow(construct));
    this.objects.set(construct, known);
    return known;
  }

  // The objects of the construct's own chart: those of charts below it are theirs.
  private objectsBelow(construct: IConstruct): Vertex[] {
    const chart = Chart.of(construct);
    return this.constructsBelow(construct).flatMap((one) => {
      const vertex = one instanceof ApiObject && Chart.of(one) === chart ? this.tryFind(one) : undefined;
      return vertex === undefined ? [] : [vertex];
    });
  }

  // What was taken out of the app, and of which something was put in its place, is not the construct at its path.
  private constructsBelow(construct: IConstruct): IConstruct[] {
    const subtree = this.tryFind(construct);
    if (subtree?.construct !== construct) return construct.node.findAll();
    return this.vertices.slice(subtree.index, subtree.end).map((vertex) => vertex.construct);
  }
}

/** The objects of a construct, and the vertex that stands for all of them. */
interface ObjectSet {
  readonly members: ReadonlySet<Vertex>;
  readonly vertex?: Vertex;
}

function objectSet(objects: readonly Vertex[]): ObjectSet {
  const [first, ...more] = objects;
  if (first === undefined || more.length === 0) return { members: new Set(objects), vertex: first };
  return { members: new Set(objects), vertex: { index: first.index, targets: [...objects] } };
}
