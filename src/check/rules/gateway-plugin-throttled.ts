import type { ManifestSet } from '../../manifest/manifest-set';
import { at, isThere, listOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { GATEWAY_API_PLUGIN } from '../../traffic/known-plugins';
import { embeddedYaml } from '../embedded-yaml';
import type { Rule } from '../rule';

/** A plugin that is too slow for as many Rollouts as there are. */
export const GATEWAY_PLUGIN_THROTTLED: Rule = {
  id: 'gateway-plugin-throttled',
  severity: 'info',
  what: 'The plugin argoproj-labs/gatewayAPI with its five requests a second to the API server, and many Rollouts.',
  why: 'When many of them release at once, each weight comes 5 to 10 seconds late, and the pauses and analyses begin without waiting for it.',
  remedy: 'give the plugin the args -kubeClientQPS=50 and -kubeClientBurst=100, and restart the controller',
  source: 'rollouts-plugin-trafficrouter-gatewayapi docs/features/cli-options.md; recorded with eight releases at once',
  *check(set) {
    const count = set.derive(routedByPlugin);
    if (count < MANY) return;
    for (const config of set.named('ConfigMap', 'argo-rollouts-config')) {
      const plugins = listOf(embeddedYaml(at(config, 'data', 'trafficRouterPlugins')));
      const plugin = plugins.find((one) => at(one, 'name') === GATEWAY_API_PLUGIN);
      const args = listOf(at(plugin, 'args')).flatMap((arg) => textOf(arg) ?? []);
      if (plugin === undefined || args.some((arg) => /^--?kubeClient(QPS|Burst)\b/.test(arg))) continue;
      yield {
        object: config,
        path: ['data', 'trafficRouterPlugins'],
        message: `"${GATEWAY_API_PLUGIN}" makes 5 requests a second, and ${count} Rollouts use it: with eight releases at once each weight comes 5 to 10 s late`,
      };
    }
  },
};

// As many as were seen to be late.
const MANY = 8;

function routedByPlugin(set: ManifestSet): number {
  return releasesOf(set).filter(({ routing }) => isThere(at(routing, 'plugins', GATEWAY_API_PLUGIN))).length;
}
