import { dnsSubdomainProblems, quote } from '../../validation/names';
import { repeated } from '../../validation/repeated';
import { GATEWAY_API_FACTS } from './facts';

/** What of a rule is counted and named. */
export interface RouteRule {
  /** The name of the rule. */
  readonly name?: string;

  /** Its matches; a rule without any has one of every request. */
  readonly matches?: readonly unknown[];
}

// The CRDs of HTTPRoute and GRPCRoute, Gateway API 1.6.1.
const MAX_RULES = 16;
const MAX_MATCHES = 64;
const MAX_ALL_MATCHES = 128;

/** What is wrong with the names and the numbers of rules, as a list of problems. */
export function ruleProblems(rules: readonly RouteRule[]): string[] {
  return [
    ...(rules.length === 0 ? ['rules is empty: name at least one, or leave it out for one of every request'] : []),
    ...(rules.length > MAX_RULES ? [`rules takes at most ${MAX_RULES}, got ${rules.length}: make a second route`] : []),
    ...rules.flatMap(({ name, matches }, index) => [
      ...(name === undefined ? [] : dnsSubdomainProblems(`rules[${index}].name`, name)),
      ...(matches?.length === 0
        ? [`rules[${index}].matches is empty: name at least one, or leave it out for every request`]
        : []),
      ...((matches?.length ?? 0) > MAX_MATCHES
        ? [`rules[${index}].matches takes at most ${MAX_MATCHES}, got ${matches?.length}`]
        : []),
    ]),
    ...(matchCount(rules) > MAX_ALL_MATCHES
      ? [`rules have ${matchCount(rules)} matches together, a route holds ${MAX_ALL_MATCHES}: make a second route`]
      : []),
    ...repeated(rules.flatMap(({ name }) => name ?? [])).map(
      (name) => `two rules are named ${quote(name)}: give each its own name`,
    ),
  ];
}

/** What is wrong with rules beside the header routes of a rollout, as a list of problems. */
export function managedRouteProblems(rules: readonly RouteRule[], managedRoutes: readonly string[]): string[] {
  if (managedRoutes.length === 0) return [];
  // The steps of a release have no more of them at a time (`headerRoutesAtOnce`), and each adds a rule for every rule.
  const factor = 1 + Math.min(managedRoutes.length, GATEWAY_API_FACTS.headerRoutesAtOnce ?? managedRoutes.length);
  const counts: [string, number, number][] = [
    ['rules', rules.length, MAX_RULES],
    ['matches', matchCount(rules), MAX_ALL_MATCHES],
  ];
  return [
    ...counts
      .filter(([, count, most]) => count <= most && count * factor > most)
      .map(
        ([what, count, most]) =>
          `the route has ${count} ${what}, a header route (${managedRoutes.map(quote).join(', ')}) adds as many, and a route ` +
          `holds ${most}: the plugin's update would be refused, make a second route of some`,
      ),
    // Seen on the controller: the plugin takes such a rule for its own, and deletes it before the first release.
    ...rules.flatMap(({ name }) =>
      managedRoutes
        .filter(
          (route) => name === route || (name?.startsWith(`${route}-`) && /^\d+$/.test(name.slice(route.length + 1))),
        )
        .map(
          (route) =>
            `the rule ${quote(name)} has the name of the header route ${quote(route)}, and the plugin would delete it as its own: ` +
            'give one of them another name',
        ),
    ),
  ];
}

function matchCount(rules: readonly RouteRule[]): number {
  return rules.reduce((sum, { matches }) => sum + (matches?.length ?? 1), 0);
}
