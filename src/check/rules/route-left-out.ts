import { groupOf, type ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { APISIX_GROUP } from '../../traffic/apisix/writer';
import { CONTOUR_GROUP } from '../../traffic/contour/plugin-config';
import { GATEWAY_API_GROUP } from '../../traffic/gateway-api/plugin-config';
import { ISTIO_GROUP, meantRoutes, ROUTE_LISTS, roleOf } from '../../traffic/istio/weighted-routes';
import { managedRoutesIn } from '../../traffic/route-objects';
import { TRAEFIK_CONTAINO_US, TRAEFIK_IO } from '../../traffic/traefik/facts';
import type { Problem } from '../finding';
import { gatewayConfig } from '../gateway-config';
import { routedObjects } from '../routed-objects';
import { ROUTING } from '../routing-path';
import type { Rule } from '../rule';
import { type RouteTarget, type SharedRoute, sharedRoutes } from '../shared-routes';
import { ROUTE_FIELDS, type RoutedVirtualService, routedVirtualServices } from '../virtual-services';
import { weightedTargets } from '../weighted-targets';

/** A route that shares requests between the two versions, and that the Rollout does not name. */
export const ROUTE_LEFT_OUT: Rule = {
  id: 'route-left-out',
  severity: 'warning',
  what: 'A route between the two Services of a Rollout whose weights nobody moves, as the Rollout does not name it.',
  why: 'The controller moves the weights of the routes that it is told of, and the others keep what Git has. With 100 and 0 there their requests see nothing of a release until it is over, and then the new version in full; with other weights the canary gets its share whatever the step says.',
  remedy: 'name the route in trafficRouting, or let it send to the stable Service alone',
  source:
    'argo-rollouts rollout/trafficrouting; rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/plugin.go; rollout/trafficrouting/istio/istio.go',
  *check(set) {
    const releases = new Releases(set);
    const told = new Set<string>();
    for (const route of [...sharedRoutes(set), ...weightedTargets(set)]) {
      const release = releases.of(route);
      if (release === undefined || isNamed(release, route) || told.has(keyOf(route))) continue;
      told.add(keyOf(route));
      yield problemOf(release, route);
    }
    for (const routed of routedVirtualServices(set)) yield* unlisted(routed);
  },
};

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'gateway-api': [GATEWAY_API_GROUP],
  contour: [CONTOUR_GROUP],
  apisix: [APISIX_GROUP],
  traefik: [TRAEFIK_IO, TRAEFIK_CONTAINO_US],
  istio: [ISTIO_GROUP],
};

/** The releases of a set, by the routes that they name and by their canary Services. */
class Releases {
  private readonly byRoute: ReadonlyMap<ManifestObject, Release>;
  private readonly byCanary: ReadonlyMap<string, Release>;

  constructor(set: ManifestSet) {
    this.byRoute = new Map(routedObjects(set).map(({ object, release }) => [object, release]));
    this.byCanary = new Map(
      releasesOf(set).map((release) => [
        placeOf(release.routed.canaryService ?? '', release.rollout.metadata.namespace),
        release,
      ]),
    );
  }

  /**
   * The release between whose Services a route shares requests; undefined where there is none. Of several with the same
   * Services, such as those of overlays, it is the one that names the route.
   */
  of(route: SharedRoute): Release | undefined {
    const named = this.byRoute.get(route.object);
    const candidates = named === undefined ? route.backends.map((backend) => this.sendingTo(backend)) : [named];
    return candidates.find((release) => release !== undefined && isBetween(release, route));
  }

  private sendingTo({ name, namespace }: RouteTarget): Release | undefined {
    return this.byCanary.get(placeOf(name, namespace));
  }
}

function placeOf(service: string, namespace: string | undefined): string {
  return `${namespace ?? ''} ${service}`;
}

function isBetween(release: Release, { object, backends }: SharedRoute): boolean {
  const { stableService, canaryService } = release.routed;
  if (stableService === undefined || canaryService === undefined || stableService === canaryService) return false;
  const groups = release.routers.flatMap(({ folder }) => GROUPS[folder] ?? []);
  const names = backends.map(({ name }) => name);
  return (
    groups.includes(groupOf(object.apiVersion)) &&
    names.includes(stableService) &&
    names.includes(canaryService) &&
    gatewayConfig(release)?.hasSelector !== true
  );
}

function isNamed({ routes, routing }: Release, { object, value }: SharedRoute): boolean {
  // That it is there in two groups another rule says.
  if (object.kind === 'TraefikService') return routes.some(({ reference: { name } }) => name === object.metadata.name);
  if (!routes.some((route) => route.object === object)) return false;
  const rules = listOf(at(routing, 'apisix', 'route', 'rules'));
  const name = textOf(at(value, 'name')) ?? '';
  return object.kind !== 'ApisixRoute' || rules.length === 0 || rules.includes(name);
}

function keyOf({ object, path }: SharedRoute): string {
  const { kind, metadata } = object;
  return `${kind} ${metadata.namespace} ${metadata.name} ${kind === 'ApisixRoute' ? path.at(-1) : ''}`;
}

function problemOf({ rollout, routed }: Release, { object, path, value }: SharedRoute): Problem {
  const rule = object.kind === 'ApisixRoute' ? `the rule "${textOf(at(value, 'name')) ?? ''}" of ` : '';
  return {
    object,
    path,
    message: `${rule}the ${object.kind} "${object.metadata.name}" sends to "${routed.stableService}" and "${routed.canaryService}", and the Rollout "${rollout.metadata.name}" does not name it: its weights never change`,
    related: [{ object: rollout, path: ROUTING, message: 'what it names' }],
  };
}

// Where the Rollout lists none, the controller takes one by itself, or refuses it.
function* unlisted({ rollout, routed, object, reference, path }: RoutedVirtualService): Iterable<Problem> {
  const managed = managedRoutesIn(routed.routing);
  for (const list of ROUTE_LISTS.filter((one) => reference.listed[one].length > 0)) {
    const routes = listOf(at(object.spec, list));
    const moved = new Set(meantRoutes(list, reference.listed[list], routes).flat());
    for (const [index, route] of routes.entries()) {
      const name = textOf(at(route, 'name'));
      const roles = listOf(at(route, 'route')).map((destination) => roleOf(destination, routed));
      const isShared = roles.includes('stable') && roles.includes('canary');
      if (!isShared || moved.has(index) || (name !== undefined && managed.includes(name))) continue;
      yield {
        object,
        path: ['spec', list, index],
        message: `the ${list} route ${name === undefined ? `number ${index}` : `"${name}"`} of the VirtualService "${object.metadata.name}" sends to both versions, and the Rollout "${rollout.metadata.name}" does not list it in ${ROUTE_FIELDS[list]}: its weights never change`,
        related: [{ object: rollout, path: [...path, ROUTE_FIELDS[list]], message: 'what it lists' }],
      };
    }
  }
}
