import type { ServiceRole } from '../release/release-services';

/** The field of a Rollout that names the Service of a role. */
export const SERVICE_FIELDS: Readonly<Record<ServiceRole, string>> = {
  stable: 'stableService',
  canary: 'canaryService',
  ping: 'pingService',
  pong: 'pongService',
  root: 'rootService',
  active: 'activeService',
  preview: 'previewService',
};

/** The label that the controller adds to the selectors of Services and to the pods of a version. */
export const HASH_LABEL = 'rollouts-pod-template-hash';

/** The roles of Services that have to fit each other: that of the old version, and that of the new one. */
export const SERVICE_PAIRS = [
  ['stable', 'canary'],
  ['active', 'preview'],
  ['ping', 'pong'],
] as const;
