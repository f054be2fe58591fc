import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, entriesOf, isThere, type Plain, textOf } from '../../manifest/plain';
import { measurementsOf } from '../../release/measurements';
import { releasesOf } from '../../release/release';
import { embeddedYaml } from '../embedded-yaml';
import type { Problem, RelatedPlace } from '../finding';
import { misspeltPlugin } from '../misspelt-plugin';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** A plugin that a release uses and that the controller's configuration does not declare. */
export const PLUGIN_UNDECLARED: Rule = {
  id: 'plugin-undeclared',
  severity: 'error',
  what: 'A plugin for traffic, for a step or for a metric that the ConfigMap argo-rollouts-config does not declare.',
  why: 'The controller knows a plugin by exactly the name in its configuration. For an unknown traffic plugin it starts no pod, and only its log says why; at an unknown step plugin the release stays for ever; with an unknown metric plugin each measurement is an Error, and the release is aborted.',
  remedy:
    'declare the plugin under that name in the ConfigMap argo-rollouts-config and restart the controller, or correct the name',
  source:
    'argo-rollouts utils/plugin/plugin.go, analysis/analysis.go runMeasurements; recorded on Argo Rollouts 1.10.2 for traffic and steps',
  *check(set) {
    const [ofTraffic, ofSteps, ofMetrics] = [TRAFFIC, STEP, METRIC].map((use) => declaredPlugins(set, use));
    for (const { rollout, routing, steps } of releasesOf(set)) {
      for (const [name, value] of entriesOf(at(routing, 'plugins'))) {
        // A misspelt name is the business of a rule of its own.
        if (isThere(value) && misspeltPlugin(name) === undefined)
          yield* undeclared(ofTraffic, name, rollout, routingPath('plugins', name));
      }
      for (const { value, path } of steps) {
        const name = textOf(at(value, 'plugin', 'name'));
        if (name !== undefined) yield* undeclared(ofSteps, name, rollout, [...path, 'plugin', 'name']);
      }
    }
    for (const { metric } of measurementsOf(set)) {
      if (metric.provider?.key !== 'plugin') continue;
      for (const [name] of entriesOf(metric.config)) {
        yield* undeclared(ofMetrics, name, metric.template, [...metric.path, 'provider', 'plugin', name]);
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

const METRIC: PluginUse = {
  key: 'metricProviderPlugins',
  what: 'metric plugin',
  effect: 'each measurement is an Error, and the fifth in a row aborts the release',
};

/** The plugins for one use that some configuration of the set declares. */
interface DeclaredPlugins {
  readonly use: PluginUse;
  readonly names: ReadonlySet<string>;
  readonly list: string;
  readonly related: readonly RelatedPlace[];
}

function* undeclared(
  declared: DeclaredPlugins | undefined,
  name: string,
  object: ManifestObject,
  path: ManifestPath,
): Iterable<Problem> {
  if (declared === undefined || declared.names.has(name)) return;
  const { use, list, related } = declared;
  yield {
    object,
    path,
    message: `the ConfigMap argo-rollouts-config declares no ${use.what} "${name}" (it declares ${list}): ${use.effect}`,
    related,
  };
}

// Clusters may differ, and which of them a Rollout goes to is not known: none may be without a configuration, and one that
// cannot be read may declare any plugin.
function declaredPlugins(set: ManifestSet, use: PluginUse): DeclaredPlugins | undefined {
  const configs = set.named('ConfigMap', 'argo-rollouts-config');
  const found = configs.map((object) => namesIn(at(object, 'data', use.key)));
  if (configs.length === 0 || found.some((names) => names === undefined)) return undefined;
  const names = new Set(found.flatMap((some) => some ?? []));
  const list = [...names].map((name) => `"${name}"`).join(', ') || 'none';
  const related = configs.map((object) => ({ object, path: ['data', use.key], message: `declares ${list}` }));
  return { use, names, list, related };
}

/** The names that a part of the configuration declares; undefined where it cannot be read. */
function namesIn(text: Plain): string[] | undefined {
  if (!isThere(text)) return [];
  const plugins = embeddedYaml(text);
  return Array.isArray(plugins) ? plugins.flatMap((plugin) => textOf(at(plugin, 'name')) ?? []) : undefined;
}
