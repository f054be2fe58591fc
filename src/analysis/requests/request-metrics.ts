import type { AnalysisArgument } from '../analysis-argument';
import type { GrpcStatusLabel } from './grpc-code';

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

  /**
   * The same counter, only the requests that failed.
   * @default - they cannot be selected, and `successes` are instead
   */
  readonly errors?: string;

  /**
   * The same counter, only the requests that succeeded, where a failed one has no selector of its own.
   * @default - `errors` are selected instead
   */
  readonly successes?: string;

  /**
   * How long the requests took.
   * @default - nobody measures it
   */
  readonly latency?: LatencyMetric;

  /**
   * The label of the counter that has the status of gRPC calls.
   * @default - the requests are not gRPC, or the counter does not tell how they went
   */
  readonly grpcStatus?: GrpcStatusLabel;

  /**
   * The arguments that the selectors refer to as `{{args.<name>}}`.
   * @default - none
   */
  readonly args?: AnalysisArgument[];

  /**
   * Why they are the canary's requests, where the selectors name neither its Service nor its pods.
   * @default - they name one of them
   */
  readonly canaryBecause?: string;
}

/** How long requests took: a selector of the buckets of a Prometheus histogram. */
export interface LatencyMetric {
  /** The counter of the buckets, such as `http_request_duration_seconds_bucket{service="shop-canary"}`. */
  readonly buckets: string;

  /** What the bounds of the buckets are counted in. */
  readonly unit: LatencyUnit;

  /**
   * The bounds that the source has unless it is told otherwise, in its unit. A threshold between two of them is an
   * estimate.
   * @default - not known
   */
  readonly bounds?: number[];
}

/** What a latency is counted in. */
export enum LatencyUnit {
  /** Seconds, as Prometheus asks for. */
  SECONDS = 's',

  /** Milliseconds. */
  MILLISECONDS = 'ms',
}

/**
 * The share of requests that succeeded over a range such as `[1m]`, as PromQL: nothing without requests, never NaN.
 * @throws if the metrics select neither errors nor successes, or both.
 */
export function successRatio(requests: RequestMetrics, range: string): string {
  const { errors, counted } = outcome(requests);
  return `${errors ? '1 - ' : ''}${share(counted, requests, range)}`;
}

/**
 * The share of requests that failed over a range such as `[1m]`, as PromQL: nothing without requests, never NaN.
 * @throws if the metrics select neither errors nor successes, or both.
 */
export function errorRatio(requests: RequestMetrics, range: string): string {
  const { errors, counted } = outcome(requests);
  return `${errors ? '' : '1 - '}${share(counted, requests, range)}`;
}

/** What is wrong with the selectors of failed and good requests, as a list of problems: just one of them is to be given. */
export function outcomeProblems({ errors, successes, source }: RequestMetrics): string[] {
  if ((errors === undefined) !== (successes === undefined)) return [];
  const given = errors === undefined ? 'neither' : 'both';
  return [`requests (${source}) take a selector of errors or one of successes, got ${given}`];
}

function outcome(requests: RequestMetrics): { readonly errors: boolean; readonly counted: string } {
  const [problem] = outcomeProblems(requests);
  if (problem !== undefined) throw new Error(problem);
  const { errors, successes = '' } = requests;
  return errors === undefined ? { errors: false, counted: successes } : { errors: true, counted: errors };
}

// A version that fails every request has no series of good ones, and one that fails none has none of errors.
function share(selector: string, { total }: RequestMetrics, range: string): string {
  return `(sum(rate(${selector}${range})) or vector(0)) / (sum(rate(${total}${range})) > 0)`;
}
