import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import { at, isThere, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { tryFindRoute } from '../route-objects';
import type { RouterFacts } from '../router-facts';
import type { RoutedRollout, RouteLack, RouterModel, RouteShare } from '../router-model';
import {
  destinationRuleOf,
  hostOf,
  ISTIO_GROUP,
  meantRoutes,
  ROUTE_LISTS,
  roleOf,
  virtualServicesOf,
} from './weighted-routes';
import { ISTIO_WRITER } from './writer';

/** The apiVersion of VirtualServices and DestinationRules; the controller may read another one of them. */
export const ISTIO_API_VERSION = `${ISTIO_GROUP}/v1`;

/** What Istio can do with VirtualServices. */
export const ISTIO_FACTS: RouterFacts = {
  name: 'Istio',
  setHeaderRoute: true,
  headerMatches: 'all',
  setMirrorRoute: true,
  experimentWeight: true,
  // The stable version gets 100 minus the weight, whatever the sum is meant to be.
  maxTrafficWeight: false,
  pingPong: true,
  singular: { virtualServices: { field: 'virtualService' } },
};

/** All that is known of Istio. */
export const ISTIO: RouterModel = {
  folder: 'istio',
  facts: ISTIO_FACTS,
  requires: {
    // Subsets; TCP routes came with 1.4, ping and pong with 1.7.
    argoRollouts: '1.0',
    fields: {
      'istio.virtualService.tcpRoutes': '1.4',
      'istio.virtualServices.tcpRoutes': '1.4',
      'istio.destinationRule.additionalSubsetNames': '1.9',
    },
    known: ['Argo Rollouts 1.10.2', 'the CRDs of Istio 1.30.3'],
    flags: [
      {
        flag: '--istio-api-version=v1',
        when: 'a later Istio serves v1alpha3 no more, which the controller writes by default; 1.30 serves v1, v1beta1 and v1alpha3',
      },
    ],
    existing: [
      'Istio with its CRDs; requests that pass neither one of its gateways nor a sidecar or waypoint of the caller are not split',
      'the Gateways that VirtualServices name',
    ],
    permissions: [],
    countedBy: 'sidecars, gateways and waypoints',
  },
  isWatched: true,
  isIn: (routing) => isThere(at(routing, 'istio')),
  routes: (rollout) => [
    ...virtualServicesOf(rollout).map(({ listed: _, ...reference }) => reference),
    ...[destinationRuleOf(rollout)].filter((rule) => rule !== undefined),
  ],
  backends: (objects, rollout) =>
    virtualServicesOf(rollout).flatMap((reference) =>
      ROUTE_LISTS.flatMap((list) => {
        const routes = listOf(at(tryFindRoute(objects, rollout, reference)?.spec, list));
        return meantRoutes(list, reference.listed[list], routes)
          .flat()
          .flatMap((index) => listOf(at(routes[index], 'route')))
          .filter((destination) => roleOf(destination, rollout) !== undefined)
          .map((destination) => ({
            service: hostOf(destination),
            port: numberOf(at(destination, 'destination', 'port', 'number')),
          }));
      }),
    ),
  // The weights of two destinations that have none are 0.
  splits: (object, rollout) =>
    meantIn(object, rollout).flatMap(({ path, route }) => {
      const shares = sharesOf(route, path, rollout);
      return shares.some(({ role }) => role !== undefined) ? [{ path, shares, omittedWeight: 0 }] : [];
    }),
  lacks: (object, rollout) => meantIn(object, rollout).flatMap(({ path, route }) => lacksOf(route, path, rollout)),
  namesakes: ({ spec }, _rollout, managedRoute) =>
    listOf(at(spec, 'http')).flatMap((route, index) =>
      at(route, 'name') === managedRoute ? [{ path: ['spec', 'http', index], isDeleted: true }] : [],
    ),
  whenMissing: ({ kind }) => (kind === 'VirtualService' ? 'invalid' : 'unhealthy'),
  ignoreDifferences: (managedRoutes) => [
    {
      group: ISTIO_GROUP,
      kind: 'VirtualService',
      jqPathExpressions: [
        ...ROUTE_LISTS.map((list) => `.spec.${list}[]?.route[]?.weight`),
        ...managedRoutes.map((route) => `.spec.http[]? | select(.name == "${route}")`),
      ],
    },
    {
      group: ISTIO_GROUP,
      kind: 'DestinationRule',
      jqPathExpressions: ['.spec.subsets[]?.labels."rollouts-pod-template-hash"'],
    },
  ],
  writer: ISTIO_WRITER,
};

interface MeantRoute {
  readonly path: ManifestPath;
  readonly route: Plain;
}

/** The routes of a VirtualService that a rollout means. */
function meantIn({ kind, spec, metadata }: ManifestObject, rollout: RoutedRollout): MeantRoute[] {
  const reference = virtualServicesOf(rollout).find(({ name }) => name === metadata.name);
  if (reference === undefined || kind !== reference.kind) return [];
  return ROUTE_LISTS.flatMap((list) => {
    const routes = listOf(at(spec, list));
    const indexes = new Set(meantRoutes(list, reference.listed[list], routes).flat());
    return [...indexes].map((index) => ({ path: ['spec', list, index], route: routes[index] }));
  });
}

function sharesOf(route: Plain, path: ManifestPath, rollout: RoutedRollout): RouteShare[] {
  return listOf(at(route, 'route')).map((destination, index) => ({
    path: [...path, 'route', index],
    name: textOf(at(destination, 'destination', 'subset')) ?? hostOf(destination),
    role: roleOf(destination, rollout),
    weight: numberOf(at(destination, 'weight')),
  }));
}

// With a DestinationRule it looks for the subsets, else for the Services (utils/istio, ValidateHTTPRoutes).
function lacksOf(route: Plain, path: ManifestPath, rollout: RoutedRollout): RouteLack[] {
  const rule = at(rollout.routing, 'istio', 'destinationRule');
  return (['stable', 'canary'] as const).flatMap((role) => {
    const name = isThere(rule) ? textOf(at(rule, `${role}SubsetName`)) : rollout[`${role}Service`];
    const isMeant = (one: Plain) => (isThere(rule) ? at(one, 'destination', 'subset') : hostOf(one)) === name;
    if (name === undefined || listOf(at(route, 'route')).some(isMeant)) return [];
    return [{ path: [...path, 'route'], role, name, failure: 'invalid' as const }];
  });
}
