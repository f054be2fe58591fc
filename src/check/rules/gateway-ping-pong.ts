import { at, isThere } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { isAtLeast } from '../cluster-versions';
import type { Rule } from '../rule';

/** Ping and pong Services with a plugin that cannot switch between them. */
export const GATEWAY_PING_PONG: Rule = {
  id: 'gateway-ping-pong',
  severity: 'error',
  what: 'A Rollout with pingPong that the Gateway API plugin up to 0.16 or the Contour plugin moves.',
  why: 'The controller takes pingPong with any plugin. These two look for canaryService and stableService alone: the pods run, the plugin answers "backendRef was not found", and the rollout never becomes Healthy.',
  remedy: 'take canaryService and stableService in the place of pingPong, or a later plugin',
  source:
    'rollouts-plugin-trafficrouter-gatewayapi and rollouts-plugin-trafficrouter-contour pkg/plugin (pull request #201 of the first is later than 0.15.0); recorded on the Gateway API plugin 0.15.0',
  *check(set, { 'gateway-api-plugin': version }) {
    for (const { rollout, canary, routed, routers } of releasesOf(set)) {
      const router = routers.find(({ folder }) =>
        folder === 'gateway-api' ? !isAtLeast(version, '0.17') : folder === 'contour',
      );
      const hasBoth = routed.stableService !== undefined && routed.canaryService !== undefined;
      if (router === undefined || hasBoth || !isThere(at(canary, 'pingPong'))) continue;
      yield {
        object: rollout,
        path: ['spec', 'strategy', 'canary', 'pingPong'],
        message: `the ${router.facts.name} plugin does not know pingPong, it needs canaryService and stableService: the rollout never becomes Healthy`,
      };
    }
  },
};
