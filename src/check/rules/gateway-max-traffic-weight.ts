import { at, numberOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { isAtLeast } from '../cluster-versions';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** Another total of the weights than 100, with the Gateway API plugin. */
export const GATEWAY_MAX_TRAFFIC_WEIGHT: Rule = {
  id: 'gateway-max-traffic-weight',
  severity: 'error',
  what: 'A maxTrafficWeight other than 100 in a Rollout that the Gateway API plugin up to 0.15 or the Contour plugin moves.',
  why: 'The controller takes it, and the plugin still reckons with 100: a setWeight of 50 out of 1000 sends half of the requests to pods for a twentieth of them, and at the last step the stable version would have a weight below 0, which the API server refuses, so that the release never ends.',
  remedy: 'leave maxTrafficWeight out and give weights out of 100',
  source:
    'rollouts-plugin-trafficrouter-gatewayapi pkg/plugin (pull request #219 is later than 0.15.0); recorded on the plugin 0.15.0: stable weight -900 refused',
  *check(set, { 'gateway-api-plugin': version }) {
    for (const { rollout, routing, routers } of releasesOf(set)) {
      const total = numberOf(at(routing, 'maxTrafficWeight'));
      const router = routers.find(({ folder }) =>
        folder === 'gateway-api' ? !isAtLeast(version, '0.16') : folder === 'contour',
      );
      if (total === undefined || total === 100 || router === undefined) continue;
      yield {
        object: rollout,
        path: routingPath('maxTrafficWeight'),
        message: `maxTrafficWeight is ${total}, and the ${router.facts.name} plugin reckons with 100 all the same: a setWeight of 50 gives the canary 50 % of the requests and ${pods(total)} of the pods`,
      };
    }
  },
};

function pods(total: number): string {
  return total > 0 ? `${Math.round(5000 / total)} %` : 'no part';
}
