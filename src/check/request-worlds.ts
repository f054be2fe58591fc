import { goRegex } from '../analysis/conditions/go-regex';
import type { PromqlMatcher } from './promql-expression';
import type { QueryWorld } from './query-answer';

/** No series is there: the first release, or nobody scrapes. */
export const NO_SERIES: QueryWorld = () => 'empty';

/** All series are there, and nobody sends a request. */
export const NO_REQUESTS: QueryWorld = (_, use) => (use === 'increase' ? 0 : 'unknown');

/** How all requests of a version may be answered. */
export type EveryAnswer = 'good' | 'redirect' | 'failure';

/**
 * All requests are answered in one way, so many that no gate takes them for too few, so that only the series of that status
 * are there.
 *
 * The labels that tell of the status are known by their names, which are those that routers and client libraries use.
 */
export function everyRequest(answer: EveryAnswer): QueryWorld {
  return ({ matchers }, use) => {
    const hits = matchers.map((matcher) => matchesStatus(matcher, answer));
    if (hits.includes('unknown')) return 'unknown';
    if (hits.includes(false)) return 'empty';
    return use === 'increase' ? MANY : 'unknown';
  };
}

/** More requests than a gate may ask for. */
export const MANY = 2 ** 30;

/** Whether a matcher is about the status of requests. */
export function isOfStatus({ label }: PromqlMatcher): boolean {
  return STATUSES.some(({ labels }) => labels.test(label));
}

/** Whether a matcher is about the status of HTTP, in which redirects are told apart. */
export function isOfHttpStatus({ label }: PromqlMatcher): boolean {
  return STATUSES.some(({ labels, values }) => labels.test(label) && values.good !== values.redirect);
}

const STATUSES: readonly { readonly labels: RegExp; readonly values: Readonly<Record<EveryAnswer, string>> }[] = [
  { labels: /^classification$/, values: { good: 'success', redirect: 'success', failure: 'failure' } },
  { labels: /^outcome$/, values: { good: 'SUCCESS', redirect: 'REDIRECTION', failure: 'SERVER_ERROR' } },
  { labels: /^grpc_(code|status|response_status)$/, values: { good: 'OK', redirect: 'OK', failure: 'Internal' } },
  {
    labels: /^((http|envoy)_)?(response_|status_)?(code|status)(_code)?(_class)?$/,
    values: { good: '200', redirect: '302', failure: '500' },
  },
];

function matchesStatus(matcher: PromqlMatcher, answer: EveryAnswer): boolean | 'unknown' {
  const value = STATUSES.find(({ labels }) => labels.test(matcher.label))?.values[answer];
  if (value === undefined) return true;
  if (matcher.value.includes('{{')) return 'unknown';
  const asked = inTheManner(value, matcher.value);
  if (matcher.operator === '=' || matcher.operator === '!=') {
    return (matcher.value === asked) === (matcher.operator === '=');
  }
  const pattern = goRegex(`^(?:${matcher.value})$`);
  return typeof pattern === 'string' ? 'unknown' : pattern.test(asked) === (matcher.operator === '=~');
}

// Some label with the class of the status only, such as 5xx or 5, and gRPC's codes are words or numbers.
function inTheManner(value: string, asked: string): string {
  if (/^\d{3}$/.test(value)) {
    if (/[1-5]xx/i.test(asked)) return `${value.charAt(0)}${/xx/i.exec(asked)?.[0] ?? 'xx'}`;
    return /^\^?\[?[1-5\-^]+\]?\$?$/.test(asked) && !/\d{2}/.test(asked) ? value.charAt(0) : value;
  }
  if (value === 'OK' && /^[\d|()[\]^$-]+$/.test(asked)) return '0';
  return value === 'Internal' && /^[\d|()[\]^$-]+$/.test(asked) ? '13' : value;
}
