import { Duration } from 'cdk8s';
import { type Conditions, NoTraffic } from '../../no-traffic';
import type { CloudWatchRequestMetrics } from '../../requests/cloudwatch-request-metrics';
import { CloudWatchQuery, type CloudWatchQueryOptions } from './cloud-watch-query';
import { CloudWatchDataQuery } from './data-query';

/** Options of `CloudWatch.errorRate` and `CloudWatch.latency`. */
export interface CloudWatchRequestOptions extends CloudWatchQueryOptions {
  /**
   * The time whose requests become one value, in whole minutes.
   * @default Duration.minutes(1)
   */
  readonly period?: Duration;
}

/**
 * Amazon CloudWatch, which the controller asks with its own IAM role.
 *
 * The role needs `cloudwatch:GetMetricData`, and the controller the environment variable AWS_REGION. Values come one to
 * three minutes late.
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/cloudwatch/
 */
export class CloudWatch {
  /**
   * Queries that CloudWatch answers together. `result[0].Values` in a condition are the values of the first one that
   * returns data, one per period, the newest first; without data the list is empty.
   * @throws if the window is not whole seconds.
   */
  public static query(queries: CloudWatchDataQuery[], options: CloudWatchQueryOptions = {}): CloudWatchQuery {
    return new CloudWatchQuery(queries, options);
  }

  /**
   * The share of requests that failed in each period, from 0 to 1; there is none for a period without requests.
   * @param requests the requests of the canary alone, usually `ingress.requestMetrics()`
   */
  public static errorRate(requests: CloudWatchRequestMetrics, options: CloudWatchRequestOptions = {}): CloudWatchQuery {
    const { namespace, dimensions } = requests;
    const part = { namespace, dimensions, period: options.period ?? Duration.minutes(1), returnData: false };
    return CloudWatch.query(
      [
        // Nothing is counted where no request failed, and a value without its other half is dropped.
        CloudWatchDataQuery.expression('rate', 'FILL(errors, 0) / total'),
        CloudWatchDataQuery.metric('errors', { ...requests.errors, ...part }),
        CloudWatchDataQuery.metric('total', { ...requests.total, ...part }),
      ],
      options,
    );
  }

  /**
   * How long requests took in each period, in the unit of the source; there is nothing for a period without requests.
   * @param requests the requests of the canary alone, usually `ingress.requestMetrics()`
   * @param stat which share of the requests was as fast, such as `p95`
   */
  public static latency(
    requests: CloudWatchRequestMetrics,
    stat: string,
    options: CloudWatchRequestOptions = {},
  ): CloudWatchQuery {
    const { namespace, dimensions, latency } = requests;
    const part = { namespace, dimensions, period: options.period ?? Duration.minutes(1) };
    return CloudWatch.query(
      [CloudWatchDataQuery.metric('latency', { metricName: latency.metricName, stat, ...part })],
      options,
    );
  }

  /**
   * The conditions that no period has a value above a limit, with what it means that there is none at all.
   * @param limit the highest value that is good enough, such as `0.01` for an error rate of 1 %
   * @throws if the limit is no finite number.
   */
  public static atMost(limit: number, onNoTraffic: NoTraffic): Conditions {
    if (!Number.isFinite(limit)) throw new Error(`atMost takes a finite number such as 0.01, got ${limit}`);
    const values = 'result[0].Values';
    const good = `all(${values}, # <= ${limit})`;
    switch (onNoTraffic) {
      case NoTraffic.PASS:
        return { successCondition: `len(${values}) == 0 || ${good}` };
      case NoTraffic.FAIL:
        return { successCondition: `len(${values}) > 0 && ${good}` };
      case NoTraffic.INCONCLUSIVE:
        return {
          successCondition: `len(${values}) > 0 && ${good}`,
          failureCondition: `len(${values}) > 0 && any(${values}, # > ${limit})`,
        };
    }
  }
}
