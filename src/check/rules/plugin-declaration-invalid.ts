import { at, isThere, type Plain, textOf, wordOf } from '../../manifest/plain';
import { readValue } from '../../manifest/read-value';
import { quote } from '../../validation/names';
import type { Rule } from '../rule';

/** A declaration of a plugin that the controller does not start with. */
export const PLUGIN_DECLARATION_INVALID: Rule = {
  id: 'plugin-declaration-invalid',
  severity: 'error',
  what: 'A declaration of plugins in the ConfigMap argo-rollouts-config that the controller does not take.',
  why: 'The controller reads it once, when it starts, and ends with an error: it is restarted again and again, and until the ConfigMap is mended all releases of the cluster stand still. Before that restart, which may be much later, nothing tells.',
  remedy:
    'write a list of name (<owner>/<name>), location (https://… or file://…) and, where it is given, sha256 (64 digits and small letters)',
  source:
    'argo-rollouts utils/config/config.go InitializeConfig and ValidateConfig, utils/plugin/downloader.go DownloadPlugins, controller/controller.go NewManager',
  *check(set) {
    for (const object of set.named('ConfigMap', 'argo-rollouts-config')) {
      for (const key of KEYS) {
        for (const message of faultsOf(key, at(object, 'data', key))) yield { object, path: ['data', key], message };
      }
    }
  },
};

const KEYS = ['trafficRouterPlugins', 'metricProviderPlugins', 'stepPlugins'];

function faultsOf(key: string, text: Plain): string[] {
  // What a tool has yet to put in is not known.
  if (typeof text !== 'string' || text.trim() === '' || /\{\{|\$\{/.test(text)) return [];
  const { value: plugins, problem } = readValue(text);
  if (problem !== undefined) return [`${key} is YAML that cannot be read: ${problem.message}`];
  if (!isThere(plugins)) return [];
  if (!Array.isArray(plugins)) return [`${key} is no list of plugins`];
  return plugins.flatMap((plugin: Plain, index) => faultsOfPlugin(`${key}[${index}]`, plugin));
}

function faultsOfPlugin(what: string, plugin: Plain): string[] {
  const [name, location, sha256] = ['name', 'location', 'sha256'].map((key) => at(plugin, key));
  return [
    ...(NAME.test(textOf(name) ?? '')
      ? []
      : [`name of ${what} takes <owner>/<name>, such as argoproj-labs/gatewayAPI, ${got(name)}`]),
    ...(LOCATION.test(textOf(location) ?? '')
      ? []
      : [`location of ${what} takes an address that begins with https://, http:// or file://, ${got(location)}`]),
    ...(!isThere(sha256) || sha256 === '' || SHA256.test(wordOf(sha256))
      ? []
      : [`sha256 of ${what} takes 64 digits and letters from a to f, ${got(sha256)}: no download would fit it`]),
  ];
}

function got(value: Plain): string {
  return isThere(value) ? `got ${quote(value)}` : 'and there is none';
}

const NAME = /^[a-zA-Z0-9-]+\/[a-zA-Z0-9_.-]+$/;
const LOCATION = /^(https?|file):/i;
const SHA256 = /^[0-9a-f]{64}$/;
