import { candidatesOf, type FileImport, importsOf } from './file-imports';
import { type HouseRule, violation } from './rule';
import { filesIn, pathOf } from './source-files';

/** No file of src reaches itself through its imports, not even through types. */
export const importCycles: HouseRule = {
  name: 'import-cycles',
  violations: (files) => {
    const sources = filesIn('src', files);
    const paths = new Set(sources.map(pathOf));
    const graph = new Map(sources.map((file) => [pathOf(file), edgesOf(importsOf(file), paths)]));
    const reported = new Set<string>();
    return [...paths].sort().flatMap((start) => {
      const cycle = reported.has(start) ? undefined : shortestCycle(start, graph);
      if (cycle === undefined) return [];
      for (const edge of cycle) reported.add(edge.to);
      const [first] = cycle;
      return first === undefined
        ? []
        : [violation(first.node, `cycle: ${[start, ...cycle.map(({ to }) => to)].join(' → ')}`)];
    });
  },
};

interface Edge extends Pick<FileImport, 'node'> {
  readonly to: string;
}

function edgesOf(imports: readonly FileImport[], paths: ReadonlySet<string>): Edge[] {
  return imports.flatMap(({ node, target }) => {
    const to = target === undefined ? undefined : candidatesOf(target).find((candidate) => paths.has(candidate));
    return to === undefined ? [] : [{ node, to }];
  });
}

/** Breadth first, so that the cycle shown is the shortest through this file. */
function shortestCycle(start: string, graph: ReadonlyMap<string, readonly Edge[]>): Edge[] | undefined {
  const seen = new Set<string>();
  let trails: Edge[][] = [[]];
  while (trails.length > 0) {
    const longer: Edge[][] = [];
    for (const trail of trails) {
      for (const edge of graph.get(trail.at(-1)?.to ?? start) ?? []) {
        if (edge.to === start) return [...trail, edge];
        if (seen.has(edge.to)) continue;
        seen.add(edge.to);
        longer.push([...trail, edge]);
      }
    }
    trails = longer;
  }
  return undefined;
}
