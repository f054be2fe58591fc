import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, textOf } from '../manifest/plain';

/** What a Service is for in a release. */
export type ServiceRole = 'stable' | 'canary' | 'active' | 'preview' | 'ping' | 'pong' | 'root';

/** A Service that a Rollout names. */
export interface ReleaseService {
  /** What it is for. */
  readonly role: ServiceRole;

  /** Its name. */
  readonly name: string;

  /** The way to the name in the Rollout. */
  readonly path: ManifestPath;

  /** The Service; undefined where it is not in the set. */
  readonly object?: ManifestObject;
}

/** The Services that a Rollout names, each in its role. */
export function releaseServices(set: ManifestSet, rollout: ManifestObject): ReleaseService[] {
  return NAMES.flatMap(([role, path]) => {
    const name = textOf(at(rollout, ...path));
    if (name === undefined) return [];
    return [{ role, name, path, object: set.tryFind({ groups: [''], kind: 'Service', name }, rollout) }];
  });
}

const CANARY = ['spec', 'strategy', 'canary'];
const BLUE_GREEN = ['spec', 'strategy', 'blueGreen'];

const NAMES: readonly (readonly [ServiceRole, readonly string[]])[] = [
  ['stable', [...CANARY, 'stableService']],
  ['canary', [...CANARY, 'canaryService']],
  ['ping', [...CANARY, 'pingPong', 'pingService']],
  ['pong', [...CANARY, 'pingPong', 'pongService']],
  ['root', [...CANARY, 'trafficRouting', 'alb', 'rootService']],
  ['root', [...CANARY, 'trafficRouting', 'smi', 'rootService']],
  ['active', [...BLUE_GREEN, 'activeService']],
  ['preview', [...BLUE_GREEN, 'previewService']],
];
