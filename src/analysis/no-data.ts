import { type Conditions, conditionsOf, NoTraffic } from './no-traffic';

/**
 * What a measurement says while nothing is known of the canary's pods: they are too young, or what watches them is not
 * scraped.
 */
export enum NoData {
  /** The measurement is successful: a version that nobody watches is promoted. */
  PASS = 'Pass',

  /** The measurement is failed: monitoring that is down for long aborts a good version. */
  FAIL = 'Fail',

  /** The measurement is inconclusive: the rollout pauses for a person to decide. */
  INCONCLUSIVE = 'Inconclusive',
}

/** What the absence of data means as if it were that of requests: Prometheus answers both with an empty result. */
export function asNoTraffic(onNoData: NoData): NoTraffic {
  switch (onNoData) {
    case NoData.PASS:
      return NoTraffic.PASS;
    case NoData.FAIL:
      return NoTraffic.FAIL;
    case NoData.INCONCLUSIVE:
      return NoTraffic.INCONCLUSIVE;
  }
}

/** The conditions of a value that is to be at most so much, with the empty result of Prometheus decided. */
export function atMostConditions(onNoData: NoData, atMost: number): Conditions {
  return conditionsOf(asNoTraffic(onNoData), `<= ${atMost}`, `> ${atMost}`);
}
