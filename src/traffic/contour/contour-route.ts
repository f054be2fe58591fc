import type {
  HttpProxySpecRoutes,
  HttpProxySpecRoutesConditions,
  HttpProxySpecRoutesLoadBalancerPolicy,
  HttpProxySpecRoutesPathRewritePolicy,
  HttpProxySpecRoutesRequestHeadersPolicy,
  HttpProxySpecRoutesResponseHeadersPolicy,
  HttpProxySpecRoutesRetryPolicy,
  HttpProxySpecRoutesServices,
  HttpProxySpecRoutesTimeoutPolicy,
} from '../../../imports/projectcontour.io';
import { quote } from '../../validation/names';
import { repeated } from '../../validation/repeated';

/** A route of an HTTPProxy to the Services of a rollout, in the words of Contour. */
export interface ContourRoute {
  /**
   * What a request has to be like, all of it: at most one path (`prefix`, `exact` or `regex`), and any number of headers
   * and query parameters.
   * @default - every path: `[{ prefix: '/' }]`
   */
  readonly conditions?: HttpProxySpecRoutesConditions[];

  /**
   * Whether it answers to http too where the HTTPProxy has `tls`, in place of a redirect to https.
   * @default false
   */
  readonly permitInsecure?: boolean;

  /**
   * Whether a connection may become a WebSocket.
   * @default false
   */
  readonly enableWebsockets?: boolean;

  /**
   * How long requests may take.
   * @default - Envoy's own timeouts, 15 seconds for a response
   */
  readonly timeoutPolicy?: HttpProxySpecRoutesTimeoutPolicy;

  /**
   * When a request is tried again.
   * @default - never
   */
  readonly retryPolicy?: HttpProxySpecRoutesRetryPolicy;

  /**
   * How the path is changed on the way.
   * @default - it stays as it is
   */
  readonly pathRewritePolicy?: HttpProxySpecRoutesPathRewritePolicy;

  /**
   * How the pods of a version share its requests.
   * @default - in turn
   */
  readonly loadBalancerPolicy?: HttpProxySpecRoutesLoadBalancerPolicy;

  /**
   * Which headers of requests are set and removed.
   * @default - none
   */
  readonly requestHeadersPolicy?: HttpProxySpecRoutesRequestHeadersPolicy;

  /**
   * Which headers of responses are set and removed.
   * @default - none
   */
  readonly responseHeadersPolicy?: HttpProxySpecRoutesResponseHeadersPolicy;
}

/** A route as an HTTPProxy has it. */
export function toRoute(route: ContourRoute, services: HttpProxySpecRoutesServices[]): HttpProxySpecRoutes {
  // The plugin writes routes whole and without values that are nothing; for Argo CD they would differ from Git for ever.
  const said = Object.entries({ ...route, conditions: conditionsOf(route) }).flatMap(([key, value]) => {
    const kept = something(value);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return { ...Object.fromEntries(said), services };
}

/** What is wrong with the routes of an HTTPProxy, as a list of problems. */
export function routesProblems(routes: readonly ContourRoute[]): string[] {
  return [
    ...(routes.length === 0 ? ['routes is empty: name at least one, or leave it out for every path'] : []),
    ...routes.flatMap((route, index) => [
      ...conditionsProblems(`routes[${index}].conditions`, conditionsOf(route)),
      ...durationsProblems(`routes[${index}].timeoutPolicy`, route.timeoutPolicy),
      ...durationsProblems(`routes[${index}].retryPolicy`, { perTryTimeout: route.retryPolicy?.perTryTimeout }),
    ]),
    ...repeated(routes.map((route) => JSON.stringify(conditionsOf(route)))).map(
      (conditions) => `two routes have the conditions ${conditions}, and Contour takes one of them: leave one out`,
    ),
  ];
}

const EVERY_PATH: HttpProxySpecRoutesConditions[] = [{ prefix: '/' }];
const PATHS = ['prefix', 'exact', 'regex'] as const;
const HEADER_MATCHES = ['present', 'notpresent', 'contains', 'notcontains', 'exact', 'notexact', 'regex'] as const;
const PARAMETER_MATCHES = ['present', 'contains', 'exact', 'prefix', 'suffix', 'regex'] as const;
const DURATION = /^((\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+|infinity|infinite)$/;

function conditionsOf({ conditions = EVERY_PATH }: ContourRoute): HttpProxySpecRoutesConditions[] {
  return conditions;
}

// contour internal/dag/conditions.go: an HTTPProxy that breaks one of these is not valid, and has no route at all.
function conditionsProblems(what: string, conditions: readonly HttpProxySpecRoutesConditions[]): string[] {
  const paths = conditions.flatMap((condition) => PATHS.flatMap((kind) => condition[kind] ?? []));
  const exact = conditions.flatMap(({ header }) => (header?.exact === undefined ? [] : [header.name.toLowerCase()]));
  return [
    ...(conditions.length === 0 ? [`${what} is empty: name at least one, or leave it out for every path`] : []),
    ...(paths.length > 1
      ? [`${what} takes one path (prefix, exact or regex), got ${paths.map(quote).join(', ')}: make a route of each`]
      : []),
    ...paths
      .filter((path) => !path.startsWith('/'))
      .map((path) => `${what} takes paths that begin with "/", got ${quote(path)}`),
    ...repeated(exact).map(
      (header) =>
        `${what} compares the header ${quote(header)} with two exact values, which no request has: take a regex`,
    ),
    ...conditions.flatMap(({ header, queryParameter, ...path }, index) => [
      ...(header === undefined && queryParameter === undefined && something(path) === undefined
        ? [`${what}[${index}] says nothing: take prefix, exact, regex, header or queryParameter`]
        : []),
      ...(header === undefined || HEADER_MATCHES.some((match) => Boolean(header[match]))
        ? []
        : [`${what}[${index}].header says nothing of ${quote(header.name)}: take one of ${HEADER_MATCHES.join(', ')}`]),
      ...(queryParameter === undefined || PARAMETER_MATCHES.some((match) => Boolean(queryParameter[match]))
        ? []
        : [
            `${what}[${index}].queryParameter says nothing of ${quote(queryParameter.name)}: take one of ` +
              PARAMETER_MATCHES.join(', '),
          ]),
    ]),
  ];
}

function durationsProblems(what: string, durations: object | undefined): string[] {
  return Object.entries(durations ?? {}).flatMap(([key, value]) =>
    value === undefined || DURATION.test(String(value))
      ? []
      : [`${what}.${key} takes a duration such as "30s" or "1m30s", or "infinity", got ${quote(value)}`],
  );
}

/** A value without what is false, 0 or empty in it; undefined where nothing is left. */
function something(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((item) => something(item) ?? {});
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).flatMap(([key, item]) => {
      const kept = something(item);
      return kept === undefined ? [] : [[key, kept] as const];
    });
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  return value || undefined;
}
