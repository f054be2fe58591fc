import { wholeNumberProblems } from '../../validation/numbers';
import type { RequestMetrics } from '../requests/request-metrics';

/** How many requests a measurement needs to say anything. */
export interface EnoughRequestsOptions {
  /**
   * How many requests there have to be within the window, or a measurement counts as one without traffic: of three
   * requests a single failed one is 33 %.
   * @default - one is enough
   */
  readonly minRequests?: number;
}

/** What is wrong with the least number of requests, as a list of problems. */
export function enoughRequestsProblems({ minRequests }: EnoughRequestsOptions): string[] {
  return minRequests === undefined ? [] : wholeNumberProblems('minRequests', minRequests, 1, Number.MAX_SAFE_INTEGER);
}

/**
 * A PromQL expression that has a result only where there are enough requests: without, it is empty as without traffic.
 * @param promql an expression with one series without labels, which is empty without requests
 */
export function whereEnough(
  promql: string,
  { minRequests }: EnoughRequestsOptions,
  { total }: RequestMetrics,
  range: string,
): string {
  return minRequests === undefined ? promql : `(${promql}) and (sum(increase(${total}${range})) >= ${minRequests})`;
}

/** The same for an expression that has a result without requests as well. */
export function whereAny(
  promql: string,
  options: EnoughRequestsOptions,
  requests: RequestMetrics,
  range: string,
): string {
  return options.minRequests === undefined
    ? `(${promql}) and (sum(rate(${requests.total}${range})) > 0)`
    : whereEnough(promql, options, requests, range);
}
