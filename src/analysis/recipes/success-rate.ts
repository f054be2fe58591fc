import { outcomeProblems, type RequestMetrics, successRatio } from '../requests/request-metrics';
import { enoughRequestsProblems, whereEnough } from './enough-requests';
import { type GateTimingOptions, gateTiming, gateTimingProblems } from './gate-timing';
import type { GateQuestion, RequestGateOptions } from './request-gate';
import { shareProblems } from './share';

/** What a gate on the share of successful requests takes, whatever success is. */
export interface SuccessRateOptions extends GateTimingOptions, RequestGateOptions {
  /** The least share of successful requests that is good enough, above 0 and at most 1: `0.99` is 99 %. */
  readonly atLeast: number;
}

/** What is wrong with a gate on the share of successful requests, as a list of problems. */
export function successRateProblems(options: SuccessRateOptions, requests: RequestMetrics): string[] {
  return [
    ...shareProblems('atLeast', options.atLeast),
    ...outcomeProblems(requests),
    ...gateTimingProblems(options, options.provider.scrapeInterval),
    ...enoughRequestsProblems(options),
  ];
}

/** The question for the share of successful requests. */
export function successRateQuestion(name: string, options: SuccessRateOptions, requests: RequestMetrics): GateQuestion {
  const { range, interval, initialDelay } = gateTiming(options, options.provider.scrapeInterval);
  return {
    name,
    promql: whereEnough(successRatio(requests, range), options, requests, range),
    good: `>= ${options.atLeast}`,
    bad: `< ${options.atLeast}`,
    interval,
    initialDelay,
    requests: [requests],
  };
}
