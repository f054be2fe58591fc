import type { GrpcRouteSpecRules, GrpcRouteSpecRulesFilters } from '../../../imports/gateway.networking.k8s.io';
import { quote } from '../../validation/names';
import type { GrpcMethodMatch } from './grpc-method-match';
import type { BackendRefs } from './route-core';
import { filterProblems, type RouteFilter } from './route-filter';
import { type RouteValueMatch, valueMatchProblems } from './route-value-match';

/** Which calls a rule is about: those that fulfil all that is given. */
export interface GrpcRouteMatch {
  /**
   * The service and the method.
   * @default - every method of every service
   */
  readonly method?: GrpcMethodMatch;

  /**
   * The headers (the metadata of the call), all of them.
   * @default - whatever headers
   */
  readonly headers?: RouteValueMatch[];
}

/** A rule of a GRPCRoute, whose calls are split between the two versions. Every rule sends to both. */
export interface GrpcRouteRule {
  /**
   * The name of the rule; the standard channel of the Gateway API has it from 1.4 on.
   * @default - none
   */
  readonly name?: string;

  /**
   * Which calls it is about: those that fulfil one of them.
   * @default - every call
   */
  readonly matches?: GrpcRouteMatch[];

  /**
   * What is done to its requests and responses. Header routes of a release do the same.
   * @default - nothing
   */
  readonly filters?: RouteFilter[];

  /**
   * What is done to the requests and responses of the canary only. Header routes of a release do not do it.
   * @default - nothing
   */
  readonly canaryFilters?: RouteFilter[];
}

/** What is wrong with one rule, as a list of problems. */
export function grpcRuleProblems({ matches, filters, canaryFilters }: GrpcRouteRule, index: number): string[] {
  const what = `rules[${index}]`;
  return [
    ...(matches ?? []).flatMap(({ headers }, number) =>
      headers === undefined ? [] : valueMatchProblems(`${what}.matches[${number}].headers`, headers),
    ),
    ...filterProblems(`${what}.filters`, filters),
    ...filterProblems(`${what}.canaryFilters`, canaryFilters),
    ...[...(filters ?? []), ...(canaryFilters ?? [])]
      .filter((filter) => toGrpcFilter(filter) === undefined)
      .map(({ type }) => `${what} has the filter ${quote(type)}, which is for HTTP only: leave it out`),
  ];
}

/** A rule as the API takes it, with the defaults of the API written out. */
export function toGrpcRule(
  { name, matches, filters, canaryFilters }: GrpcRouteRule,
  { stable, canary }: BackendRefs,
): GrpcRouteSpecRules {
  return {
    name,
    matches: matches?.map(({ method, headers }) => ({
      method: method?.toMatch(),
      headers: headers?.map((header) => header.toMatch()),
    })),
    filters: toGrpcFilters(filters),
    backendRefs: [stable, { ...canary, filters: toGrpcFilters(canaryFilters) }],
  };
}

function toGrpcFilters(filters: readonly RouteFilter[] | undefined): GrpcRouteSpecRulesFilters[] | undefined {
  return filters?.flatMap((filter) => toGrpcFilter(filter) ?? []);
}

// A GRPCRoute has no filters of the other kinds.
function toGrpcFilter(filter: RouteFilter): GrpcRouteSpecRulesFilters | undefined {
  const { type, requestHeaderModifier, responseHeaderModifier, requestMirror, extensionRef } = filter.toFilter();
  return type === 'URLRewrite' || type === 'CORS' || type === 'RequestRedirect'
    ? undefined
    : { type, requestHeaderModifier, responseHeaderModifier, requestMirror, extensionRef };
}
