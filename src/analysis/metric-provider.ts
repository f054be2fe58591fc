import type { Duration } from 'cdk8s';
import type { AnalysisTemplateSpecMetricsProvider } from '../../imports/argoproj.io';
import type { Conditions } from './no-traffic';

/** A question to a monitoring system, whose answer is one measurement. */
export interface IMetricProvider {
  /**
   * How far back the question looks.
   * @default - it asks for the state of the moment
   */
  readonly window?: Duration;

  /** The question as the `provider` of a metric. */
  toProvider(): AnalysisTemplateSpecMetricsProvider;

  /** What is wrong with the question, alone or together with the conditions on its answer, as a list of problems. */
  problems(conditions: Partial<Conditions>): string[];
}
