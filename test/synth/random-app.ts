import { ApiObject, type App, Chart } from 'cdk8s';
import { Construct, DependencyGroup, type IConstruct } from 'constructs';
import fc from 'fast-check';

/** A tree of charts, constructs and objects that depend on one another, of which apps of either class are made. */
export interface RandomApp {
  /** The constructs, each below the app or one that comes before it. */
  readonly constructs: readonly RandomConstruct[];
  /** Which construct depends on which others, by index. */
  readonly dependencies: readonly { readonly source: number; readonly targets: readonly number[] }[];
}

interface RandomConstruct {
  readonly kind: 'chart' | 'construct' | 'object';
  /** Any number; it is made to fit the number of constructs that come before. */
  readonly parent: number;
  readonly id: string;
  readonly hasName: boolean;
}

/** Random apps, small enough for cdk8s. */
export function randomApps(): fc.Arbitrary<RandomApp> {
  const index = fc.nat({ max: 1000 });
  const construct = fc.record({
    kind: fc.constantFrom('chart', 'chart', 'construct', 'object', 'object', 'object', 'object'),
    parent: index,
    id: fc.constantFrom('a', 'b', 'z', 'Web', '10', '2', 'Default', 'Resource', 'a_b', 'long-name-of-something'),
    hasName: fc.boolean(),
  } satisfies { [K in keyof RandomConstruct]: fc.Arbitrary<RandomConstruct[K]> });
  return fc.record({
    constructs: fc.array(construct, { maxLength: 30 }),
    dependencies: fc.array(fc.record({ source: index, targets: fc.array(index, { minLength: 1, maxLength: 2 }) }), {
      maxLength: 5,
    }),
  });
}

/** Fills an app; what does not fit anywhere is left out, the same way for apps of each class. */
export function fill(app: App, { constructs, dependencies }: RandomApp): void {
  const made: IConstruct[] = [app];
  constructs.forEach((one, number) => {
    // Most stand near the one before, so that constructs hold several objects.
    const parent = at(one.parent % 4 === 0 ? made : made.slice(-3), one.parent);
    if (parent.node.tryFindChild(one.id) !== undefined) return;
    if (one.kind === 'chart') made.push(new Chart(parent as Construct, one.id, { namespace: `ns-${number % 3}` }));
    else if (one.kind === 'construct') made.push(new Construct(parent as Construct, one.id));
    else if (isInChart(parent)) {
      const name = one.hasName ? `object-${number}` : undefined;
      const props = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels: { number: `${number}` } } };
      made.push(new ApiObject(parent as Construct, one.id, props));
    }
  });
  const inCharts = made.filter(isInChart);
  if (inCharts.length === 0) return;
  for (const { source, targets } of dependencies) {
    const from = at(inCharts, source);
    const others = targets.map((target) => at(inCharts, target)).filter((target) => target !== from);
    from.node.addDependency(others.length === 1 ? at(others, 0) : new DependencyGroup(...others));
  }
}

function isInChart({ node }: IConstruct): boolean {
  return node.scopes.some((scope) => scope instanceof Chart);
}

function at<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}
