import { at, listOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { RouterModel } from '../../traffic/router-model';
import type { Rule } from '../rule';

/** A header route with several matches, which routers read differently. */
export const HEADER_MATCH_MANY: Rule = {
  id: 'header-match-many',
  severity: 'info',
  what: 'A step setHeaderRoute with more than one match.',
  why: 'Istio sends a request to the canary when one of them fits, the Gateway API and APISIX when all of them do, and the ALB when all headers fit, with any of the values that are given for the same one.',
  remedy: 'make sure that this is what is meant; for alternatives with the Gateway API take a regular expression',
  source:
    'argo-rollouts rollout/trafficrouting/istio/istio.go, alb/alb.go, apisix/apisix.go; rollouts-plugin-trafficrouter-gatewayapi pkg/plugin',
  *check(set) {
    for (const { rollout, steps, routers } of releasesOf(set)) {
      const able = routers.filter(({ facts }) => facts.setHeaderRoute);
      const ways = new Set(able.map(wayOf));
      if (able.length === 0) continue;
      for (const { value, path, index } of steps) {
        const matches = listOf(at(value, 'setHeaderRoute', 'match'));
        const place = { object: rollout, path: [...path, 'setHeaderRoute', 'match'] };
        const names = matches.map((match) => textOf(at(match, 'headerName')));
        const once = able.find(({ facts }) => facts.headerOncePerRoute);
        const twice = names.find((name, other) => name !== undefined && names.indexOf(name) !== other);
        if (once !== undefined && twice !== undefined) {
          yield {
            ...place,
            severity: 'error',
            message: `steps[${index}] asks for the header "${twice}" twice, and a rule of the ${once.facts.name} has each header once: the API server refuses it, and the release stays at this step`,
          };
        } else if (matches.length > 1) {
          yield {
            ...place,
            severity: ways.size > 1 ? 'warning' : 'info',
            message: `steps[${index}] has ${matches.length} matches: ${able.map((router) => `with ${router.facts.name} ${EFFECTS[wayOf(router)]}`).join(', ')}`,
          };
        }
      }
    }
  },
};

type Way = 'one' | 'all' | 'headers';

const EFFECTS: Readonly<Record<Way, string>> = {
  one: 'one of them has to fit',
  all: 'all of them have to fit',
  headers: 'all headers have to fit, with any of the values given for the same one',
};

function wayOf({ folder }: RouterModel): Way {
  if (folder === 'istio') return 'one';
  return folder === 'alb' ? 'headers' : 'all';
}
