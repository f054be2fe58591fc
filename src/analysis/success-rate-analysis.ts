import { type ApiObjectMetadata, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { durationProblems, toGoDuration } from '../validation/numbers';
import { throwProblems } from '../validation/problems';
import { Analysis } from './analysis';
import type { AnalysisBinding, AnalysisReference, IAnalysis } from './analysis-binding';
import { conditionsOf, NoTraffic } from './no-traffic';
import type { Prometheus } from './providers/prometheus/prometheus';
import { FIRST_REQUEST_SECONDS, type RequestMetrics, successRatio } from './request-metrics';

/** Props of `SuccessRateAnalysis`. */
export interface SuccessRateAnalysisProps {
  /** The Prometheus server that has the requests. */
  readonly provider: Prometheus;

  /** The requests of the canary alone, usually `route.requestMetrics(…)`. */
  readonly requests: RequestMetrics;

  /** The least share of successful requests that is good enough, above 0 and at most 1: `0.99` is 99 %. */
  readonly atLeast: number;

  /** What a measurement says while the canary gets no requests. */
  readonly onNoTraffic: NoTraffic;

  /**
   * The time from one measurement to the next, in whole seconds.
   * @default - the scrape interval of the provider, at least 10 seconds
   */
  readonly interval?: Duration;

  /**
   * How far back each measurement looks, in whole seconds; at least four scrape intervals, fewer have gaps.
   * @default - four scrape intervals
   */
  readonly window?: Duration;

  /**
   * The time from the start of the analysis to the first measurement, in whole seconds; at least two scrape intervals
   * and 3 seconds: a weight acts up to 2.5 seconds after it is set, and a rate needs two scrapes after that. Less than
   * one window is quicker, but the first measurement then still sees a release that was replaced just before.
   * @default - one window
   */
  readonly initialDelay?: Duration;

  /**
   * How many failed measurements are tolerated, in any order: with N the N+1st aborts the release.
   * @default 1
   */
  readonly failureLimit?: number;

  /**
   * How many inconclusive measurements are tolerated: with N the N+1st pauses the rollout for a person. Only with
   * `NoTraffic.INCONCLUSIVE` is a measurement ever inconclusive.
   * @default - the failure limit with `NoTraffic.INCONCLUSIVE`, else 0
   */
  readonly inconclusiveLimit?: number;

  /**
   * How many errors of Prometheus in a row are tolerated, asked again after 10 seconds each: with N an outage of
   * N × 10 seconds aborts a good version.
   * @default 4
   */
  readonly consecutiveErrorLimit?: number;

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
    const { provider, requests, failureLimit = 1 } = props;
    const window = props.window ?? times(provider.scrapeInterval, SCRAPES);
    const initialDelay = props.initialDelay ?? window;
    throwProblems(this, problems(props, window, initialDelay));
    this.analysis = new Analysis(this, 'Resource', {
      metadata: props.metadata,
      args: requests.args,
      metrics: [
        {
          name: 'success-rate',
          provider: provider.query(successRatio(requests, `[${toGoDuration(window)}]`)),
          ...conditionsOf(props.onNoTraffic, `>= ${props.atLeast}`, `< ${props.atLeast}`),
          interval: props.interval ?? Duration.seconds(Math.max(LEAST_INTERVAL, provider.scrapeInterval.toSeconds())),
          initialDelay,
          failureLimit,
          inconclusiveLimit: props.inconclusiveLimit ?? inconclusiveLimitOf(props.onNoTraffic, failureLimit),
          consecutiveErrorLimit: props.consecutiveErrorLimit,
          bothVersionsBecause: requests.canaryBecause,
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

// Two samples make a rate; at twice the scrape interval the result is missing now and then, from four on it is not.
const SCRAPES = 4;
const LEAST_INTERVAL = 10;

function inconclusiveLimitOf(onNoTraffic: NoTraffic, failureLimit: number): number | undefined {
  return onNoTraffic === NoTraffic.INCONCLUSIVE && failureLimit > 0 ? failureLimit : undefined;
}

function problems(props: SuccessRateAnalysisProps, window: Duration, initialDelay: Duration): string[] {
  const { atLeast, provider } = props;
  const leastWindow = times(provider.scrapeInterval, SCRAPES);
  const wrong = [
    ...(atLeast > 0 && atLeast <= 1
      ? []
      : [`atLeast takes a share above 0 and at most 1 (0.99 is 99 %), got ${atLeast}${percentHint(atLeast)}`]),
    ...durationProblems('window', window),
    ...durationProblems('initialDelay', initialDelay),
    ...(props.interval === undefined ? [] : durationProblems('interval', props.interval)),
  ];
  if (wrong.length > 0) return wrong;
  if (window.toSeconds() < leastWindow.toSeconds()) {
    wrong.push(
      `window takes at least ${SCRAPES} scrape intervals (${toGoDuration(leastWindow)}), or the rate has gaps, got ` +
        `${toGoDuration(window)}: widen it, or have Prometheus scrape more often and say so in scrapeInterval`,
    );
  }
  const leastDelay = Duration.seconds(2 * provider.scrapeInterval.toSeconds() + FIRST_REQUEST_SECONDS);
  if (initialDelay.toSeconds() < leastDelay.toSeconds()) {
    wrong.push(
      `initialDelay takes at least two scrape intervals and ${FIRST_REQUEST_SECONDS}s (${toGoDuration(leastDelay)}), before there is ` +
        `no rate of the canary's requests, got ${toGoDuration(initialDelay)}`,
    );
  }
  return wrong;
}

function percentHint(atLeast: number): string {
  return atLeast > 1 && atLeast <= 100 ? `: write ${atLeast / 100}` : '';
}

function times(duration: Duration, factor: number): Duration {
  return Duration.seconds(duration.toSeconds() * factor);
}
