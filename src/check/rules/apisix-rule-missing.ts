import { at, listOf, textOf } from '../../manifest/plain';
import { ruleNamesOf } from '../../traffic/apisix/writer';
import { routedBy } from '../routed-objects';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** A rule of an ApisixRoute that a Rollout names and that is not in it. */
export const APISIX_RULE_MISSING: Rule = {
  id: 'apisix-rule-missing',
  severity: 'error',
  what: 'A Rollout that names a rule which its ApisixRoute does not have.',
  why: 'The controller finds the rules by their names; where the Rollout lists none, it looks for one that is called like the route. It reports TrafficRoutingError, and the rollout never becomes Healthy.',
  remedy: 'list the names of the rules in trafficRouting.apisix.route.rules',
  source: 'argo-rollouts rollout/trafficrouting/apisix/apisix.go',
  *check(set) {
    for (const { object, release, rollout } of routedBy(set, 'apisix')) {
      const listed = listOf(at(rollout.routing, 'apisix', 'route', 'rules'));
      const names = listOf(at(object.spec, 'http')).map((rule) => textOf(at(rule, 'name')));
      const has = names.map((name) => (name === undefined ? 'one without a name' : `"${name}"`)).join(', ') || 'none';
      for (const name of ruleNamesOf(rollout)) {
        if (names.includes(name)) continue;
        const because = listed.length > 0 ? '' : ', for which it looks as the Rollout lists no rules';
        yield {
          object: release.rollout,
          path: routingPath('apisix', 'route', ...(listed.length > 0 ? ['rules', listed.indexOf(name)] : ['name'])),
          message: `the ApisixRoute "${object.metadata.name}" has no rule "${name}"${because} (it has ${has}): the controller reports TrafficRoutingError, and the rollout never becomes Healthy`,
          related: [{ object, path: ['spec', 'http'], message: 'the rules of the ApisixRoute' }],
        };
      }
    }
  },
};
