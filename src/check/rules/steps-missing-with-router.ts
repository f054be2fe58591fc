import { at } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { routerKeys } from '../router-keys';
import { ROUTING } from '../routing-path';
import type { Rule } from '../rule';
import { CANARY } from '../strategy-paths';

/** A router without any step that would use it. */
export const STEPS_MISSING_WITH_ROUTER: Rule = {
  id: 'steps-missing-with-router',
  severity: 'warning',
  what: 'A canary strategy with a router and without steps.',
  why: 'It is no rolling update: all the new pods are started beside the old ones without a request, and then everything switches at once.',
  remedy:
    'give it steps, such as setWeight and pause in turn; without any, blueGreen is the strategy that says what it does',
  source:
    'argo-rollouts rollout/trafficrouting.go, rollout/sync.go; recorded: the weight never leaves 0, then one switch by the Service',
  *check(set) {
    for (const { rollout, canary, routing, steps } of releasesOf(set)) {
      if (routerKeys(routing).length === 0 || steps.length > 0) continue;
      yield {
        object: rollout,
        path: Array.isArray(at(canary, 'steps')) ? [...CANARY, 'steps'] : ROUTING,
        message:
          'the strategy has a router and no steps: all requests go to the new version at once, as soon as its pods are there',
      };
    }
  },
};
