import type { HttpRouteSpecRules, HttpRouteSpecRulesMatches } from '../../../imports/gateway.networking.k8s.io';
import type { HttpMethod } from './http-method';
import type { BackendRefs } from './route-core';
import { filterProblems, type RouteFilter } from './route-filter';
import { RoutePathMatch } from './route-path-match';
import { type HttpRouteTimeouts, timeoutProblems, toTimeouts } from './route-timeouts';
import { type RouteValueMatch, valueMatchProblems } from './route-value-match';

/** Which requests a rule is about: those that fulfil all that is given. */
export interface HttpRouteMatch {
  /**
   * The path.
   * @default - every path
   */
  readonly path?: RoutePathMatch;

  /**
   * The headers, all of them.
   * @default - whatever headers
   */
  readonly headers?: RouteValueMatch[];

  /**
   * The parameters of the query, all of them.
   * @default - whatever query
   */
  readonly queryParams?: RouteValueMatch[];

  /**
   * The method.
   * @default - every method
   */
  readonly method?: HttpMethod;
}

/**
 * A rule of an HTTPRoute, whose requests are split between the two versions.
 *
 * Every rule sends to both. What only one version may get belongs into a route of its own that no rollout moves: in a
 * route that the plugin moves, a rule to the stable version alone has no backend at the end of a release, and one to the
 * canary alone is deleted as a header route (rollouts-plugin-trafficrouter-gatewayapi 0.15.0).
 */
export interface HttpRouteRule {
  /**
   * The name of the rule; the standard channel of the Gateway API has it from 1.4 on.
   * @default - none
   */
  readonly name?: string;

  /**
   * Which requests it is about: those that fulfil one of them.
   * @default - every request
   */
  readonly matches?: HttpRouteMatch[];

  /**
   * What is done to its requests and responses. Header routes of a release do the same.
   * @default - nothing
   */
  readonly filters?: RouteFilter[];

  /**
   * What is done to the requests and responses of the canary only, such as a header of the response that tells the
   * version. Header routes of a release do not do it.
   * @default - nothing
   */
  readonly canaryFilters?: RouteFilter[];

  /**
   * How long its requests may take.
   * @default - as long as the implementation has it
   */
  readonly timeouts?: HttpRouteTimeouts;
}

/** What is wrong with one rule, as a list of problems. */
export function httpRuleProblems(
  { matches, filters, canaryFilters, timeouts }: HttpRouteRule,
  index: number,
): string[] {
  const what = `rules[${index}]`;
  return [
    ...(matches ?? []).flatMap((match, number) => matchProblems(`${what}.matches[${number}]`, match)),
    ...filterProblems(`${what}.filters`, filters),
    ...filterProblems(`${what}.canaryFilters`, canaryFilters),
    ...prefixProblems(what, matches, [...(filters ?? []), ...(canaryFilters ?? [])]),
    ...(timeouts === undefined ? [] : timeoutProblems(`${what}.timeouts`, timeouts)),
  ];
}

/** A rule as the API takes it, with the defaults of the API written out. */
export function toHttpRule(
  { name, matches = [{}], filters, canaryFilters, timeouts }: HttpRouteRule,
  { stable, canary }: BackendRefs,
): HttpRouteSpecRules {
  return {
    name,
    matches: matches.map(toMatch),
    filters: filters?.map((filter) => filter.toFilter()),
    backendRefs: [stable, { ...canary, filters: canaryFilters?.map((filter) => filter.toFilter()) }],
    timeouts: timeouts && toTimeouts(timeouts),
  };
}

const MAX_QUERY_VALUE = 1024;

function matchProblems(what: string, { headers, queryParams }: HttpRouteMatch): string[] {
  return [
    ...(headers === undefined ? [] : valueMatchProblems(`${what}.headers`, headers)),
    ...(queryParams === undefined ? [] : valueMatchProblems(`${what}.queryParams`, queryParams, MAX_QUERY_VALUE)),
  ];
}

// A CEL rule of the API.
function prefixProblems(
  what: string,
  matches: readonly HttpRouteMatch[] = [{}],
  filters: readonly RouteFilter[],
): string[] {
  const [match, ...others] = matches;
  const hasOnePrefix = others.length === 0 && (match?.path?.isPrefix ?? true);
  return hasOnePrefix || !filters.some((filter) => filter.replacesPrefix)
    ? []
    : [
        `${what} has replacePrefixMatch, for which it has to have exactly one match, with RoutePathMatch.prefix: make a rule ` +
          'for each prefix',
      ];
}

function toMatch({
  path = RoutePathMatch.prefix('/'),
  headers,
  queryParams,
  method,
}: HttpRouteMatch): HttpRouteSpecRulesMatches {
  return {
    path: path.toMatch(),
    headers: headers?.map((header) => header.toMatch()),
    queryParams: queryParams?.map((parameter) => parameter.toMatch()),
    method: method && `${method}`,
  };
}
