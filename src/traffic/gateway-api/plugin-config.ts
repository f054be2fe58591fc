import { at, entriesOf, listOf, type Plain, textOf } from '../../manifest/plain';
import { GATEWAY_API_PLUGIN } from '../known-plugins';
import type { RoutedRollout, RouteReference } from '../router-model';

export { GATEWAY_API_PLUGIN };

/** The API group of Gateways and routes. */
export const GATEWAY_API_GROUP = 'gateway.networking.k8s.io';

/** The kinds of routes that the plugin moves, by the key of its configuration. */
export const ROUTE_KINDS = {
  httpRoute: 'HTTPRoute',
  grpcRoute: 'GRPCRoute',
  tcpRoute: 'TCPRoute',
  tlsRoute: 'TLSRoute',
} as const;

/** The keys of the plugin's configuration, each with the first version that has it (its pkg/plugin/types.go, by tags). */
export const PLUGIN_FIELDS: Readonly<Record<string, string>> = {
  httpRoute: '0.0',
  grpcRoute: '0.4',
  tcpRoute: '0.0',
  tlsRoute: '0.8',
  httpRoutes: '0.0',
  grpcRoutes: '0.4',
  tcpRoutes: '0.0',
  tlsRoutes: '0.8',
  httpRouteSelector: '0.7',
  grpcRouteSelector: '0.7',
  tcpRouteSelector: '0.7',
  tlsRouteSelector: '0.8',
  namespace: '0.0',
  disableInProgressLabel: '0.9',
  inProgressLabelKey: '0.9',
  inProgressLabelValue: '0.9',
};

/** The keys of a route in a list of the configuration. */
export const PLUGIN_ROUTE_FIELDS: Readonly<Record<string, string>> = { name: '0.0', useHeaderRoutes: '0.0' };

/** A route that the plugin moves. */
export interface PluginRoute extends RouteReference {
  /** Whether header routes are added to it; those of connections have no headers. */
  readonly useHeaderRoutes: boolean;
}

/** The routes that a rollout names in the plugin's configuration; those found by labels are not among them. */
export function pluginRoutes({ routing, namespace }: RoutedRollout): PluginRoute[] {
  const config = at(routing, 'plugins', GATEWAY_API_PLUGIN);
  const home = textOf(valueInAnyCase(config, 'namespace')) ?? namespace;
  return Object.entries(ROUTE_KINDS).flatMap(([key, kind]) => {
    const hasHeaders = kind === 'HTTPRoute' || kind === 'GRPCRoute';
    const single = textOf(valueInAnyCase(config, key));
    const listed = listOf(valueInAnyCase(config, `${key}s`)).flatMap((route) => {
      const name = textOf(valueInAnyCase(route, 'name'));
      return name === undefined ? [] : [{ name, useHeaderRoutes: valueInAnyCase(route, 'useHeaderRoutes') === true }];
    });
    // The plugin appends the single one to the list (rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/plugin.go).
    return [...listed, ...(single === undefined ? [] : [{ name: single, useHeaderRoutes: true }])].map((route) => ({
      groups: [GATEWAY_API_GROUP],
      kind,
      name: route.name,
      namespace: home,
      madeBy: 'git' as const,
      useHeaderRoutes: hasHeaders && route.useHeaderRoutes,
    }));
  });
}

/** What stands in the plugin's configuration under a key, which Go's JSON decoder takes in any case. */
export function valueInAnyCase(config: Plain, key: string): Plain {
  return entriesOf(config).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}
