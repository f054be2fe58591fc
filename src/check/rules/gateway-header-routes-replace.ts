import { at, listOf, textOf } from '../../manifest/plain';
import type { ReleaseStep } from '../../release/release-step';
import { gatewayConfigs } from '../gateway-config';
import type { Rule } from '../rule';

/** A second header route with the Gateway API plugin, which replaces the first. */
export const GATEWAY_HEADER_ROUTES_REPLACE: Rule = {
  id: 'gateway-header-routes-replace',
  severity: 'error',
  what: 'A step setHeaderRoute while another header route is still set, with the Gateway API plugin.',
  why: 'The plugin keeps one header route at a time: a second one replaces the first, and removing one removes whichever is there. The requests that the first was for go to the stable version again, and nothing says so.',
  remedy: 'remove the first header route before the second is set, or take one route for both',
  source:
    'rollouts-plugin-trafficrouter-gatewayapi pkg/plugin; recorded on the plugin 0.15.0: qb replaces qa, removing qa removes qb',
  *check(set) {
    for (const { release } of gatewayConfigs(set)) {
      let before: { readonly name: string; readonly step: ReleaseStep } | undefined;
      for (const step of release.steps) {
        const route = at(step.value, 'setHeaderRoute');
        const name = textOf(at(route, 'name'));
        if (name === undefined) continue;
        if (listOf(at(route, 'match')).length === 0) {
          before = undefined;
          continue;
        }
        if (before !== undefined && before.name !== name) {
          yield {
            object: release.rollout,
            path: [...step.path, 'setHeaderRoute', 'name'],
            message: `steps[${step.index}] sets the header route "${name}" while "${before.name}" of steps[${before.step.index}] is set: the plugin keeps one only, so "${before.name}" is gone`,
            related: [
              {
                object: release.rollout,
                path: [...before.step.path, 'setHeaderRoute', 'name'],
                message: `sets "${before.name}"`,
              },
            ],
          };
        }
        before = { name, step };
      }
    }
  },
};
