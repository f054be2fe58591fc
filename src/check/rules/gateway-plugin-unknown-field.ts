import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import { at, entriesOf, isThere, listOf, type Plain } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { PLUGIN_FIELDS, PLUGIN_ROUTE_FIELDS } from '../../traffic/gateway-api/plugin-config';
import { GATEWAY_API_PLUGIN } from '../../traffic/known-plugins';
import { type ClusterVersions, isAtLeast } from '../cluster-versions';
import type { Fix, Problem } from '../finding';
import { misspeltPlugin } from '../misspelt-plugin';
import { nearest } from '../nearest';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** A key in the configuration of the Gateway API plugin that it does not read. */
export const GATEWAY_PLUGIN_UNKNOWN_FIELD: Rule = {
  id: 'gateway-plugin-unknown-field',
  severity: 'warning',
  what: 'A key in the configuration of the Gateway API plugin that the plugin does not have.',
  why: 'The CRD takes anything there, and the plugin ignores what it does not know: what the key was meant to do is not done, and nothing says so.',
  remedy: 'correct the key, or take it away',
  source:
    'rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/types.go (keys match in any case) and its tags; recorded on the plugin 0.15.0',
  *check(set, versions) {
    for (const { rollout, routing } of releasesOf(set)) {
      for (const [name, config] of entriesOf(at(routing, 'plugins'))) {
        if ((misspeltPlugin(name) ?? name) !== GATEWAY_API_PLUGIN) continue;
        const path = routingPath('plugins', name);
        yield* problemsOf(rollout, path, config, PLUGIN_FIELDS, versions);
        for (const [key, routes] of entriesOf(config)) {
          if (!/^(http|grpc|tcp|tls)routes$/i.test(key)) continue;
          for (const [index, route] of listOf(routes).entries()) {
            yield* problemsOf(rollout, [...path, key, index], route, PLUGIN_ROUTE_FIELDS, versions);
          }
        }
      }
    }
  },
};

function* problemsOf(
  object: ManifestObject,
  path: ManifestPath,
  value: Plain,
  fields: Readonly<Record<string, string>>,
  { 'gateway-api-plugin': version }: ClusterVersions,
): Iterable<Problem> {
  const known = Object.keys(fields);
  for (const [key, content] of entriesOf(value)) {
    const field = known.find((one) => one.toLowerCase() === key.toLowerCase());
    const place = { object, path: [...path, key] };
    const since = field === undefined ? undefined : fields[field];
    if (since !== undefined) {
      if (isAtLeast(version, since)) continue;
      yield { ...place, message: `the plugin has ${field} from ${since} on, and the cluster has ${version}` };
      continue;
    }
    if (key.toLowerCase() === 'configmap') {
      if (!isAtLeast(version, '0.13')) continue;
      yield {
        ...place,
        severity: 'info',
        message: `${key} is not read any more since the plugin 0.13, which keeps nothing in a ConfigMap`,
        fix: removal(key, place.path),
      };
      continue;
    }
    if (key.toLowerCase() === 'useheaderroutes') {
      yield {
        ...place,
        message: `the plugin reads ${key} of the routes in httpRoutes and grpcRoutes, and ignores it here; httpRoute and grpcRoute have header routes in any case`,
        fix: removal(key, place.path),
      };
      continue;
    }
    const meant =
      key.length > 100
        ? undefined
        : nearest(
            key,
            known.filter((one) => mayHold(one, content)),
          );
    const isFree = meant !== undefined && !isThere(at(value, meant));
    yield {
      ...place,
      message: `the plugin has no ${key} here and ignores it${meant === undefined ? ` (it has ${known.join(', ')})` : `: perhaps ${meant} is meant`}`,
      fix: isFree
        ? { description: `rename ${key} to ${meant}`, edits: [{ rename: place.path, to: meant }] }
        : removal(key, place.path),
    };
  }
}

function removal(key: string, path: ManifestPath): Fix {
  return { description: `remove ${key}`, edits: [{ remove: path }] };
}

// The plugin refuses a list in the place of a name, and the reverse.
function mayHold(field: string, content: Plain): boolean {
  if (Array.isArray(content)) return field.endsWith('Routes') && field !== 'useHeaderRoutes';
  if (typeof content === 'boolean') return field.startsWith('disable') || field === 'useHeaderRoutes';
  if (isThere(content) && typeof content === 'object') return field.endsWith('Selector');
  return !/(Routes|Selector)$|^disable/.test(field);
}
