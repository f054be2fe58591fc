import type { RouterFacts } from '../router-facts';

/** The name under which the controller knows the Gateway API plugin; any other name and it starts no pod at all. */
export const GATEWAY_API_PLUGIN = 'argoproj-labs/gatewayAPI';

/** The API group of Gateways and routes. */
export const GATEWAY_API_GROUP = 'gateway.networking.k8s.io';

/** What the Gateway API plugin 0.15.0 can do, seen with Argo Rollouts 1.10.2; the controller lets it try everything. */
export const GATEWAY_API_FACTS: RouterFacts = {
  name: 'Gateway API',
  setHeaderRoute: true,
  // A second route replaces the first, and removing one removes both.
  headerRoutesAtOnce: 1,
  headerMatches: 'all',
  // HTTPRoute spec.rules[].matches[].headers is a list by name: the API server refuses a second of one name.
  headerOncePerRoute: true,
  // SetMirrorRoute returns success and does nothing (rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/plugin.go).
  setMirrorRoute: false,
  // The backend of the experiment stays in the route for ever (pkg/plugin/experiment.go).
  experimentWeight: false,
  // The stable version gets 100 minus the weight, whatever the sum is meant to be.
  maxTrafficWeight: false,
  // It looks for the names of the stable and the canary Service only: "backendRef was not found", and no release.
  pingPong: false,
};
