import type { Duration } from 'cdk8s';
import type {
  AnalysisTemplateSpecMetricsProvider,
  AnalysisTemplateSpecMetricsProviderWavefront,
} from '../../../../imports/argoproj.io';
import type { ResultType } from '../../conditions/result-type';
import type { IMetricProvider } from '../../metric-provider';
import { WAVEFRONT } from './facts';

/**
 * A query to Wavefront, asked once per measurement for the moment of the measurement.
 *
 * `result` in a condition is the value of its only series.
 */
export class WavefrontQuery implements IMetricProvider {
  /** What `result` is in the conditions. */
  public readonly resultType: ResultType;

  /** Made by `Wavefront.query`. */
  constructor(
    private readonly config: AnalysisTemplateSpecMetricsProviderWavefront,
    /** How far back the functions in the query look. */
    public readonly window?: Duration,
  ) {
    this.resultType = WAVEFRONT.resultOf(config);
  }

  /** The query as the `provider` of a metric. */
  public toProvider(): AnalysisTemplateSpecMetricsProvider {
    return { wavefront: this.config };
  }

  /** What is wrong with the query, as a list of problems. */
  public problems(): string[] {
    return WAVEFRONT.problems(this.config);
  }
}
