import { pathText } from '../../manifest/manifest-path';
import type { RouteSplit } from '../../traffic/router-model';
import { isAtLeast } from '../cluster-versions';
import { isLive } from '../live-object';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A third backend beside the two versions in a route of the Gateway API plugin. */
export const GATEWAY_EXTRA_BACKEND: Rule = {
  id: 'gateway-extra-backend',
  severity: 'warning',
  what: 'A rule of a route that the Gateway API plugin moves, with a backend beside the stable and the canary Service.',
  why: 'The plugin shares 100 out between the two versions and leaves the weight of any other backend as it is: that one keeps its share through every release, and the canary gets less than the step says. From 0.7 to 0.13 it takes it for one of an experiment that is over, and deletes it from the first rule of an HTTPRoute.',
  remedy: 'take the backend out of the rule, or reckon with its share in the steps',
  source:
    'rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/experiment.go (issues #145, #203; pull request #204); recorded on the plugin 0.15.0: 50 beside 100 and 0 stays a third',
  *check(set, { 'gateway-api-plugin': version }) {
    const deletes = isAtLeast(version, '0.7') && !isAtLeast(version, '0.14');
    for (const { object, router, rollout } of routedBy(set, 'gateway-api')) {
      if (isLive(object)) continue;
      for (const [index, split] of (router.splits?.(object, rollout) ?? []).entries()) {
        const isDeleted = deletes && index === 0 && object.kind === 'HTTPRoute';
        const extras = extrasOf(split);
        const sum = extras.reduce((all, { weight }) => all + weight, 100);
        for (const { path, name, weight } of extras) {
          if (isDeleted) {
            yield {
              object,
              path,
              severity: 'error',
              message: `${pathText(split.path)} sends to "${name}" too: the plugin ${version} takes it for one of an experiment that is over, and deletes it at its first write`,
            };
            continue;
          }
          yield {
            object,
            path,
            message: `${pathText(split.path)} sends to "${name}" too, with the weight ${weight} beside the 100 of the two versions: it keeps ${Math.round((100 * weight) / sum)} % of the requests, and a setWeight of 50 gives the canary ${Math.round(5000 / sum)} %`,
          };
        }
      }
    }
  },
};

// Where only one of the versions is, another rule is about it.
function extrasOf({ shares, omittedWeight }: RouteSplit): { path: RouteSplit['path']; name: string; weight: number }[] {
  const isWhole = (['stable', 'canary'] as const).every((role) => shares.some((share) => share.role === role));
  if (!isWhole) return [];
  return shares.flatMap(({ path, name, role, weight = omittedWeight }) =>
    role === undefined && weight > 0 ? [{ path, name, weight }] : [],
  );
}
