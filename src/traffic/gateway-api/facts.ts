import { EACH } from '../../manifest/edit';
import type { ManifestObject } from '../../manifest/manifest';
import { at, isThere, listOf } from '../../manifest/plain';
import { GATEWAY_API_PLUGIN } from '../known-plugins';
import { backendsAt, managedRoutesIn, tryFindRoute } from '../route-objects';
import { missingIn, splitBetween } from '../route-weights';
import type { RouterFacts } from '../router-facts';
import type { RoutedRollout, RouteLack, RouterModel, RouteShare, RouteSplit } from '../router-model';
import { isNamedAfter } from './managed-routes';
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
  splits: (object, rollout) => splitsOf(object, rollout),
  lacks: lacksOf,
  namesakes: (object, rollout, managedRoute) =>
    object.kind === 'HTTPRoute' || object.kind === 'GRPCRoute'
      ? listOf(at(object.spec, 'rules')).flatMap((rule, index) =>
          isNamedAfter(rule, managedRoute)
            ? [
                {
                  path: ['spec', 'rules', index],
                  isDeleted: hasHeaderRoutes(object.kind, object.metadata.name, rollout),
                },
              ]
            : [],
        )
      : [],
  // It looks for the route already when it takes header routes away, which it does before there are pods.
  whenMissing: ({ kind, name }, rollout) => (hasHeaderRoutes(kind, name, rollout) ? 'noPods' : 'unhealthy'),
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

// The rules of header routes are the plugin's own, and keep what they have.
function splitsOf(
  { spec }: ManifestObject,
  rollout: RoutedRollout,
  managed: readonly string[] = managedRoutesIn(rollout.routing),
): RouteSplit[] {
  return listOf(at(spec, 'rules')).flatMap((rule, index) =>
    managed.some((route) => isNamedAfter(rule, route))
      ? []
      : splitBetween(rule, rollout, {
          path: ['spec', 'rules', index],
          list: 'backendRefs',
          nameKey: 'name',
          omittedWeight: 1,
        }),
  );
}

// A rule with the canary alone is none that is split, so the canary has to stand beside the stable version somewhere. A
// rule with the name of a managed route is another problem.
function lacksOf(route: ManifestObject, rollout: RoutedRollout): RouteLack[] {
  const splits = splitsOf(route, rollout, []);
  const withStable = splits.filter(({ shares }) => shares.some(({ role }) => role === 'stable'));
  const lacks = missingIn(
    sharesOf(withStable.length === 0 ? splits : withStable),
    ['spec', 'rules'],
    rollout,
    'unhealthy',
  );
  const isApart = sharesOf(splits).some(({ role }) => role === 'canary');
  return lacks.map((lack) => (lack.role === 'canary' && isApart ? { ...lack, beside: rollout.stableService } : lack));
}

function sharesOf(splits: readonly RouteSplit[]): RouteShare[] {
  return splits.flatMap(({ shares }) => shares);
}

function hasHeaderRoutes(kind: string, name: string, rollout: RoutedRollout): boolean {
  return pluginRoutes(rollout).some((route) => route.kind === kind && route.name === name && route.useHeaderRoutes);
}
