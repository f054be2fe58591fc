import type { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { throwProblems } from '../../validation/problems';
import { Analysis } from '../analysis';
import type { AnalysisBinding, AnalysisReference, IAnalysis } from '../analysis-binding';
import { conditionsOf, type NoTraffic } from '../no-traffic';
import type { Prometheus } from '../providers/prometheus/prometheus';
import { type RequestMetrics, successRatio } from '../request-metrics';
import { type EnoughRequestsOptions, enoughRequestsProblems, whereEnough } from './enough-requests';
import { type GateLimitOptions, gateLimits } from './gate-limits';
import { type GateTimingOptions, gateTiming, gateTimingProblems } from './gate-timing';
import { shareProblems } from './share';

/** Props of `SuccessRateAnalysis`. */
export interface SuccessRateAnalysisProps extends GateTimingOptions, GateLimitOptions, EnoughRequestsOptions {
  /** The Prometheus server that has the requests. */
  readonly provider: Prometheus;

  /** The requests of the canary alone, usually `route.requestMetrics(…)`. */
  readonly requests: RequestMetrics;

  /** The least share of successful requests that is good enough, above 0 and at most 1: `0.99` is 99 %. */
  readonly atLeast: number;

  /** What a measurement says while the canary gets no requests. */
  readonly onNoTraffic: NoTraffic;

  /**
   * The metadata of the AnalysisTemplate.
   * @default - its name is `<rollout>-success-rate`
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A gate on the share of the canary's requests that succeed.
 *
 * It is measured as one minus errors over all, with the errors taken as none where no error has been counted: the usual
 * good over all has no answer for a version that fails every request, and such a version stays (measured, see README).
 */
export class SuccessRateAnalysis extends Construct implements IAnalysis {
  private readonly analysis: Analysis;

  /** @throws if the threshold, a duration or a limit is out of range. */
  constructor(scope: Construct, id: string, props: SuccessRateAnalysisProps) {
    super(scope, id);
    const { provider, requests, atLeast, onNoTraffic } = props;
    throwProblems(this, [
      ...shareProblems('atLeast', atLeast),
      ...gateTimingProblems(props, provider.scrapeInterval),
      ...enoughRequestsProblems(props),
    ]);
    const { interval, initialDelay, range } = gateTiming(props, provider.scrapeInterval);
    this.analysis = new Analysis(this, 'Resource', {
      metadata: props.metadata,
      args: requests.args,
      metrics: [
        {
          name: 'success-rate',
          provider: provider.query(whereEnough(successRatio(requests, range), props, requests, range)),
          bothVersionsBecause: requests.canaryBecause,
          ...conditionsOf(onNoTraffic, `>= ${atLeast}`, `< ${atLeast}`),
          interval,
          initialDelay,
          ...gateLimits(props, onNoTraffic),
        },
      ],
    });
  }

  /**
   * Makes the template for the rollout and returns how to refer to it.
   * @throws if the rollout lives in another namespace, or the requests are not those of its canary.
   */
  public bind(binding: AnalysisBinding): AnalysisReference {
    return this.analysis.bind(binding);
  }
}
