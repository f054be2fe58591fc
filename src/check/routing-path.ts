import type { ManifestPath } from '../manifest/manifest-path';

/** The way to `trafficRouting` in a Rollout. */
export const ROUTING: ManifestPath = ['spec', 'strategy', 'canary', 'trafficRouting'];

/** The way to something in `trafficRouting`. */
export function routingPath(...keys: ManifestPath): ManifestPath {
  return [...ROUTING, ...keys];
}
