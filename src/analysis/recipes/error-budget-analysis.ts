import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { durationProblems, toGoDuration } from '../../validation/numbers';
import { throwProblems } from '../../validation/problems';
import { Analysis } from '../analysis';
import type { AnalysisBinding, AnalysisReference, IAnalysis } from '../analysis-binding';
import { errorRatio, outcomeProblems, type RequestMetrics } from '../requests/request-metrics';
import { enoughRequestsProblems, whereAny } from './enough-requests';
import { gateTiming, gateTimingProblems } from './gate-timing';
import { type GateQuestion, type RequestGateOptions, toRequestGate } from './request-gate';
import { shareProblems } from './share';

/** Props of `ErrorBudgetAnalysis`. */
export interface ErrorBudgetAnalysisProps extends RequestGateOptions {
  /** The requests of the canary alone, usually `route.requestMetrics(…)`. */
  readonly requests: RequestMetrics;

  /** The share of requests that are to succeed in the long run, above 0 and below 1: `0.999` lets one in a thousand fail. */
  readonly objective: number;

  /**
   * How many times faster than the objective allows errors may come, at least 1: at 1 the budget of errors lasts just as
   * long as it is meant for, at 14.4 that of 30 days lasts 50 hours.
   * @default 14.4
   */
  readonly burnRate?: number;

  /**
   * The shorter time over which too many errors have to come, in whole seconds; at least four scrape intervals. It lets the
   * gate see soon that errors have ended.
   * @default - four scrape intervals
   */
  readonly shortWindow?: Duration;

  /**
   * The longer time over which too many errors have to come, in whole seconds. It keeps a few errors in a row from taking a
   * version back.
   * @default - five short windows
   */
  readonly longWindow?: Duration;

  /**
   * The time from one measurement to the next, in whole seconds.
   * @default - the scrape interval of the provider, at least 10 seconds
   */
  readonly interval?: Duration;

  /**
   * The time from the start of the analysis to the first measurement, in whole seconds; at least the long window, which
   * before would hold requests of the version that was replaced.
   * @default - one long window
   */
  readonly initialDelay?: Duration;
}

/**
 * A gate on how fast the canary's errors use up an error budget, over a short and a long time: both have to be too fast.
 *
 * The windows are minutes, as a release is, and so coarse that the gate comes late to a version that is plainly bad: put it
 * beside a `SuccessRateAnalysis`. Its own purpose are the few errors that a threshold on a short time either misses or
 * finds by chance. A pause after `setWeight` has to be longer than the long window and the measurements of a verdict.
 * @see https://sre.google/workbook/alerting-on-slos/
 */
export class ErrorBudgetAnalysis extends Construct implements IAnalysis {
  private readonly analysis: Analysis;

  /** @throws if the objective, the burn rate, a window or a limit is out of range, or the gate could never fail. */
  constructor(scope: Construct, id: string, props: ErrorBudgetAnalysisProps) {
    super(scope, id);
    throwProblems(this, [
      ...budgetProblems(props),
      ...outcomeProblems(props.requests),
      ...windowProblems(props),
      ...enoughRequestsProblems(props),
    ]);
    this.analysis = new Analysis(this, 'Resource', toRequestGate(props, question(props)));
  }

  /**
   * Makes the template for the rollout and returns how to refer to it.
   * @throws if the rollout lives in another namespace, or the requests are not those of its canary.
   */
  public bind(binding: AnalysisBinding): AnalysisReference {
    return this.analysis.bind(binding);
  }
}

const BURN_RATE = 14.4;
const SHORT_IN_LONG = 5;

function question(props: ErrorBudgetAnalysisProps): GateQuestion {
  const { requests, objective, burnRate = BURN_RATE } = props;
  const { short, long } = timings(props);
  const windows = [
    `label_replace(${errorRatio(requests, short.range)}, "window", "short", "", "")`,
    `label_replace(${errorRatio(requests, long.range)}, "window", "long", "", "")`,
  ];
  // Both burn where the lesser does. Without requests in the short window the long one alone says nothing of now.
  const promql = `min(${windows.join(' or ')}) / ${budget(objective)}`;
  return {
    name: 'error-budget',
    promql: whereAny(promql, props, requests, short.range),
    good: `<= ${burnRate}`,
    bad: `> ${burnRate}`,
    interval: short.interval,
    initialDelay: long.initialDelay,
    requests: [requests],
  };
}

function timings({ provider, shortWindow, longWindow, interval, initialDelay }: ErrorBudgetAnalysisProps) {
  const short = gateTiming({ window: shortWindow, interval }, provider.scrapeInterval);
  const window = longWindow ?? Duration.seconds(SHORT_IN_LONG * short.window.toSeconds());
  return { short, long: gateTiming({ window, interval, initialDelay }, provider.scrapeInterval) };
}

/** The share of requests that may fail, without what binary fractions make of it: 1 - 0.999 is 0.0010000000000000009. */
function budget(objective: number): number {
  return Number((1 - objective).toPrecision(9));
}

function budgetProblems({ objective, burnRate = BURN_RATE }: ErrorBudgetAnalysisProps): string[] {
  const outOfRange = shareProblems('objective', objective);
  if (outOfRange.length > 0) return outOfRange;
  if (objective === 1)
    return ['objective takes a share below 1: at 1 there is no budget of errors, take a SuccessRateAnalysis'];
  if (!(burnRate >= 1)) return [`burnRate takes a number of at least 1, got ${burnRate}`];
  const share = burnRate * budget(objective);
  return share < 1
    ? []
    : [
        `with an objective of ${objective} a burnRate of ${burnRate} is more than every request failing: the gate could not fail; ` +
          `take a burnRate below ${Number((1 / budget(objective)).toPrecision(6))}`,
      ];
}

function windowProblems(props: ErrorBudgetAnalysisProps): string[] {
  const { provider, shortWindow, longWindow, interval, initialDelay } = props;
  const wrong = [
    ...gateTimingProblems({ window: shortWindow, interval }, provider.scrapeInterval, 'shortWindow'),
    ...(longWindow === undefined ? [] : durationProblems('longWindow', longWindow)),
    ...(initialDelay === undefined ? [] : durationProblems('initialDelay', initialDelay)),
  ];
  if (wrong.length > 0) return wrong;
  const { short, long } = timings(props);
  const [least, most, delay] = [short.window, long.window, long.initialDelay].map((duration) => toGoDuration(duration));
  return [
    ...(long.window.toSeconds() <= short.window.toSeconds()
      ? [`longWindow takes more than shortWindow (${least}), got ${most}`]
      : []),
    ...(long.initialDelay.toSeconds() < long.window.toSeconds()
      ? [
          `initialDelay takes at least the longWindow (${most}), got ${delay}: before, the canary has not lived that long; ` +
            'delay the first measurement, or make longWindow shorter',
        ]
      : []),
  ];
}
