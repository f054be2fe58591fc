/** The seconds without progress after which a release is reported as stuck (argo-rollouts utils/defaults/defaults.go). */
export const DEFAULT_DEADLINE = 600;

/** How many old ReplicaSets are kept where nothing else is said (argo-rollouts utils/defaults/defaults.go). */
export const DEFAULT_HISTORY = 10;
