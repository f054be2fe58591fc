import { at, entriesOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { misspeltPlugin } from '../misspelt-plugin';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** A misspelt name of the Gateway API plugin. */
export const GATEWAY_PLUGIN_NAME: Rule = {
  id: 'gateway-plugin-name',
  severity: 'error',
  what: 'A key below trafficRouting.plugins that is nearly the name of a known plugin, such as argoproj-labs/gatewayapi for argoproj-labs/gatewayAPI.',
  why: 'The controller finds a plugin by its exact name. With another one no pod of the first deployment is started: there is no event and no condition, and only the log of the controller says why.',
  remedy: 'write the name exactly: argoproj-labs/gatewayAPI, or argoproj-labs/contour',
  source:
    'rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/types.go; recorded on Argo Rollouts 1.10.2: argoproj-labs/gatewayapi, no pod after the first deployment',
  *check(set) {
    for (const { rollout, routing } of releasesOf(set)) {
      const names = entriesOf(at(routing, 'plugins')).map(([name]) => name);
      for (const name of names) {
        const right = misspeltPlugin(name);
        if (right === undefined) continue;
        const path = routingPath('plugins', name);
        yield {
          object: rollout,
          path,
          message: `the traffic plugin is called "${right}", not "${name}": the controller starts no pod, and only its log says why`,
          remedy: `write ${right}`,
          fix: names.includes(right)
            ? undefined
            : { description: `rename ${name} to ${right}`, edits: [{ rename: path, to: right }] },
        };
      }
    }
  },
};
