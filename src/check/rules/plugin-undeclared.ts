import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, entriesOf, isThere, type Plain, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { embeddedYaml } from '../embedded-yaml';
import type { Problem } from '../finding';
import { misspeltPlugin } from '../misspelt-plugin';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** A plugin that a Rollout uses and that the controller's configuration does not declare. */
export const PLUGIN_UNDECLARED: Rule = {
  id: 'plugin-undeclared',
  severity: 'error',
  what: 'A plugin for traffic or for a step that the ConfigMap argo-rollouts-config does not declare.',
  why: 'The controller knows a plugin by exactly the name in its configuration. For an unknown traffic plugin it starts no pod, and only its log says why; at an unknown step plugin the release stays for ever.',
  remedy:
    'declare the plugin under that name in the ConfigMap argo-rollouts-config and restart the controller, or correct the name',
  source: 'argo-rollouts utils/plugin/plugin.go; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    const configs = set.derive(readableConfigs);
    // Clusters may differ, and which of them a Rollout goes to is not known.
    if (configs.length === 0) return;
    for (const { rollout, routing, steps } of releasesOf(set)) {
      for (const [name, value] of entriesOf(at(routing, 'plugins'))) {
        // A misspelt name is the business of a rule of its own.
        if (isThere(value) && misspeltPlugin(name) === undefined)
          yield* undeclared(configs, TRAFFIC, name, rollout, routingPath('plugins', name));
      }
      for (const { value, path } of steps) {
        const name = textOf(at(value, 'plugin', 'name'));
        if (name !== undefined) yield* undeclared(configs, STEP, name, rollout, [...path, 'plugin', 'name']);
      }
    }
  },
};

interface PluginUse {
  readonly key: string;
  readonly what: string;
  readonly effect: string;
}

const TRAFFIC: PluginUse = {
  key: 'trafficRouterPlugins',
  what: 'traffic router plugin',
  effect: 'the controller starts no pod, and only its log says why',
};

const STEP: PluginUse = {
  key: 'stepPlugins',
  what: 'step plugin',
  effect: 'the release stays at this step for ever, with a ReconciliationError',
};

interface Config {
  readonly object: ManifestObject;
  readonly names: ReadonlyMap<string, readonly string[]>;
}

function* undeclared(
  configs: readonly Config[],
  { key, what, effect }: PluginUse,
  name: string,
  rollout: ManifestObject,
  path: ManifestPath,
): Iterable<Problem> {
  const known = configs.map(({ names }) => names.get(key));
  if (known.some((names) => names === undefined || names.includes(name))) return;
  const others = [...new Set(known.flatMap((names) => names ?? []))].map((other) => `"${other}"`).join(', ');
  yield {
    object: rollout,
    path,
    message: `the ConfigMap argo-rollouts-config declares no ${what} "${name}" (it declares ${others || 'none'}): ${effect}`,
    related: configs.map(({ object }) => ({ object, path: ['data', key], message: `declares ${others || 'none'}` })),
  };
}

function readableConfigs(set: ManifestSet): Config[] {
  return set.named('ConfigMap', 'argo-rollouts-config').map((object) => ({
    object,
    names: new Map(
      [TRAFFIC, STEP].flatMap(({ key }) => {
        const names = declared(at(object, 'data', key));
        return names === undefined ? [] : [[key, names] as const];
      }),
    ),
  }));
}

/** The names that a part of the configuration declares; undefined where it cannot be read. */
function declared(text: Plain): string[] | undefined {
  if (!isThere(text)) return [];
  const plugins = embeddedYaml(text);
  return Array.isArray(plugins) ? plugins.flatMap((plugin) => textOf(at(plugin, 'name')) ?? []) : undefined;
}
