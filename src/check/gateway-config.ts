import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, entriesOf, isThere, type Plain } from '../manifest/plain';
import { type Release, releasesOf } from '../release/release';
import { type PluginRoute, pluginRoutes } from '../traffic/gateway-api/plugin-config';
import { GATEWAY_API_PLUGIN } from '../traffic/known-plugins';
import { routingPath } from './routing-path';

/** What a release says to the Gateway API plugin. */
export interface GatewayConfig {
  /** The release. */
  readonly release: Release;

  /** The way to it in the Rollout. */
  readonly path: ManifestPath;

  /** What stands there. */
  readonly value: Plain;

  /** The routes that are named in it. */
  readonly routes: readonly PluginRoute[];

  /** Whether routes are found by labels too. */
  readonly hasSelector: boolean;
}

/** What each release of a set says to the Gateway API plugin, of those that use it. */
export function gatewayConfigs(set: ManifestSet): GatewayConfig[] {
  return releasesOf(set).flatMap((release) => gatewayConfig(release) ?? []);
}

/** What a release says to the Gateway API plugin; undefined where it does not use it. */
export function gatewayConfig(release: Release): GatewayConfig | undefined {
  const value = at(release.routing, 'plugins', GATEWAY_API_PLUGIN);
  if (!isThere(value)) return undefined;
  return {
    release,
    path: routingPath('plugins', GATEWAY_API_PLUGIN),
    value,
    routes: pluginRoutes(release.routed),
    hasSelector: entriesOf(value).some(
      ([key, content]) => /^(http|grpc|tcp|tls)routeselector$/i.test(key) && isThere(content),
    ),
  };
}
