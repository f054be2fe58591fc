import { at, entriesOf, listOf, textOf } from '../../manifest/plain';
import type { Problem } from '../finding';
import { type GatewayConfig, gatewayConfigs } from '../gateway-config';
import type { Rule } from '../rule';

/** A header route where no route of the Gateway API plugin takes one. */
export const GATEWAY_HEADER_ROUTES_OFF: Rule = {
  id: 'gateway-header-routes-off',
  severity: 'error',
  what: 'A step setHeaderRoute while no route of the Gateway API plugin has useHeaderRoutes.',
  why: 'A route in a list gets header routes only with `useHeaderRoutes: true`, one found by labels never, and a TCPRoute or TLSRoute has no headers. The step passes and no request is sent to the canary by its header.',
  remedy: 'set useHeaderRoutes: true for the route, or name it by httpRoute or grpcRoute',
  source:
    'rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/plugin.go; recorded on the plugin 0.15.0: nothing happens without, a rule is added with it',
  *check(set) {
    for (const config of gatewayConfigs(set)) {
      const { release, routes, hasSelector } = config;
      if (routes.some(({ useHeaderRoutes }) => useHeaderRoutes) || (routes.length === 0 && !hasSelector)) continue;
      const step = release.steps.find(({ value }) => listOf(at(value, 'setHeaderRoute', 'match')).length > 0);
      if (step === undefined) continue;
      yield {
        ...placeOf(config),
        // Another router may be the one that is meant to.
        severity: release.routers.length > 1 ? 'warning' : 'error',
        message: `steps[${step.index}] sets the header route "${textOf(at(step.value, 'setHeaderRoute', 'name')) ?? ''}", and ${textOfRoutes(config)} has useHeaderRoutes: the step does nothing`,
        related: [{ object: release.rollout, path: step.path, message: 'is passed without an effect' }],
      };
    }
  },
};

function textOfRoutes({ routes, hasSelector }: GatewayConfig): string {
  const names = routes.map(({ kind, name }) => `${kind} "${name}"`);
  return `none of the plugin's routes (${[...names, ...(hasSelector ? ['those found by labels'] : [])].join(', ')})`;
}

/** The only route of the lists that may have headers, which can be mended; else the whole configuration. */
function placeOf({ release, path, value }: GatewayConfig): Pick<Problem, 'object' | 'path' | 'fix'> {
  const listed = entriesOf(value).flatMap(([key, routes]) =>
    /^(http|grpc)routes$/i.test(key) ? listOf(routes).map((_, index) => [...path, key, index]) : [],
  );
  const [only, ...others] = listed;
  if (only === undefined || others.length > 0) return { object: release.rollout, path };
  return {
    object: release.rollout,
    path: only,
    fix: { description: 'set useHeaderRoutes to true', edits: [{ set: [...only, 'useHeaderRoutes'], value: true }] },
  };
}
