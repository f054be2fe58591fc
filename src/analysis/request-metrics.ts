/**
 * Where the requests of one version are counted: PromQL selectors of counters.
 *
 * A router makes it for the canary (`route.requestMetrics(…)`). A gate that counts stable and canary together hardly
 * sees a bad canary: at 20 % weight a version that fails 40 % of its requests reads 92 % over both.
 */
export interface RequestMetrics {
  /** What is counted and by whom, in a few words for people. */
  readonly source: string;

  /** The counter of all requests, such as `http_requests_total{service="shop-canary"}`. */
  readonly total: string;

  /** The same counter, only the requests that failed. */
  readonly errors: string;
}

/**
 * How many whole seconds after a weight is set the canary has its first request, at the latest: Traefik acts on it after
 * 0.15 to 2.5 seconds (its `providersThrottleDuration` of 2 s).
 */
export const FIRST_REQUEST_SECONDS = 3;
