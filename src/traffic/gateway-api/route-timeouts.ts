import type { Duration } from 'cdk8s';
import type { HttpRouteSpecRulesTimeouts } from '../../../imports/gateway.networking.k8s.io';

/** How long a request may take. Header routes of a release have no timeouts: the plugin copies none. */
export interface HttpRouteTimeouts {
  /**
   * The time for the whole request, with all attempts, in whole milliseconds.
   * @default - that of the implementation
   */
  readonly request?: Duration;

  /**
   * The time for one attempt, in whole milliseconds; at most that of the whole request.
   * @default - that of the implementation
   */
  readonly backendRequest?: Duration;
}

/** What is wrong with timeouts, as a list of problems. */
export function timeoutProblems(what: string, { request, backendRequest }: HttpRouteTimeouts): string[] {
  const tooLong = request !== undefined && backendRequest !== undefined && millis(backendRequest) > millis(request);
  return [
    ...(request === undefined && backendRequest === undefined
      ? [`${what} is empty: give request, backendRequest or both, or leave it out`]
      : []),
    ...Object.entries({ request, backendRequest }).flatMap(([name, duration]) =>
      duration === undefined || (millis(duration) > 0 && millis(duration) <= MAX_MILLIS)
        ? []
        : [`${what}.${name} takes a time from 1ms to 99999s, got ${duration.toHumanString()}`],
    ),
    ...(tooLong
      ? [
          `${what}.backendRequest is longer than ${what}.request, which ends the request before: got ` +
            `${backendRequest.toHumanString()} and ${request.toHumanString()}`,
        ]
      : []),
  ];
}

/** Timeouts as a rule takes them. */
export function toTimeouts({ request, backendRequest }: HttpRouteTimeouts): HttpRouteSpecRulesTimeouts {
  return { request: request && toText(request), backendRequest: backendRequest && toText(backendRequest) };
}

// The API takes up to five digits of a unit.
const MAX_MILLIS = 99_999_000;

function millis(duration: Duration): number {
  return duration.toMilliseconds();
}

function toText(duration: Duration): string {
  const seconds = Math.floor(millis(duration) / 1000);
  const rest = millis(duration) % 1000;
  return `${seconds > 0 ? `${seconds}s` : ''}${rest > 0 ? `${rest}ms` : ''}`;
}
