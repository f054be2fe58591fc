import type { ApiObjectMetadata, Duration } from 'cdk8s';
import type { AnalysisProps } from '../analysis-props';
import type { Metric } from '../metric';
import { conditionsOf, type NoTraffic } from '../no-traffic';
import type { Prometheus } from '../providers/prometheus/prometheus';
import type { RequestMetrics } from '../requests/request-metrics';
import type { EnoughRequestsOptions } from './enough-requests';
import { type GateLimitOptions, gateLimits } from './gate-limits';

/** What every gate on requests takes. */
export interface RequestGateOptions extends GateLimitOptions, EnoughRequestsOptions {
  /** The Prometheus server that has the requests. */
  readonly provider: Prometheus;

  /** What a measurement says while there are no requests, or not enough of them. */
  readonly onNoTraffic: NoTraffic;

  /**
   * The name of the metric, by which the AnalysisRun, `dryRun` and people know it. Two gates of one kind need two names.
   * @default - the name of the recipe, such as `success-rate`
   */
  readonly metricName?: string;

  /**
   * The metadata of the AnalysisTemplate.
   * @default - its name is that of the rollout and that of the metric, such as `shop-success-rate`
   */
  readonly metadata?: ApiObjectMetadata;
}

/** The one question of a gate on requests, and which answers are good. */
export interface GateQuestion extends Pick<Metric, 'bothVersionsBecause'> {
  /** The name of the metric unless it is told another. */
  readonly name: string;

  /** The question, with one series without labels as its answer, or none without requests. */
  readonly promql: string;

  /** The operator and threshold of a good answer, such as `>= 0.99`. */
  readonly good: string;

  /** The opposite, such as `< 0.99`. */
  readonly bad: string;

  /** The time from one measurement to the next. */
  readonly interval: Duration;

  /** The time from the start of the analysis to the first measurement. */
  readonly initialDelay: Duration;

  /** All requests that the question is about. */
  readonly requests: readonly RequestMetrics[];
}

/** A gate on requests as an `Analysis` of one metric. */
export function toRequestGate(options: RequestGateOptions, question: GateQuestion): AnalysisProps {
  const { provider, onNoTraffic, metadata, metricName = question.name } = options;
  const { promql, good, bad, interval, initialDelay, requests } = question;
  const [first] = requests;
  return {
    metadata,
    args: [...new Set(requests.flatMap(({ args = [] }) => args))],
    metrics: [
      {
        name: metricName,
        provider: provider.query(promql),
        bothVersionsBecause: question.bothVersionsBecause ?? first?.canaryBecause,
        ...conditionsOf(onNoTraffic, good, bad),
        interval,
        initialDelay,
        ...gateLimits(options, onNoTraffic),
      },
    ],
  };
}
