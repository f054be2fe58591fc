import { Duration } from 'cdk8s';
import { FIRST_REQUEST_SECONDS } from '../../traffic/first-request';
import { durationProblems, toGoDuration } from '../../validation/numbers';

/** When a gate measures, and how far back it looks. */
export interface GateTimingOptions {
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
}

/** The timing of a gate, with every default filled in. */
export interface GateTiming {
  /** The time from one measurement to the next. */
  readonly interval: Duration;

  /** How far back each measurement looks. */
  readonly window: Duration;

  /** The time from the start of the analysis to the first measurement. */
  readonly initialDelay: Duration;

  /** The window as PromQL writes a range: `[1m]`. */
  readonly range: string;
}

/** The timing of a gate on what is scraped every so often. */
export function gateTiming(options: GateTimingOptions, scrapeInterval: Duration): GateTiming {
  const window = options.window ?? times(scrapeInterval, SCRAPES);
  return {
    interval: options.interval ?? Duration.seconds(Math.max(LEAST_INTERVAL, scrapeInterval.toSeconds())),
    window,
    initialDelay: options.initialDelay ?? window,
    range: `[${toGoDuration(window)}]`,
  };
}

/**
 * What is wrong with the timing of a gate, as a list of problems.
 * @param what how the window is called in messages
 */
export function gateTimingProblems(options: GateTimingOptions, scrapeInterval: Duration, what = 'window'): string[] {
  const { interval, window, initialDelay } = options;
  const wrong = [
    ...(window === undefined ? [] : durationProblems(what, window)),
    ...(initialDelay === undefined ? [] : durationProblems('initialDelay', initialDelay)),
    ...(interval === undefined ? [] : durationProblems('interval', interval)),
  ];
  if (wrong.length > 0) return wrong;
  const timing = gateTiming(options, scrapeInterval);
  const leastWindow = times(scrapeInterval, SCRAPES);
  const leastDelay = Duration.seconds(2 * scrapeInterval.toSeconds() + FIRST_REQUEST_SECONDS);
  return [
    ...(timing.window.toSeconds() < leastWindow.toSeconds()
      ? [
          `${what} takes at least ${SCRAPES} scrape intervals (${toGoDuration(leastWindow)}), or the rate has gaps, got ` +
            `${toGoDuration(timing.window)}: widen it, or have Prometheus scrape more often and say so in scrapeInterval`,
        ]
      : []),
    ...(timing.initialDelay.toSeconds() < leastDelay.toSeconds()
      ? [
          `initialDelay takes at least two scrape intervals and ${FIRST_REQUEST_SECONDS}s (${toGoDuration(leastDelay)}), before there is ` +
            `no rate of the canary's requests, got ${toGoDuration(timing.initialDelay)}`,
        ]
      : []),
  ];
}

// Two samples make a rate; at twice the scrape interval the result is missing now and then, from four on it is not.
const SCRAPES = 4;
const LEAST_INTERVAL = 10;

function times(duration: Duration, factor: number): Duration {
  return Duration.seconds(duration.toSeconds() * factor);
}
