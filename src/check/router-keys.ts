import { at, entriesOf, isThere, type Plain } from '../manifest/plain';
import { KNOWN_PLUGINS } from '../traffic/known-plugins';
import type { RouterModel } from '../traffic/router-model';

/**
 * The routers that a `trafficRouting` names, by their keys there; all plugins together are one. A field that the
 * controller does not know is dropped by the API server.
 */
export function routerKeys(routing: Plain): string[] {
  return [
    ...ROUTER_KEYS.filter((key) => isThere(at(routing, key))),
    ...(entriesOf(at(routing, 'plugins')).length > 0 ? ['plugins'] : []),
  ];
}

/** Whether a router is a plugin that is known here. */
export function hasPlugin({ isIn, isOpaque }: RouterModel): boolean {
  return (
    isOpaque !== true && isIn({ plugins: Object.fromEntries(Object.keys(KNOWN_PLUGINS).map((name) => [name, {}])) })
  );
}

const ROUTER_KEYS = ['alb', 'ambassador', 'apisix', 'appMesh', 'istio', 'nginx', 'smi', 'traefik'];
