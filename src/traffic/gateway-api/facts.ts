import { EACH } from '../../manifest/edit';
import { at, isThere } from '../../manifest/plain';
import { GATEWAY_API_PLUGIN } from '../known-plugins';
import { backendsAt, tryFindRoute } from '../route-objects';
import type { RouterFacts } from '../router-facts';
import type { RouterModel } from '../router-model';
import { GATEWAY_API_GROUP, pluginRoutes, ROUTE_KINDS } from './plugin-config';
import { GATEWAY_API_WRITER } from './writer';

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
  singular: Object.fromEntries(Object.keys(ROUTE_KINDS).map((key) => [`${key}s`, { field: key, key: 'name' }])),
};

const { headerRoutesAtOnce: _, headerMatches: __, headerOncePerRoute: ___, ...OF_CONNECTIONS } = GATEWAY_API_FACTS;

/** What the plugin can do with a TCPRoute or a TLSRoute: it skips them at a header route (pkg/plugin/plugin.go). */
export const GATEWAY_API_CONNECTION_FACTS: RouterFacts = {
  ...OF_CONNECTIONS,
  name: 'Gateway API (TCPRoute, TLSRoute)',
  setHeaderRoute: false,
};

/** All that is known of the Gateway API plugin. */
export const GATEWAY_API: RouterModel = {
  folder: 'gateway-api',
  facts: GATEWAY_API_FACTS,
  requires: {
    argoRollouts: '1.5',
    known: ['Argo Rollouts 1.10.2', 'plugin `argoproj-labs/gatewayAPI` 0.15.0', 'Gateway API 1.6.1'],
    flags: [],
    existing: [
      'the plugin in the ConfigMap `argo-rollouts-config` under exactly the name `argoproj-labs/gatewayAPI`, and a restart of the controller after each edit',
      'the Gateways or Services that the routes are attached to, which admit routes of their namespace',
      'for TCPRoute and TLSRoute the experimental channel of the Gateway API, which alone serves `v1alpha2` (TLSRoute up to 1.4 too)',
    ],
    permissions: [
      {
        apiGroups: [GATEWAY_API_GROUP],
        resources: ['httproutes', 'grpcroutes', 'tcproutes', 'tlsroutes'],
        verbs: ['get', 'list', 'update', 'patch'],
      },
    ],
    countedBy: 'Traefik, Istio, Linkerd and Contour; Envoy Gateway with `canaryFilters`',
  },
  isWatched: false,
  isIn: (routing) => isThere(at(routing, 'plugins', GATEWAY_API_PLUGIN)),
  routes: (rollout) => pluginRoutes(rollout).map(({ useHeaderRoutes: _, ...reference }) => reference),
  backends: (objects, rollout) =>
    pluginRoutes(rollout).flatMap((route) =>
      backendsAt(tryFindRoute(objects, rollout, route), ['spec', 'rules', EACH, 'backendRefs', EACH], {
        service: ['name'],
        port: ['port'],
      }),
    ),
  ignoreDifferences: (managedRoutes) =>
    Object.values(ROUTE_KINDS).map((kind) => ({
      group: GATEWAY_API_GROUP,
      kind,
      jqPathExpressions: [
        '.spec.rules[]?.backendRefs[]?.weight',
        ...(kind === 'HTTPRoute' || kind === 'GRPCRoute' ? managedRoutes : []).map(
          (route) => `.spec.rules[]? | select(.name != null and (.name | test("^${route}(-[0-9]+)?$")))`,
        ),
      ],
    })),
  writer: GATEWAY_API_WRITER,
};
