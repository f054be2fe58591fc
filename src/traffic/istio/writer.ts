import { withKey } from '../../manifest/edit';
import type { ManifestObject } from '../../manifest/manifest';
import { at, isThere, listOf, type Plain, textOf } from '../../manifest/plain';
import { changeRoute, managedRoutesIn, tryFindRoute } from '../route-objects';
import { withSpec } from '../route-weights';
import type { ExperimentDestination, RoutedRollout, RouteWriter } from '../router-model';
import { TrafficRoutingError } from '../router-model';
import { headerRoute, mirrorRoute, requireObject, weightIn } from './managed-routes';
import {
  destinationRuleOf,
  hostOf,
  meantRoutes,
  ROUTE_LISTS,
  type RouteList,
  roleOf,
  type VirtualServiceReference,
  virtualServicesOf,
} from './weighted-routes';

const HASH_LABEL = 'rollouts-pod-template-hash';
const MANAGED_BY = 'argo-rollouts.argoproj.io/managed-by-rollouts';

/** What the controller writes into Istio's objects (argo-rollouts 1.10.2 rollout/trafficrouting/istio/istio.go). */
export const ISTIO_WRITER: RouteWriter = {
  setWeight: (objects, rollout, weight, experiments = []) =>
    eachVirtualService(objects, rollout, (object, reference) => {
      requireRoutes(object, reference, rollout);
      const weighed = ROUTE_LISTS.reduce<ManifestObject>((current, list) => {
        const routes = routesIn(current, list);
        const indexes = meantRoutes(
          list,
          [...reference.listed[list], ...mirrors(list, routes, rollout)],
          routes,
        ).flat();
        const after = routes.map((route, index) =>
          indexes.includes(index) ? weighedRoute(route, rollout, weight, experiments) : route,
        );
        return after.some((route, index) => route !== routes[index]) ? withRoutes(current, list, after) : current;
      }, object);
      return weighed === object ? object : inOrder(weighed, rollout);
    }),

  setHeaderRoute: (objects, rollout, step) =>
    eachVirtualService(objects, rollout, (object, reference) => {
      const http = httpWithout(object, step.name ?? '', '[SetHeaderRoute] failed to reconcile header routes');
      const added = step.match === undefined ? [] : [headerRoute({ objects, rollout, reference, http }, step)];
      return inOrder(withRoutes(object, 'http', [...http, ...added]), rollout);
    }),

  setMirrorRoute: (objects, rollout, step) =>
    eachVirtualService(objects, rollout, (object, reference) => {
      const http = httpWithout(
        object,
        step.name,
        '[SetMirrorRoute] failed reconcile virtual service for mirror routes',
      );
      const added = step.match === undefined ? [] : [mirrorRoute({ objects, rollout, reference, http }, step)];
      return inOrder(withRoutes(object, 'http', [...added, ...http]), rollout);
    }),

  removeManagedRoutes: (objects, rollout) => {
    const there = virtualServicesOf(rollout).filter((one) => tryFindRoute(objects, rollout, one) !== undefined);
    // It ends at the first VirtualService that has connections only, and leaves the others behind it as they are.
    const end = there.findIndex((one) => !isThere(at(tryFindRoute(objects, rollout, one)?.spec, 'http')));
    const managed = managedRoutesIn(rollout.routing);
    return there.slice(0, end < 0 ? undefined : end).reduce(
      (all, reference) =>
        changeRoute(all, rollout, reference, (object) => {
          const http = routesIn(object, 'http');
          const kept = http.filter((route) => !managed.includes(nameOf(route)));
          return kept.length === http.length ? object : withRoutes(object, 'http', kept);
        }),
      objects,
    );
  },

  updateHash: (objects, rollout, hashes, experiments = []) => {
    const reference = destinationRuleOf(rollout);
    if (reference === undefined) return objects;
    requireObject(objects, rollout, reference);
    const rule = at(rollout.routing, 'istio', 'destinationRule');
    const wanted = new Map<Plain, string>([
      ...experiments.map(({ service, hash }) => [service, hash] as const),
      [at(rule, 'stableSubsetName'), hashes.stable],
      [at(rule, 'canarySubsetName'), hashes.canary],
    ]);
    return changeRoute(objects, rollout, reference, (object) => {
      const before = listOf(at(object.spec, 'subsets'));
      // All others are dropped, those in additionalSubsetNames too.
      const subsets = before.flatMap((subset) => withHash(subset, wanted.get(at(subset, 'name'))));
      const added = experiments
        .filter(({ service }) => !before.some((subset) => at(subset, 'name') === service))
        .map(({ service, hash }) => ({ name: service, labels: { [HASH_LABEL]: hash } }));
      const annotations = { ...object.metadata.annotations, [MANAGED_BY]: rollout.name };
      return {
        ...withSpec(object, withKey(object.spec, 'subsets', [...subsets, ...added])),
        metadata: { ...object.metadata, annotations },
      };
    });
  },
};

