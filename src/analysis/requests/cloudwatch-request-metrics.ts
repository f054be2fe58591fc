import type { AnalysisArgument } from '../analysis-argument';
import type { LatencyUnit } from './request-metrics';

/** Where the requests of one version are counted in Amazon CloudWatch: the metrics of one target group. */
export interface CloudWatchRequestMetrics {
  /** What is counted and by whom, in a few words for people. */
  readonly source: string;

  /** The namespace of the metrics in CloudWatch, such as `AWS/ApplicationELB`. */
  readonly namespace: string;

  /** What the metrics are narrowed to, by the name of the dimension; values may refer to arguments. */
  readonly dimensions: { readonly [name: string]: string };

  /** All requests. */
  readonly total: CloudWatchMetric;

  /** The requests that failed; there is no data where none did. */
  readonly errors: CloudWatchMetric;

  /** How long the requests took. */
  readonly latency: CloudWatchLatencyMetric;

  /** The arguments that the dimensions refer to as `{{args.<name>}}`. */
  readonly args: AnalysisArgument[];
}

/** A metric of CloudWatch and how its samples of a period become one value. */
export interface CloudWatchMetric {
  /** The name of the metric, such as `RequestCount`. */
  readonly metricName: string;

  /** The statistic, such as `Sum` or `p95`. */
  readonly stat: string;
}

/** How long requests took, in CloudWatch. */
export interface CloudWatchLatencyMetric {
  /** The name of the metric, such as `TargetResponseTime`. */
  readonly metricName: string;

  /** The statistics that say how long most requests took, such as `p50`, `p95` and `p99`. */
  readonly stats: string[];

  /** What its values are counted in. */
  readonly unit: LatencyUnit;
}
