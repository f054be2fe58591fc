import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { manifestOf } from '../validation/rendering';
import { addChartDependencies } from './chart-dependencies';
import { DependencyGraph } from './dependency-graph';
import { topology } from './topology';

/** What an app writes, in the order in which it is written: what something depends on comes first. */
export class SynthOrder {
  /** The charts of the app. */
  public readonly charts: readonly Chart[];

  /** Whether the order of the charts matters, so that cdk8s numbers their files. */
  public readonly hasDependentCharts: boolean;

  private readonly graph: DependencyGraph;

  /**
   * Sorts the charts of an app.
   * @throws if something depends on itself, directly or not.
   */
  constructor(app: IConstruct) {
    this.hasDependentCharts = addChartDependencies(app);
    this.graph = new DependencyGraph(app);
    this.charts = chartsIn(app, this.graph);
  }

  /** The objects of a chart, without those of charts below it. */
  public objectsOf(chart: Chart): ApiObject[] {
    const subtree = this.graph.tryFind(chart);
    if (subtree === undefined) return [];
    return topology(this.graph, subtree).filter(
      (one) => one instanceof ApiObject && Chart.of(one) === chart,
    ) as ApiObject[];
  }

  /** What a chart is rendered to. */
  public manifestsOf(chart: Chart): unknown[] {
    // A chart may have a method of its own, and then only that knows.
    if (chart.toJson !== Chart.prototype.toJson) return Object.values(chart.toJson());
    return this.objectsOf(chart).map(manifestOf);
  }
}

/**
 * The charts of an app, each after those that it depends on.
 * @throws if something depends on itself, directly or not.
 */
export function chartsIn(app: IConstruct, graph = new DependencyGraph(app)): Chart[] {
  const root = graph.tryFind(app);
  return root === undefined ? [] : topology(graph, root).filter((one) => one instanceof Chart);
}
