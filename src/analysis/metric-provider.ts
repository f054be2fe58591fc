import type { Duration } from 'cdk8s';
import type { AnalysisTemplateSpecMetricsProvider } from '../../imports/argoproj.io';
import type { ResultType } from './conditions/result-type';
import type { Conditions } from './no-traffic';

/** What a provider is told of the metric that asks its question. */
export interface AskingMetric extends Partial<Conditions> {
  /**
   * The name of the metric.
   * @default - not known
   */
  readonly name?: string;

  /**
   * The time from one measurement to the next.
   * @default - one measurement only
   */
  readonly interval?: Duration;
}

/** A question to a monitoring system, whose answer is one measurement. */
export interface IMetricProvider {
  /**
   * How far back the question looks.
   * @default - it asks for the state of the moment
   */
  readonly window?: Duration;

  /**
   * How often what it asks for is scraped. A window shorter than two of them is refused.
   * @default - not known
   */
  readonly scrapeInterval?: Duration;

  /**
   * Whether conditions judge the answer. Without them the provider itself says how a measurement went, and the controller
   * ignores the conditions of the metric.
   * @default true
   */
  readonly hasConditions?: boolean;

  /**
   * What `result` is in the conditions, which are checked against it.
   * @default - anything
   */
  readonly resultType?: ResultType;

  /** The question as the `provider` of a metric. */
  toProvider(): AnalysisTemplateSpecMetricsProvider;

  /** What is wrong with the question, alone or together with the metric that asks it, as a list of problems. */
  problems(metric: AskingMetric): string[];
}
