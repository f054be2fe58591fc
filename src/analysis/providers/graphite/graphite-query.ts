import type { Duration } from 'cdk8s';
import type {
  AnalysisTemplateSpecMetricsProvider,
  AnalysisTemplateSpecMetricsProviderGraphite,
} from '../../../../imports/argoproj.io';
import type { ResultType } from '../../conditions/result-type';
import type { IMetricProvider } from '../../metric-provider';
import { GRAPHITE } from './facts';

/**
 * A target of Graphite, asked once per measurement.
 *
 * `result` in a condition is the list of its points, the oldest first: ask for each of them, as in `all(result, # < 1)`, or
 * for the last, `result[-1]`.
 */
export class GraphiteQuery implements IMetricProvider {
  /** What `result` is in the conditions. */
  public readonly resultType: ResultType;

  /** Made by `Graphite.query`. */
  constructor(
    private readonly config: AnalysisTemplateSpecMetricsProviderGraphite,
    /** How far back the target looks. */
    public readonly window: Duration,
  ) {
    this.resultType = GRAPHITE.resultOf(config);
  }

  /** The target as the `provider` of a metric. */
  public toProvider(): AnalysisTemplateSpecMetricsProvider {
    return { graphite: this.config };
  }

  /** What is wrong with the target, as a list of problems. */
  public problems(): string[] {
    return GRAPHITE.problems(this.config);
  }
}
