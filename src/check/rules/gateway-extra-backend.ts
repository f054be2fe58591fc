import { pathText } from '../../manifest/manifest-path';
import type { RouteSplit } from '../../traffic/router-model';
import { isLive } from '../live-object';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A third backend beside the two versions in a route of the Gateway API plugin. */
export const GATEWAY_EXTRA_BACKEND: Rule = {
  id: 'gateway-extra-backend',
  severity: 'warning',
  what: 'A rule of a route that the Gateway API plugin moves, with a backend beside the stable and the canary Service.',
  why: 'The plugin shares 100 out between the two versions and leaves the weight of any other backend as it is: that one keeps its share through every release, and the canary gets less than the step says.',
  remedy: 'take the backend out of the rule, or reckon with its share in the steps',
  source:
    'rollouts-plugin-trafficrouter-gatewayapi pkg/plugin (issue #203); recorded on the plugin 0.15.0: 50 beside 100 and 0 stays a third',
  *check(set) {
    for (const { object, router, rollout } of routedBy(set, 'gateway-api')) {
      if (isLive(object)) continue;
      for (const split of router.splits?.(object, rollout) ?? []) {
        const extras = extrasOf(split);
        const sum = extras.reduce((all, { weight }) => all + weight, 100);
        for (const { path, name, weight } of extras) {
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
