import type { RouteFailure } from '../traffic/router-model';

/** What becomes of a rollout with a wrong route, in words. */
export const ROUTE_FAILURES: Readonly<Record<RouteFailure, string>> = {
  invalid: 'the controller reports InvalidSpec and starts no pod',
  noPods: 'no pod is started, and only the log of the controller says why',
  unhealthy: 'the controller reports TrafficRoutingError, and the rollout never becomes Healthy',
  unnoticed: 'a release goes on while the canary gets none of the requests, and nothing says so',
};
