import type { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { throwProblems } from '../../validation/problems';
import { Analysis } from '../analysis';
import type { AnalysisBinding, AnalysisReference, IAnalysis } from '../analysis-binding';
import { narrowed } from '../requests/promql-selector';
import { errorRatio, outcomeProblems, type RequestMetrics } from '../requests/request-metrics';
import { type BucketBoundsOptions, bucketBoundsProblems, inUnitOf } from './bucket-bounds';
import { enoughRequestsProblems, whereEnough } from './enough-requests';
import { type GateTimingOptions, gateTiming, gateTimingProblems } from './gate-timing';
import { type GateQuestion, type RequestGateOptions, toRequestGate } from './request-gate';
import { shareProblems } from './share';
import { tryStableRequests } from './stable-requests';

/** Props of `CanaryVsStableAnalysis`. */
export interface CanaryVsStableAnalysisProps extends GateTimingOptions, RequestGateOptions, BucketBoundsOptions {
  /** The requests of the canary alone, usually `route.requestMetrics(…)`. */
  readonly canary: RequestMetrics;

  /**
   * The requests of the stable version alone, counted by the same source as those of the canary.
   * @default - the same as of the canary with the hash of the stable pods, where those of the canary are selected by a hash
   */
  readonly stable?: RequestMetrics;

  /** How many times the share of bad requests of the stable version that of the canary may be, at least 1: `2` is twice. */
  readonly atMostTimes: number;

  /**
   * The share of bad requests up to which the stable version counts as if it had that many, above 0 and below 1: one error
   * in a thousand is not ten times as bad as one in ten thousand, but noise.
   * @default 0.01
   */
  readonly noiseFloor?: number;

  /**
   * Which requests are bad: those that take longer than this, which has to be a bound of the buckets in which the source
   * counts.
   * @default - those that fail
   */
  readonly slowerThan?: Duration;
}

/**
 * A gate on the canary's share of bad requests in proportion to that of the stable version at the same time: what makes
 * both of them fail, such as a database that is down, is no fault of the canary.
 *
 * Both need requests, so no weight may be 100. It is blind to faults that stay below `atMostTimes` times the noise floor,
 * and to every fault while the stable version is bad: put it beside a `SuccessRateAnalysis` where there is a floor below
 * which nothing is released.
 */
export class CanaryVsStableAnalysis extends Construct implements IAnalysis {
  private readonly analysis: Analysis;

  /** @throws if the stable version's requests are not known, or a number, a duration or a limit is out of range. */
  constructor(scope: Construct, id: string, props: CanaryVsStableAnalysisProps) {
    super(scope, id);
    const stable = props.stable ?? tryStableRequests(props.canary);
    throwProblems(this, [
      ...versionProblems(props, stable),
      ...proportionProblems(props),
      ...gateTimingProblems(props, props.provider.scrapeInterval),
      ...enoughRequestsProblems(props),
    ]);
    if (stable === undefined) throw new Error('requests of a stable version were checked that there are none of');
    this.analysis = new Analysis(this, 'Resource', toRequestGate(props, question(props, stable)));
  }

  /**
   * Makes the template for the rollout and returns how to refer to it.
   * @throws if the rollout lives in another namespace.
   */
  public bind(binding: AnalysisBinding): AnalysisReference {
    return this.analysis.bind(binding);
  }
}

const NOISE_FLOOR = 0.01;

function question(props: CanaryVsStableAnalysisProps, stable: RequestMetrics): GateQuestion {
  const { canary, atMostTimes, noiseFloor = NOISE_FLOOR, slowerThan, provider } = props;
  const { interval, initialDelay, range } = gateTiming(props, provider.scrapeInterval);
  const bad = (requests: RequestMetrics): string =>
    slowerThan === undefined ? errorRatio(requests, range) : slowRatio(requests, slowerThan, range);
  const times = `(${bad(canary)}) / clamp_min(${bad(stable)}, ${noiseFloor})`;
  return {
    name: 'canary-vs-stable',
    promql: [canary, stable].reduce((promql, requests) => whereEnough(promql, props, requests, range), times),
    good: `<= ${atMostTimes}`,
    bad: `> ${atMostTimes}`,
    interval,
    initialDelay,
    requests: [canary, stable],
    bothVersionsBecause: 'the canary is compared with the stable version',
  };
}

/** The share of requests that took longer, exactly: nothing is estimated where only the count of one bucket is asked for. */
function slowRatio({ latency, source }: RequestMetrics, threshold: Duration, range: string): string {
  if (latency === undefined) throw new Error(`requests (${source}) were checked that have no latency`);
  const quick = narrowed(latency.buckets, `le=~"${spellings(inUnitOf(latency, threshold))}"`);
  const all = narrowed(latency.buckets, 'le="+Inf"');
  return `1 - sum(rate(${quick}${range})) / (sum(rate(${all}${range})) > 0)`;
}

/** A bound as any client library writes it: `1` in Go, `1.0` in Python and from Prometheus 3 on. */
function spellings(bound: number): string {
  return Number.isInteger(bound) ? `${bound}([.]0)?` : `${bound}`.replace('.', '[.]');
}

function versionProblems(
  { canary, slowerThan, ...options }: CanaryVsStableAnalysisProps,
  stable: RequestMetrics | undefined,
): string[] {
  if (stable === undefined) {
    return [
      `the requests of the stable version are not known: those of the canary (${canary.source}) are not selected by the hash ` +
        'of their pods, so that the others do not follow from them; give them in stable, or take PodRequests.ofCanary',
    ];
  }
  if (stable.total === canary.total) {
    return [
      `canary and stable are the same requests (${canary.total}), so the gate could not fail: select one version in each`,
    ];
  }
  const both = [canary, stable];
  return slowerThan === undefined
    ? both.flatMap(outcomeProblems)
    : [...new Set(both.flatMap((requests) => bucketBoundsProblems('slowerThan', slowerThan, requests, options)))];
}

function proportionProblems({ atMostTimes, noiseFloor = NOISE_FLOOR }: CanaryVsStableAnalysisProps): string[] {
  const wrong = [
    ...(atMostTimes >= 1
      ? []
      : [`atMostTimes takes a number of at least 1 (1 is as good as stable), got ${atMostTimes}`]),
    ...shareProblems('noiseFloor', noiseFloor),
  ];
  if (wrong.length > 0 || atMostTimes * noiseFloor < 1) return wrong;
  return [
    `atMostTimes ${atMostTimes} times the noiseFloor ${noiseFloor} is more than every request failing: the gate could not fail ` +
      'while the stable version is good; make one of them smaller',
  ];
}
