import { withKey } from '../../manifest/edit';
import { at, listOf, type Plain, textOf } from '../../manifest/plain';
import { managedRoutesIn } from '../route-objects';
import type { HeaderRouteStep, RoutedRollout } from '../router-model';

/** Whether a rule sends to a Service. */
export function hasBackend(rule: Plain, service: string | undefined): boolean {
  return listOf(at(rule, 'backendRefs')).some((backend) => at(backend, 'name') === service);
}

/** Whether the plugin takes a rule for a header route. One with the canary alone is one, whoever made it (#217). */
export function isHeaderRule(rule: Plain, rollout: RoutedRollout): boolean {
  return managedRoutesIn(rollout.routing).some((route) => isNamedAfter(rule, route)) || hasCanaryAlone(rule, rollout);
}

/** Whether a rule has the name of a header route, or that of one of its copies. */
export function isNamedAfter(rule: Plain, route: string): boolean {
  const name = textOf(at(rule, 'name')) ?? '';
  return name === route || (name.startsWith(`${route}-`) && /^\d+$/.test(name.slice(route.length + 1)));
}

/**
 * Whether a step replaces a header route. Beside the rules of its name it takes those that ask for the same headers for
 * older ones of its own, whatever the values are (#215).
 */
export function isReplaced(rule: Plain, rollout: RoutedRollout, { name, match = [] }: HeaderRouteStep): boolean {
  const asksForAll = listOf(at(rule, 'matches')).some((one) => {
    const names = listOf(at(one, 'headers')).map((header) => at(header, 'name'));
    return match.every(({ headerName }) => names.includes(headerName));
  });
  return isNamedAfter(rule, name ?? '') || (hasCanaryAlone(rule, rollout) && asksForAll);
}

/** The header route that a step adds for the rule of that index. */
export function headerRule(rule: Plain, rollout: RoutedRollout, step: HeaderRouteStep, index: number): Plain {
  const headers = (step.match ?? []).map(({ headerName, headerValue }) => {
    const { exact, prefix, regex } = headerValue ?? {};
    // A prefix becomes an expression that is neither escaped nor anchored.
    return exact === undefined
      ? { name: headerName, type: 'RegularExpression', value: prefix === undefined ? regex : `${prefix}.*` }
      : { name: headerName, type: 'Exact', value: exact };
  });
  const canary = listOf(at(rule, 'backendRefs')).find((backend) => at(backend, 'name') === rollout.canaryService);
  const filters = listOf(at(rule, 'filters'));
  const matches = listOf(at(rule, 'matches'));
  return {
    name: index === 0 ? step.name : `${step.name}-${index}`,
    // A rule of a GRPCRoute may have none.
    matches: (matches.length === 0 ? [{}] : matches).map((match) =>
      withKey(match, 'headers', [...listOf(at(match, 'headers')), ...headers]),
    ),
    // Timeouts, retries and the filters of backends are not copied, nor is the namespace of the Service.
    ...(filters.length === 0 ? {} : { filters }),
    // The weight is the API server's default.
    backendRefs: [{ group: '', kind: 'Service', name: rollout.canaryService, port: at(canary, 'port'), weight: 1 }],
  };
}

function hasCanaryAlone(rule: Plain, { canaryService }: RoutedRollout): boolean {
  return listOf(at(rule, 'backendRefs')).length === 1 && hasBackend(rule, canaryService);
}