function eachVirtualService(
  objects: readonly ManifestObject[],
  rollout: RoutedRollout,
  change: (object: ManifestObject, reference: VirtualServiceReference) => ManifestObject,
): readonly ManifestObject[] {
  return virtualServicesOf(rollout).reduce((all, reference) => {
    requireObject(all, rollout, reference);
    return changeRoute(all, rollout, reference, (object) => change(object, reference));
  }, objects);
}

/** @throws TrafficRoutingError if a route that the rollout names is missing, or lacks a version. */
function requireRoutes(object: ManifestObject, { listed }: VirtualServiceReference, rollout: RoutedRollout): void {
  for (const list of ROUTE_LISTS.filter((one) => isThere(at(object.spec, one)))) {
    const routes = routesIn(object, list);
    const meant = meantRoutes(list, listed[list], routes);
    const missing = meant.findIndex((indexes) => indexes.length === 0);
    if (missing >= 0) {
      throw new TrafficRoutingError(
        list === 'http'
          ? `HTTP Route '${listed.http[missing]}' is not found in the defined Virtual Service.`
          : `No matching ${list.toUpperCase()} routes found in the defined Virtual Service.`,
      );
    }
    for (const index of meant.flat()) requireVersions(routes[index], rollout);
    const managed = list === 'http' ? managedRoutesIn(rollout.routing) : [];
    if (listed[list].length === 0 && routes.filter((route) => !managed.includes(nameOf(route))).length > 1) {
      throw new TrafficRoutingError(
        `spec.${list}[] should be set in VirtualService and it must have exactly one route when omitting ` +
          `spec.strategy.canary.trafficRouting.istio.virtualService.${list === 'http' ? 'routes' : `${list}Routes`}`,
      );
    }
  }
}

function requireVersions(route: Plain, rollout: RoutedRollout): void {
  const rule = at(rollout.routing, 'istio', 'destinationRule');
  const destinations = listOf(at(route, 'route'));
  for (const role of ['canary', 'stable'] as const) {
    const version = role === 'canary' ? 'Canary' : 'Stable';
    const subset = at(rule, `${role}SubsetName`);
    const service = rollout[`${role}Service`];
    if (isThere(rule)) {
      if (destinations.some((one) => isThere(subset) && at(one, 'destination', 'subset') === subset)) continue;
      throw new TrafficRoutingError(`${version} DestinationRule subset '${subset}' not found in route`);
    }
    if (destinations.some((one) => service !== undefined && hostOf(one) === service)) continue;
    throw new TrafficRoutingError(`${version} Service '${service ?? ''}' not found in route`);
  }
}

/** A mirror route that a step has made splits requests too, so it gets the weights of the others. */
function mirrors(list: RouteList, routes: readonly Plain[], { routing }: RoutedRollout): string[] {
  if (list !== 'http') return [];
  return routes
    .filter((route) => isThere(at(route, 'mirror')) && managedRoutesIn(routing).includes(nameOf(route)))
    .map(nameOf);
}

