import { Duration } from 'cdk8s';
import type {
  AnalysisTemplateSpecMetricsProvider,
  AnalysisTemplateSpecMetricsProviderCloudWatch,
} from '../../../../imports/argoproj.io';
import { durationProblems, toGoDuration } from '../../../validation/numbers';
import { measurementOf } from '../../conditions/measurement';
import type { ResultType } from '../../conditions/result-type';
import type { AskingMetric, IMetricProvider } from '../../metric-provider';
import type { CloudWatchDataQuery } from './data-query';
import { CLOUD_WATCH } from './facts';

/** Options of `CloudWatch.query`. */
export interface CloudWatchQueryOptions {
  /**
   * How far back CloudWatch looks, in whole seconds; at least one period. As values come one to three minutes late, less
   * than five minutes may hold none of the canary.
   * @default Duration.minutes(5)
   */
  readonly window?: Duration;
}

/** Queries that Amazon CloudWatch answers together, asked once per measurement. */
export class CloudWatchQuery implements IMetricProvider {
  /** How far back CloudWatch looks. */
  public readonly window: Duration;

  /** A list with the values of each query that returns data. */
  public readonly resultType: ResultType;

  private readonly config: AnalysisTemplateSpecMetricsProviderCloudWatch;

  /**
   * Made by `CloudWatch.query`.
   * @throws if the window is not whole seconds.
   */
  constructor(queries: readonly CloudWatchDataQuery[], options: CloudWatchQueryOptions = {}) {
    this.window = options.window ?? Duration.minutes(5);
    const problems = durationProblems('window', this.window);
    if (problems.length > 0) throw new Error(problems.join('; '));
    this.config = {
      interval: options.window && toGoDuration(options.window),
      metricDataQueries: queries.map((query) => query.toDataQuery()),
    };
    this.resultType = CLOUD_WATCH.resultOf(this.config);
  }

  /** The queries as the `provider` of a metric. */
  public toProvider(): AnalysisTemplateSpecMetricsProvider {
    return { cloudWatch: this.config };
  }

  /** What is wrong with the queries, alone or together with the metric that asks them, as a list of problems. */
  public problems(metric: AskingMetric): string[] {
    return [...CLOUD_WATCH.problems(this.config), ...this.windowProblems(), ...emptyProblems(metric, this.config)];
  }

  private windowProblems(): string[] {
    const periods = this.config.metricDataQueries.map(({ metricStat }) => Number(metricStat?.period ?? 0));
    const longest = Math.max(0, ...periods);
    if (this.window.toSeconds() >= longest) return [];
    return [
      `window takes at least one period (${toGoDuration(Duration.seconds(longest))}), or it holds no whole one, got ` +
        toGoDuration(this.window),
    ];
  }
}

// What has no `len` in it has not thought of the empty list, of which `all` is true and `any` false.
function emptyProblems(
  { successCondition, failureCondition }: AskingMetric,
  config: AnalysisTemplateSpecMetricsProviderCloudWatch,
): string[] {
  const conditions = [successCondition, failureCondition].filter((condition) => condition !== undefined);
  if (conditions.length === 0 || conditions.some((condition) => /\blen\s*\(/.test(condition))) return [];
  const nothing = config.metricDataQueries
    .filter(({ returnData }) => returnData !== false)
    .map(({ id, label }) => ({ Id: id, Label: label ?? id, Values: [] }));
  if (measurementOf(successCondition, failureCondition, nothing, CLOUD_WATCH.resultOf(config)) !== 'Successful') {
    return [];
  }
  return [
    'without any request result[0].Values is empty and the measurement is successful: a version that nobody could call ' +
      'would be promoted. Say in the condition what that means: "len(result[0].Values) > 0 && …" fails, ' +
      '"len(result[0].Values) == 0 || …" passes (CloudWatch.atMost writes it)',
  ];
}
