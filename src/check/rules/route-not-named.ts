import { at, entriesOf, isThere, listOf, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { valueInAnyCase } from '../../traffic/gateway-api/plugin-config';
import { CONTOUR_PLUGIN, GATEWAY_API_PLUGIN } from '../../traffic/known-plugins';
import { gatewayConfig, gatewayConfigs } from '../gateway-config';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** A router that is given no route. */
export const ROUTE_NOT_NAMED: Rule = {
  id: 'route-not-named',
  severity: 'error',
  what: 'A router in trafficRouting that is not told which route is its own.',
  why: 'There is nothing that the controller could move the weights of: the pods of the first deployment run and the rollout never becomes Healthy, or the controller refuses the Rollout; of the Contour plugin nothing is heard, and every release goes to its end without a canary request.',
  remedy: 'name the route',
  source:
    'argo-rollouts rollout/controller.go and rollout/trafficrouting; rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/plugin.go; recorded on Argo Rollouts 1.10.2 with the plugin 0.15.0: "No routes configured"',
  *check(set) {
    for (const { release, value, path } of gatewayConfigs(set)) {
      for (const [key, routes] of entriesOf(value)) {
        if (!/^(http|grpc|tcp|tls)routes$/i.test(key)) continue;
        for (const [index, route] of listOf(routes).entries()) {
          if (textOf(valueInAnyCase(route, 'name')) !== undefined) continue;
          const message = `${key}[${index}] names no route: the plugin finds nothing to move the weights of, and ${UNHEALTHY}`;
          yield { object: release.rollout, path: [...path, key, index], message };
        }
      }
    }
    for (const release of releasesOf(set)) {
      for (const router of release.routers) {
        const way = WAYS[router.folder];
        if (way === undefined || !isThere(at(release.routing, ...way.keys))) continue;
        if (router.routes(release.routed).some(({ name }) => name !== '') || way.isNamedOtherwise?.(release)) continue;
        yield {
          object: release.rollout,
          path: routingPath(...way.keys),
          message: `${way.keys.join('.')} names no ${way.what}: ${way.effect}`,
          remedy: way.remedy,
        };
      }
    }
  },
};

interface Way {
  readonly keys: readonly string[];
  readonly what: string;
  readonly effect: string;
  readonly remedy: string;
  isNamedOtherwise?(release: Release): boolean;
}

const UNHEALTHY = 'the rollout never becomes Healthy';

// NGINX, the ALB, Istio and App Mesh have rules of their own, and for SMI the name of the rollout does.
const WAYS: Readonly<Record<string, Way>> = {
  'gateway-api': {
    keys: ['plugins', GATEWAY_API_PLUGIN],
    what: 'route (httpRoute, grpcRoute, tcpRoute, tlsRoute, their lists or their selectors)',
    effect: `the plugin answers "No routes configured", and ${UNHEALTHY}`,
    remedy: 'name the route, such as httpRoute: shop',
    isNamedOtherwise: (release) => gatewayConfig(release)?.hasSelector === true,
  },
  contour: {
    keys: ['plugins', CONTOUR_PLUGIN],
    what: 'HTTPProxy (httpProxies)',
    effect: 'no weight is ever moved, and nothing says so',
    remedy: 'list the HTTPProxy in httpProxies',
  },
  traefik: {
    keys: ['traefik'],
    what: 'TraefikService (weightedTraefikServiceName)',
    effect: UNHEALTHY,
    remedy: 'name the TraefikService in weightedTraefikServiceName',
  },
  apisix: {
    keys: ['apisix'],
    what: 'ApisixRoute (route.name)',
    effect: UNHEALTHY,
    remedy: 'name the ApisixRoute in route.name',
  },
  ambassador: {
    keys: ['ambassador'],
    what: 'Mapping (mappings)',
    effect: 'the controller reports InvalidSpec, "must provide at least one mapping", and starts no pod',
    remedy: 'list the Mapping in mappings',
  },
};
