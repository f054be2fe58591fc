import { pathText } from '../../manifest/manifest-path';
import type { RouteSplit } from '../../traffic/router-model';
import { isAtLeast } from '../cluster-versions';
import { gatewayConfig } from '../gateway-config';
import { isLive } from '../live-object';
import { type RoutedObject, routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A rule of a route of the Gateway API plugin that has only one of the two versions. */
export const GATEWAY_RULE_SINGLE_BACKEND: Rule = {
  id: 'gateway-rule-single-backend',
  severity: 'error',
  what: 'A rule of a route that the Gateway API plugin moves, with the stable or the canary Service alone.',
  why: 'Up to 0.16 the plugin gives the stable Service 100 minus the weight in every rule: at the end of each release, and for all of a step setWeight 100, a rule without the canary has the weight 0 and all its requests fail. Up to 0.15 a rule with the canary alone is taken for a header route of its own and deleted before the first pod runs.',
  remedy: 'put both Services into the rule, or the rule into another route that the Rollout does not name',
  source:
    'rollouts-plugin-trafficrouter-gatewayapi pkg/plugin (issue #217, mended in 0.16; later only rules with both are weighed); recorded on the plugin 0.15.0 with Traefik: 110 of 110 requests answered with 503',
  *check(set, { 'gateway-api-plugin': version }) {
    for (const routed of routedBy(set, 'gateway-api')) {
      const { object, router, rollout } = routed;
      if (isLive(object)) continue;
      const splits = router.splits?.(object, rollout) ?? [];
      // Where no rule has both, the whole route lacks a version.
      if (!splits.some((split) => has(split, 'stable') && has(split, 'canary'))) continue;
      const isOwn = !isAtLeast(version, '0.16') && usesHeaderRoutes(routed);
      for (const split of splits) {
        const where = pathText(split.path);
        if (!has(split, 'canary') && !isAtLeast(version, '0.17')) {
          yield {
            object,
            path: split.path,
            message: `${where} sends to the stable Service "${rollout.stableService}" and not to the canary: at the end of each release, and at setWeight 100, it has the weight 0 and ${split.shares.length > 1 ? 'the others get all requests' : 'all requests fail'}`,
          };
        } else if (split.shares.length === 1 && isOwn) {
          yield {
            object,
            path: split.path,
            message: `${where} sends to the canary Service "${rollout.canaryService}" alone: the plugin takes it for a header route of its own and deletes it before the first pod runs`,
          };
        }
      }
    }
  },
};

function has({ shares }: RouteSplit, role: 'stable' | 'canary'): boolean {
  return shares.some((share) => share.role === role);
}

function usesHeaderRoutes({ release, object }: RoutedObject): boolean {
  const routes = gatewayConfig(release)?.routes ?? [];
  return routes.some(
    ({ kind, name, useHeaderRoutes }) => kind === object.kind && name === object.metadata.name && useHeaderRoutes,
  );
}
