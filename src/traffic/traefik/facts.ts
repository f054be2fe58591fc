import { EACH } from '../../manifest/edit';
import type { ManifestObject } from '../../manifest/manifest';
import { at, isThere, textOf } from '../../manifest/plain';
import { backendsAt, changeRoute, tryFindRoute } from '../route-objects';
import { missingIn, splitBetween, weightsOf, withWeights } from '../route-weights';
import type { RouterFacts } from '../router-facts';
import {
  type RoutedRollout,
  type RouteReference,
  type RouterModel,
  type RouteSplit,
  type RouteWriter,
  TrafficRoutingError,
} from '../router-model';

/** What Traefik's weighted services can do. */
export const TRAEFIK_FACTS: RouterFacts = {
  name: 'Traefik',
  // Its functions for header and mirror routes do nothing (argo-rollouts rollout/trafficrouting/traefik/traefik.go).
  setHeaderRoute: false,
  setMirrorRoute: false,
  experimentWeight: false,
  // The stable version gets 100 minus the weight, whatever the sum is meant to be.
  maxTrafficWeight: false,
  pingPong: false,
};

/** The group that Traefik 3 reads, and that the controller writes by default since Argo Rollouts 1.10. */
export const TRAEFIK_IO = 'traefik.io';

/** The group of Traefik 2, which Traefik 3 has no more; 2.10 and 2.11 read both. */
export const TRAEFIK_CONTAINO_US = 'traefik.containo.us';

/** The flags that make the controller write a group. Up to 1.9 its default is the old group, from 1.10 the new one. */
export function controllerFlagsOf(apiGroup: string): string[] {
  return [`--traefik-api-group=${apiGroup}`, `--traefik-api-version=${apiGroup}/v1alpha1`];
}

const SERVICES = ['weighted', 'services'];
const KEYS = { service: ['name'], port: ['port'] };

/** The TraefikService that a rollout names. */
function traefikServiceOf({ routing }: RoutedRollout): RouteReference {
  const name = textOf(at(routing, 'traefik', 'weightedTraefikServiceName')) ?? '';
  return { groups: [TRAEFIK_IO, TRAEFIK_CONTAINO_US], kind: 'TraefikService', name, madeBy: 'git' };
}

// argo-rollouts rollout/trafficrouting/traefik/traefik.go
const WRITER: RouteWriter = {
  setWeight: (objects, rollout, weight) => {
    const reference = traefikServiceOf(rollout);
    const object = tryFindRoute(objects, rollout, reference);
    if (object === undefined) {
      throw new TrafficRoutingError(`traefikservices.traefik.io "${reference.name}" not found`);
    }
    const names = backendsAt(object, ['spec', ...SERVICES, EACH], KEYS).map(({ service }) => service);
    for (const role of ['canary', 'stable'] as const) {
      if (!names.includes(rollout[`${role}Service`] ?? '')) {
        throw new TrafficRoutingError(`traefik ${role} service was not found`);
      }
    }
    return changeRoute(objects, rollout, reference, (route) =>
      withWeights(route, SERVICES, ['name'], weightsOf(rollout, weight)),
    );
  },
};

/** All that is known of Traefik as a router of its own; with the Gateway API it is one of its implementations. */
export const TRAEFIK: RouterModel = {
  folder: 'traefik',
  facts: TRAEFIK_FACTS,
  requires: {
    argoRollouts: '1.3',
    known: ['Argo Rollouts 1.10.2', 'Traefik 3.6.24 and 3.7.9'],
    flags: [
      { flag: controllerFlagsOf(TRAEFIK_IO).join(' '), when: 'Argo Rollouts up to 1.9 with Traefik 3' },
      {
        flag: controllerFlagsOf(TRAEFIK_CONTAINO_US).join(' '),
        when: 'Argo Rollouts from 1.10 with objects of the old group (Traefik 2)',
      },
    ],
    existing: [
      'Traefik with `--providers.kubernetescrd.allowEmptyServices=true` (the Helm chart sets it): without it one unready pod of the canary takes the whole route down, at any weight',
      'the CRDs of one API group, that which the controller writes',
    ],
    permissions: [],
    countedBy: 'Traefik',
  },
  isWatched: false,
  isIn: (routing) => isThere(at(routing, 'traefik')),
  routes: (rollout) => [traefikServiceOf(rollout)],
  backends: (objects, rollout) =>
    backendsAt(tryFindRoute(objects, rollout, traefikServiceOf(rollout)), ['spec', ...SERVICES, EACH], KEYS),
  splits: splitsOf,
  lacks: (object, rollout) =>
    missingIn(
      splitsOf(object, rollout).flatMap(({ shares }) => shares),
      ['spec', ...SERVICES],
      rollout,
      'unhealthy',
    ),
  ignoreDifferences: () =>
    [TRAEFIK_IO, TRAEFIK_CONTAINO_US].map((group) => ({
      group,
      kind: 'TraefikService',
      jqPathExpressions: ['.spec.weighted.services[]?.weight'],
    })),
  writer: WRITER,
};

function splitsOf({ spec }: ManifestObject, rollout: RoutedRollout): RouteSplit[] {
  return splitBetween(at(spec, 'weighted'), rollout, {
    path: ['spec', 'weighted'],
    list: 'services',
    nameKey: 'name',
    omittedWeight: 1,
  });
}
