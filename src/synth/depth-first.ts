/** What can be reached from some beginnings, each after what it leads to; undefined if it leads back to itself. */
export function depthFirst<V>(beginnings: Iterable<V>, targetsOf: (vertex: V) => Iterable<V>): V[] | undefined {
  const begun = new Set<V>();
  const finished = new Set<V>();
  // Not by recursion: a chain may be longer than the stack.
  const open: Step<V>[] = [];
  const begin = (vertex: V) => {
    begun.add(vertex);
    open.push({ vertex, left: targetsOf(vertex)[Symbol.iterator]() });
  };
  for (const beginning of beginnings) {
    if (!begun.has(beginning)) begin(beginning);
    for (let step = open.at(-1); step !== undefined; step = open.at(-1)) {
      const target = step.left.next();
      if (target.done === true) {
        finished.add(step.vertex);
        open.pop();
      } else if (!begun.has(target.value)) begin(target.value);
      else if (!finished.has(target.value)) return undefined;
    }
  }
  return [...finished];
}

/** The first way from one vertex to another that a search finds; undefined if there is none. */
export function wayBetween<V>(from: V, to: V, targetsOf: (vertex: V) => Iterable<V>): V[] | undefined {
  const seen = new Set([from]);
  const way: Step<V>[] = [{ vertex: from, left: targetsOf(from)[Symbol.iterator]() }];
  for (let step = way.at(-1); step !== undefined; step = way.at(-1)) {
    if (step.vertex === to) return way.map(({ vertex }) => vertex);
    const target = step.left.next();
    if (target.done === true) way.pop();
    else if (!seen.has(target.value)) {
      seen.add(target.value);
      way.push({ vertex: target.value, left: targetsOf(target.value)[Symbol.iterator]() });
    }
  }
  return undefined;
}

/** A vertex on the way, and what it leads to that is not looked at yet. */
interface Step<V> {
  readonly vertex: V;
  readonly left: Iterator<V>;
}
