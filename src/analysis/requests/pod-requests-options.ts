import { quote } from '../../validation/names';
import { promqlFacts } from '../providers/prometheus/promql';
import type { LatencyUnit } from './request-metrics';

/** What an application counts of its requests, in the words of its own metrics. */
export interface PodRequestsOptions {
  /**
   * The name of the counter of all requests.
   * @default 'http_requests_total'
   */
  readonly counter?: string;

  /**
   * The label of the counter that has the status of a request.
   * @default 'code'
   */
  readonly statusLabel?: string;

  /**
   * The status of failed requests, as a regular expression for the whole of it.
   * @default '5..'
   */
  readonly failures?: string;

  /**
   * Further matchers that narrow the requests, such as `handler!~"/(healthz|metrics)"`. The probes of the kubelet and the
   * scrapes are requests as well: where the application counts them, they make up for failed ones, and a version that
   * nobody calls seems to have requests.
   * @default - none: every request that is counted
   */
  readonly matchers?: string[];

  /**
   * The counter of the buckets of the histogram that says how long requests took, such as
   * `http_request_duration_seconds_bucket`; its name ends in `_bucket`.
   * @default - nobody measures it
   */
  readonly latencyBuckets?: string;

  /**
   * What the bounds of those buckets are counted in.
   * @default LatencyUnit.SECONDS
   */
  readonly latencyUnit?: LatencyUnit;

  /**
   * The bounds of those buckets, in their unit.
   * @default - not known
   */
  readonly latencyBounds?: number[];

  /**
   * The label that has the hash of the pods' template. It comes with the metrics where their `PodMonitor` says so.
   * @default 'rollouts_pod_template_hash'
   */
  readonly hashLabel?: string;
}

/** What is wrong with what an application is said to count, as a list of problems. */
export function podRequestsProblems(options: PodRequestsOptions): string[] {
  const { counter, statusLabel, failures, matchers = [], latencyBuckets, hashLabel } = options;
  return [
    ...(counter === undefined ? [] : metricProblems('counter', counter)),
    ...(statusLabel === undefined ? [] : labelNameProblems('statusLabel', statusLabel)),
    ...(hashLabel === undefined ? [] : labelNameProblems('hashLabel', hashLabel)),
    ...(failures === undefined ? [] : failureProblems(failures)),
    ...matchers
      .filter((matcher) => matcher.trim() === '' || promqlFacts(`x{${matcher}}`).errorAt !== undefined)
      .map((matcher) => `matchers take matchers of PromQL such as handler!="/healthz", got ${quote(matcher)}`),
    ...(latencyBuckets === undefined ? [] : bucketProblems(latencyBuckets)),
  ];
}

function metricProblems(what: string, name: string): string[] {
  if (/^[a-zA-Z_:][\w:]*$/.test(name)) return [];
  return [`${what} takes the name of a metric such as "http_requests_total", without labels, got ${quote(name)}`];
}

function bucketProblems(name: string): string[] {
  const problems = metricProblems('latencyBuckets', name);
  if (problems.length > 0 || name.endsWith('_bucket')) return problems;
  return [
    `latencyBuckets takes the counter of a histogram's buckets, whose name ends in "_bucket", got ${quote(name)}: ` +
      `perhaps ${quote(`${name}_bucket`)}`,
  ];
}

function labelNameProblems(what: string, name: string): string[] {
  if (/^[a-zA-Z_]\w*$/.test(name)) return [];
  const hint = name.includes('-') ? `: Prometheus has "_" in place of "-", ${quote(name.replaceAll('-', '_'))}` : '';
  return [`${what} takes the name of a label of Prometheus, got ${quote(name)}${hint}`];
}

// A pattern is held against the whole status: "5" fails nothing, and nothing would say so.
function failureProblems(failures: string): string[] {
  const takes =
    'failures takes the status of failed requests, as a regular expression for the whole of it such as "5.."';
  const pattern = tryPattern(failures);
  if (failures === '' || pattern === undefined) return [`${takes}, got ${quote(failures)}`];
  if (STATUSES_OF_GOOD.some((status) => pattern.test(status))) {
    return [`${takes}, got ${quote(failures)}, which good requests have too (200)`];
  }
  const isAboutNumbers = /^[\dx.|()[\]{}^$*+?:-]*$/.test(failures);
  if (!isAboutNumbers || STATUSES.some((status) => pattern.test(status))) return [];
  return [`${takes}, got ${quote(failures)}, which no status of HTTP has`];
}

const STATUSES_OF_GOOD: readonly string[] = ['200', '2xx'];
const STATUSES: readonly string[] = [1, 2, 3, 4, 5].flatMap((hundred) => [
  `${hundred}xx`,
  ...Array.from({ length: 100 }, (_, rest) => String(100 * hundred + rest)),
]);

function tryPattern(text: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${text})$`);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
