import type { Metric } from '../metric';
import { NoTraffic } from '../no-traffic';

/** How much a gate tolerates before it aborts a release or stops it. */
export interface GateLimitOptions {
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
   * How many errors of the provider in a row are tolerated, asked again after 10 seconds each: with N an outage of
   * N × 10 seconds aborts a good version.
   * @default 4
   */
  readonly consecutiveErrorLimit?: number;
}

/** The limits of a gate as a metric has them. */
export function gateLimits(
  { failureLimit = 1, inconclusiveLimit, consecutiveErrorLimit }: GateLimitOptions,
  onNoTraffic: NoTraffic,
): Pick<Metric, 'failureLimit' | 'inconclusiveLimit' | 'consecutiveErrorLimit'> {
  const tolerated = onNoTraffic === NoTraffic.INCONCLUSIVE && failureLimit > 0 ? failureLimit : undefined;
  return { failureLimit, inconclusiveLimit: inconclusiveLimit ?? tolerated, consecutiveErrorLimit };
}
