import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * Makes a chart depend on the charts directly below it, and on those that something in it depends on, as cdk8s does.
 * @returns whether there are such charts: then cdk8s numbers the files
 * @throws if something outside of all charts depends on something.
 */
export function addChartDependencies(root: IConstruct): boolean {
  const constructs = root.node.findAll();
  let hasDependentCharts = false;
  for (const chart of constructs.filter((one) => one instanceof Chart)) {
    for (const child of chart.node.children.filter((one) => one instanceof Chart)) {
      chart.node.addDependency(child);
      hasDependentCharts = true;
    }
  }
  const dependencies = constructs.flatMap((source) => source.node.dependencies.map((target) => ({ source, target })));
  for (const { source, target } of dependencies) {
    const [chart, other] = [Chart.of(source), Chart.of(target)];
    if (chart === other) continue;
    chart.node.addDependency(other);
    hasDependentCharts = true;
  }
  return hasDependentCharts;
}
