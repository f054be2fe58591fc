/**
 * How many whole seconds after a weight is set the canary has its first request, at the latest: Traefik acts on it after
 * 0.15 to 2.5 seconds (its `providersThrottleDuration` of 2 s).
 */
export const FIRST_REQUEST_SECONDS = 3;
