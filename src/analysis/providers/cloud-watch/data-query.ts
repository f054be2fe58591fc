import type { Duration } from 'cdk8s';
import type { AnalysisTemplateSpecMetricsProviderCloudWatchMetricDataQueries } from '../../../../imports/argoproj.io';
import { durationProblems } from '../../../validation/numbers';
import type { CloudWatchMetric } from '../../requests/cloudwatch-request-metrics';

/** What is asked of one metric of CloudWatch. */
export interface CloudWatchMetricOptions extends CloudWatchMetric {
  /** The namespace of the metric, such as `AWS/ApplicationELB`. */
  readonly namespace: string;

  /**
   * What the metric is narrowed to, by the name of the dimension; values may refer to arguments.
   * @default - the metric as it is without dimensions, which is another one
   */
  readonly dimensions?: { readonly [name: string]: string };

  /** The time whose samples become one value: whole minutes, or 1, 5, 10, 20 or 30 seconds of high resolution. */
  readonly period: Duration;

  /**
   * The unit of the samples that count, such as `Count`; those of any other are left out.
   * @default - samples of every unit
   */
  readonly unit?: string;

  /**
   * How the values are called in what CloudWatch answers.
   * @default - CloudWatch makes a name
   */
  readonly label?: string;

  /**
   * Whether the values stand in `result`; else they are there for expressions only.
   * @default true
   */
  readonly returnData?: boolean;
}

/** What is asked of an expression of CloudWatch. */
export interface CloudWatchExpressionOptions {
  /**
   * The time that becomes one value, where the expression is a query of Metrics Insights.
   * @default - that of the metrics in the expression
   */
  readonly period?: Duration;

  /**
   * How the values are called in what CloudWatch answers.
   * @default - CloudWatch makes a name
   */
  readonly label?: string;

  /**
   * Whether the values stand in `result`; else they are there for other expressions only.
   * @default true
   */
  readonly returnData?: boolean;
}

/** One of the queries that CloudWatch answers together: a metric, or an expression over the others. */
export class CloudWatchDataQuery {
  /**
   * The values of a metric.
   * @param id the name by which expressions refer to it, beginning with a small letter
   * @throws if the period is not whole seconds.
   */
  public static metric(id: string, options: CloudWatchMetricOptions): CloudWatchDataQuery {
    const { namespace, metricName, dimensions = {}, period, stat, unit, label, returnData } = options;
    const list = Object.entries(dimensions).map(([name, value]) => ({ name, value }));
    return new CloudWatchDataQuery({
      id,
      label,
      metricStat: {
        metric: { namespace, metricName, dimensions: list.length === 0 ? undefined : list },
        period: secondsOf(id, period),
        stat,
        unit,
      },
      returnData,
    });
  }

  /**
   * The values of an expression over other queries, such as `errors / total`, or of a query of Metrics Insights.
   * @param id the name by which other expressions refer to it, beginning with a small letter
   * @throws if the period is not whole seconds.
   */
  public static expression(
    id: string,
    expression: string,
    options: CloudWatchExpressionOptions = {},
  ): CloudWatchDataQuery {
    const { period, label, returnData } = options;
    return new CloudWatchDataQuery({ id, label, expression, period: period && secondsOf(id, period), returnData });
  }

  private constructor(private readonly query: AnalysisTemplateSpecMetricsProviderCloudWatchMetricDataQueries) {}

  /** The query as CloudWatch takes it. */
  public toDataQuery(): AnalysisTemplateSpecMetricsProviderCloudWatchMetricDataQueries {
    return this.query;
  }
}

function secondsOf(id: string, period: Duration): number {
  const problems = durationProblems(`the period of "${id}"`, period);
  if (problems.length > 0) throw new Error(problems.join('; '));
  return period.toSeconds();
}
