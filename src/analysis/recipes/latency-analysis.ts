import type { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { throwProblems } from '../../validation/problems';
import { Analysis } from '../analysis';
import type { AnalysisBinding, AnalysisReference, IAnalysis } from '../analysis-binding';
import type { LatencyMetric, RequestMetrics } from '../requests/request-metrics';
import { type BucketBoundsOptions, bucketBoundsProblems, inUnitOf } from './bucket-bounds';
import { enoughRequestsProblems, whereAny } from './enough-requests';
import { type GateTimingOptions, gateTiming, gateTimingProblems } from './gate-timing';
import { type GateQuestion, type RequestGateOptions, toRequestGate } from './request-gate';

/** Props of `LatencyAnalysis`. */
export interface LatencyAnalysisProps extends GateTimingOptions, RequestGateOptions, BucketBoundsOptions {
  /** The requests of the canary alone with their latency, usually `route.requestMetrics(…)`. */
  readonly requests: RequestMetrics;

  /** Of a hundred requests, how many have to be quick enough: 1 to 99.9. */
  readonly percentile: number;

  /** How long these may take. It has to be a bound of the buckets in which the source counts. */
  readonly atMost: Duration;
}

/**
 * A gate on a percentile of the latency of the canary's requests.
 *
 * A version that fails quickly has the best latency of all: put it beside a `SuccessRateAnalysis`.
 */
export class LatencyAnalysis extends Construct implements IAnalysis {
  private readonly analysis: Analysis;

  /** @throws if the source has no latency or no such bucket, or a percentile, duration or limit is out of range. */
  constructor(scope: Construct, id: string, props: LatencyAnalysisProps) {
    super(scope, id);
    const { percentile, atMost, requests, provider } = props;
    throwProblems(this, [
      ...(percentile >= 1 && percentile <= 99.9 ? [] : [`percentile takes a number from 1 to 99.9, got ${percentile}`]),
      ...bucketBoundsProblems('atMost', atMost, requests, props),
      ...gateTimingProblems(props, provider.scrapeInterval),
      ...enoughRequestsProblems(props),
    ]);
    if (requests.latency === undefined) throw new Error('requests were checked that have no latency');
    this.analysis = new Analysis(this, 'Resource', toRequestGate(props, question(props, requests.latency)));
  }

  /**
   * Makes the template for the rollout and returns how to refer to it.
   * @throws if the rollout lives in another namespace, or the requests are not those of its canary.
   */
  public bind(binding: AnalysisBinding): AnalysisReference {
    return this.analysis.bind(binding);
  }
}

function question(props: LatencyAnalysisProps, latency: LatencyMetric): GateQuestion {
  const { percentile, atMost, requests, provider } = props;
  const { interval, initialDelay, range } = gateTiming(props, provider.scrapeInterval);
  const quantile = Number((percentile / 100).toFixed(9));
  const promql = `histogram_quantile(${quantile}, sum by (le) (rate(${latency.buckets}${range})))`;
  const threshold = inUnitOf(latency, atMost);
  return {
    name: `latency-p${percentile}`,
    promql: whereAny(promql, props, requests, range),
    // Not `<=`: Prometheus answers with the highest bound, however much longer the requests took.
    good: `< ${threshold}`,
    bad: `>= ${threshold}`,
    interval,
    initialDelay,
    requests: [requests],
  };
}
