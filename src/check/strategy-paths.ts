import type { ManifestPath } from '../manifest/manifest-path';

/** The way to the canary strategy of a Rollout. */
export const CANARY: ManifestPath = ['spec', 'strategy', 'canary'];

/** The way to the blue-green strategy of a Rollout. */
export const BLUE_GREEN: ManifestPath = ['spec', 'strategy', 'blueGreen'];
