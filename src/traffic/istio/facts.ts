import { at, isThere, listOf, numberOf } from '../../manifest/plain';
import { tryFindRoute } from '../route-objects';
import type { RouterFacts } from '../router-facts';
import type { RouterModel } from '../router-model';
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
    // Subsets; TCP routes came with 1.2, ping and pong with 1.7.
    argoRollouts: '1.0',
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
