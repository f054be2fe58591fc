import { groupOf } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { GATEWAY_API_GROUP } from '../../traffic/gateway-api/plugin-config';
import { isMadeFor, managedRoutesIn } from '../../traffic/route-objects';
import type { Problem } from '../finding';
import { gatewayConfig } from '../gateway-config';
import type { Rule } from '../rule';
import { routesByService, type SharedRoute } from '../shared-routes';

/** A route that shares requests between the two versions, and that the Rollout does not name. */
export const ROUTE_LEFT_OUT: Rule = {
  id: 'route-left-out',
  severity: 'warning',
  what: 'A route between the two Services of a Rollout whose weights nobody moves, as the Rollout does not name it.',
  why: 'The controller moves the weights of the routes that it is told of. The others keep what Git has: their requests see nothing of a release until it is over, and then the new version in full.',
  remedy: 'name the route in trafficRouting, or let it send to the stable Service alone',
  source: 'argo-rollouts rollout/trafficrouting; rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/plugin.go',
  *check(set) {
    for (const release of releasesOf(set)) {
      if (gatewayConfig(release)?.hasSelector === true) continue;
      const told = new Set<string>();
      for (const route of between(set, release)) {
        if (isNamed(release, route) || told.has(keyOf(route))) continue;
        told.add(keyOf(route));
        yield problemOf(release, route);
      }
    }
  },
};

function between(set: ManifestSet, { routed, rollout, routers }: Release): SharedRoute[] {
  const { stableService, canaryService } = routed;
  if (stableService === undefined || canaryService === undefined || stableService === canaryService) return [];
  const groups = new Set(routers.map(({ folder }) => GROUPS[folder]));
  return (routesByService(set).get(canaryService) ?? []).filter(({ object, backends }) => {
    const has = (service: string): boolean =>
      backends.some(({ name, namespace }) => name === service && namespace === rollout.metadata.namespace);
    return (
      groups.has(groupOf(object.apiVersion)) && !isMadeFor(routed, object) && has(stableService) && has(canaryService)
    );
  });
}

const GROUPS: Readonly<Record<string, string>> = {
  'gateway-api': GATEWAY_API_GROUP,
  contour: 'projectcontour.io',
  apisix: 'apisix.apache.org',
};

function isNamed({ routes, routing }: Release, { object, value }: SharedRoute): boolean {
  if (!routes.some((route) => route.object === object)) return false;
  const rules = listOf(at(routing, 'apisix', 'route', 'rules'));
  const name = textOf(at(value, 'name')) ?? '';
  const isManaged = managedRoutesIn(routing).some((route) => name.startsWith(route));
  return object.kind !== 'ApisixRoute' || rules.length === 0 || isManaged || rules.includes(name);
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
    related: [{ object: rollout, path: ['spec', 'strategy', 'canary', 'trafficRouting'], message: 'what it names' }],
  };
}
