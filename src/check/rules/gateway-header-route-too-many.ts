import { at, listOf } from '../../manifest/plain';
import { isRouteSet } from '../../release/release-moment';
import { isNamedAfter } from '../../traffic/gateway-api/managed-routes';
import { managedRoutesIn } from '../../traffic/route-objects';
import { isAtLeast } from '../cluster-versions';
import type { Problem } from '../finding';
import { gatewayConfig } from '../gateway-config';
import { type RoutedObject, routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A header route for which a route of the Gateway API has no room. */
export const GATEWAY_HEADER_ROUTE_TOO_MANY: Rule = {
  id: 'gateway-header-route-too-many',
  severity: 'error',
  what: 'A step setHeaderRoute that would give an HTTPRoute or GRPCRoute more than 16 rules.',
  why: 'From 0.15 on the plugin adds one rule for each rule that has both Services, and before one in all. The API server takes 16 and refuses the route: the controller reports TrafficRoutingError and the release stays at this step, so that neither abort nor the end of a pause has an effect.',
  remedy:
    'put some of the rules into another route, of which useHeaderRoutes is false, or remove other header routes first',
  source:
    'Gateway API: HTTPRoute and GRPCRoute spec.rules, maxItems 16; rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/httproute.go (issue #207)',
  *check(set, { 'gateway-api-plugin': version }) {
    for (const routed of routedBy(set, 'gateway-api')) {
      const problem = problemOf(routed, isAtLeast(version, '0.15'));
      if (problem !== undefined) yield problem;
    }
  },
};

const MOST_RULES = 16;

function problemOf({ release, object, rollout, path }: RoutedObject, isEach: boolean): Problem | undefined {
  const route = gatewayConfig(release)?.routes.find(
    ({ kind, name, useHeaderRoutes }) => kind === object.kind && name === object.metadata.name && useHeaderRoutes,
  );
  if (route === undefined) return undefined;
  const managed = managedRoutesIn(release.routing);
  const rules = listOf(at(object.spec, 'rules')).filter((rule) => !managed.some((name) => isNamedAfter(rule, name)));
  const split = rules.filter((rule) => {
    const names = listOf(at(rule, 'backendRefs')).map((backend) => at(backend, 'name'));
    return names.includes(rollout.stableService) && names.includes(rollout.canaryService);
  });
  const added = isEach ? split.length : Math.min(split.length, 1);
  for (const { step, after } of release.moments) {
    if (!isRouteSet(step.value, 'setHeaderRoute')) continue;
    const count = after.routes.filter(({ kind }) => kind === 'setHeaderRoute').length;
    const sum = rules.length + count * added;
    if (sum <= MOST_RULES) continue;
    return {
      object: release.rollout,
      path: [...step.path, 'setHeaderRoute'],
      message: `steps[${step.index}] adds ${added} rules to the ${object.kind} "${object.metadata.name}", which has ${sum - added}, and ${MOST_RULES} are allowed: the API server refuses it, and the release stays at this step`,
      related: [
        { object, path: ['spec', 'rules'], message: 'the rules of the route' },
        { object: release.rollout, path, message: 'names it' },
      ],
    };
  }
  return undefined;
}