/** What is done to the destination at an index. */
interface Patch {
  readonly index: number;
  readonly host: string;
  readonly weight: number;
  readonly isRemoval: boolean;
}

function weighedRoute(
  route: Plain,
  rollout: RoutedRollout,
  weight: number,
  experiments: readonly ExperimentDestination[],
): Plain {
  const destinations = listOf(at(route, 'route'));
  const patches = patchesOf(destinations, rollout, weight, experiments);
  return patches.length === 0 ? route : withKey(route, 'route', patches.reduce(patched, destinations));
}

function patchesOf(
  destinations: readonly Plain[],
  rollout: RoutedRollout,
  weight: number,
  experiments: readonly ExperimentDestination[],
): Patch[] {
  const ofExperiments = new Map(experiments.map((experiment) => [experiment.service, experiment.weight]));
  const additional = destinations.filter((one) => roleOf(one, rollout) === 'additional').map(weightIn);
  const others = [...additional, ...ofExperiments.values()].reduce((sum, one) => sum + one, 0);
  const stable = Math.max(0, 100 - weight - others);
  const present = destinations.flatMap((destination, index) => {
    const host = hostOf(destination);
    const role = roleOf(destination, rollout);
    if (host === '' || role === 'additional') return [];
    const ofExperiment = role === undefined ? ofExperiments.get(host) : undefined;
    if (ofExperiment !== undefined) ofExperiments.delete(host);
    const wanted = role === 'canary' ? weight : role === 'stable' ? stable : ofExperiment;
    return { index, host, weight: wanted ?? 0, isRemoval: wanted === undefined, before: weightIn(destination) };
  });
  const added = [...ofExperiments].map(([host, share], index) => ({
    index: destinations.length + index,
    host,
    weight: share,
    isRemoval: false,
    before: 0,
  }));
  // A destination for something else that has no weight stays.
  return [...present, ...added].filter((patch) => patch.before !== patch.weight);
}

// Each index is that of before: behind a destination that is removed the controller hits the next one, or adds one more.
function patched(destinations: Plain[], { index, host, weight, isRemoval }: Patch): Plain[] {
  if (index >= destinations.length) return [...destinations, { destination: { host }, weight }];
  if (isRemoval) return destinations.filter((_, other) => other !== index);
  return destinations.map((one, other) => (other === index ? withKey(one, 'weight', weight) : one));
}

/** The managed routes come first, in the order of `managedRoutes`. */
function inOrder(object: ManifestObject, { routing }: RoutedRollout): ManifestObject {
  const http = routesIn(object, 'http');
  if (http.length === 0 || !isThere(at(routing, 'managedRoutes'))) return object;
  const managed = managedRoutesIn(routing);
  const sorted = [
    ...managed.flatMap((name) => http.filter((route) => nameOf(route) === name)),
    ...http.filter((route) => !managed.includes(nameOf(route))),
  ];
  // It looks each of them up by name once more: of two routes without one it makes four.
  const found = sorted.flatMap((one) => http.filter((route) => nameOf(route) === nameOf(one)));
  return withRoutes(object, 'http', found);
}

function httpWithout(object: ManifestObject, name: string, failure: string): Plain[] {
  if (!isThere(at(object.spec, 'http'))) throw new TrafficRoutingError(`${failure}: spec.http not found`);
  return routesIn(object, 'http').filter((route) => nameOf(route) !== name);
}

function withHash(subset: Plain, hash: string | undefined): Plain[] {
  if (hash === undefined) return [];
  const labels = at(subset, 'labels');
  return [at(labels, HASH_LABEL) === hash ? subset : withKey(subset, 'labels', withKey(labels, HASH_LABEL, hash))];
}

function withRoutes(object: ManifestObject, list: RouteList, routes: readonly Plain[]): ManifestObject {
  return withSpec(object, withKey(object.spec, list, routes));
}

function routesIn({ spec }: ManifestObject, list: RouteList): Plain[] {
  return listOf(at(spec, list));
}

function nameOf(route: Plain): string {
  return textOf(at(route, 'name')) ?? '';
}
