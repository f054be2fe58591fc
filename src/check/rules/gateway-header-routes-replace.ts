import { at, listOf, textOf } from '../../manifest/plain';
import type { ReleaseStep } from '../../release/release-step';
import { isAtLeast } from '../cluster-versions';
import type { Problem } from '../finding';
import { type GatewayConfig, gatewayConfigs } from '../gateway-config';
import type { Rule } from '../rule';

/** A header route of the Gateway API plugin that goes with another one. */
export const GATEWAY_HEADER_ROUTES_REPLACE: Rule = {
  id: 'gateway-header-routes-replace',
  severity: 'error',
  what: 'A step setHeaderRoute that takes away another header route which is still set, with the Gateway API plugin.',
  why: 'From 0.13 to 0.15 the plugin takes a header route that asks for the same headers for an older one of its own and replaces it, whatever the values are; and from 0.13 on a step that removes one removes all of them. The requests that the other was for go to the stable version again, and nothing says so.',
  remedy: 'remove the first header route before the second is set, or take one route for both',
  source:
    'rollouts-plugin-trafficrouter-gatewayapi pkg/plugin (issue #215, mended in 0.16); recorded on the plugin 0.15.0: qb replaces qa, removing qa removes qb',
  *check(set, { 'gateway-api-plugin': version }) {
    // Before, it kept them apart in a ConfigMap.
    if (!isAtLeast(version, '0.13')) return;
    const mayReplace = !isAtLeast(version, '0.16');
    for (const config of gatewayConfigs(set)) yield* problemsOf(config, mayReplace);
  },
};

interface HeaderRoute {
  readonly name: string;
  readonly step: ReleaseStep;
  readonly headers: readonly string[];
}

function* problemsOf({ release: { rollout, steps } }: GatewayConfig, mayReplace: boolean): Iterable<Problem> {
  let routes: readonly HeaderRoute[] = [];
  for (const step of steps) {
    const name = textOf(at(step.value, 'setHeaderRoute', 'name'));
    if (name === undefined) continue;
    const match = listOf(at(step.value, 'setHeaderRoute', 'match'));
    const headers = match.flatMap((one) => textOf(at(one, 'headerName')) ?? []);
    const others = routes.filter((route) => route.name !== name);
    const isRemoval = match.length === 0;
    const isSet = others.length < routes.length;
    const gone = isRemoval ? others : others.filter((route) => mayReplace && asksForAll(route, headers));
    // That the one which is removed is not set another rule says.
    for (const route of isRemoval && !isSet ? [] : gone) {
      const where = `"${route.name}" of steps[${route.step.index}]`;
      yield {
        object: rollout,
        path: [...step.path, 'setHeaderRoute', 'name'],
        message: isRemoval
          ? `steps[${step.index}] removes the header route "${name}" while ${where} is set: the plugin removes all of them, so "${route.name}" is gone too`
          : `steps[${step.index}] sets the header route "${name}" for ${headers.join(', ')} while ${where} asks for the same: the plugin replaces it, so "${route.name}" is gone`,
        related: [
          {
            object: rollout,
            path: [...route.step.path, 'setHeaderRoute', 'name'],
            message: `sets "${route.name}"`,
          },
        ],
      };
    }
    const kept = others.filter((route) => !gone.includes(route));
    routes = isRemoval ? [] : [...kept, { name, step, headers }];
  }
}

function asksForAll({ headers }: HeaderRoute, names: readonly string[]): boolean {
  return names.length > 0 && names.every((name) => headers.includes(name));
}
