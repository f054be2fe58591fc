import { entriesOf, isThere, type Plain } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { KNOWN_PLUGINS } from '../../traffic/known-plugins';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import { misspeltPlugin } from '../misspelt-plugin';
import { routerKeys } from '../router-keys';
import { ROUTING } from '../routing-path';
import type { Rule } from '../rule';

/** A trafficRouting that names no router. */
export const ROUTER_MISSING: Rule = {
  id: 'router-missing',
  severity: 'error',
  what: 'A trafficRouting that names no router.',
  why: 'No weight moves any request: the steps walk through with pods but without traffic, and at the end all of it switches at once. Nothing reports it.',
  remedy: 'name a router in trafficRouting, or take trafficRouting away',
  source:
    'argo-rollouts rollout/trafficrouting.go NewTrafficRoutingReconciler; recorded on 1.10.2: no weights, one switch at the end',
  *check(set) {
    for (const { rollout, routing } of releasesOf(set)) {
      if (!isThere(routing) || routerKeys(routing).length > 0) continue;
      const others = entriesOf(routing).map(([key]) => quote(key));
      yield {
        object: rollout,
        path: ROUTING,
        ...remedyOf(routing),
        message: `trafficRouting names no router${others.length === 0 ? '' : ` (it has ${others.join(', ')})`}: the weights of the steps move no request`,
      };
    }
  },
};

// A plugin stands below `plugins` (issue #4569).
function remedyOf(routing: Plain): Pick<Problem, 'remedy'> {
  const [plugin] = entriesOf(routing).flatMap(([key]) =>
    Object.hasOwn(KNOWN_PLUGINS, key) ? key : (misspeltPlugin(key) ?? []),
  );
  return plugin === undefined ? {} : { remedy: `write it as a plugin: plugins: {${plugin}: …}` };
}
