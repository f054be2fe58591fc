import { at, numberOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { RouterModel } from '../../traffic/router-model';
import { hasPlugin, routerKeys } from '../router-keys';
import { ROUTING } from '../routing-path';
import type { Rule } from '../rule';

/** A greatest weight that the router does not know. */
export const MAX_TRAFFIC_WEIGHT_UNSUPPORTED: Rule = {
  id: 'max-traffic-weight-unsupported',
  severity: 'error',
  what: 'A maxTrafficWeight with a router that counts in per cent.',
  why: 'The controller refuses it as InvalidSpec unless NGINX or a plugin is there too. A router that does not know it gives the stable version 100 minus the weight: far too much traffic for the canary, and from 100 on a weight below 0, which is refused, so that the release never ends.',
  remedy: 'take maxTrafficWeight away and write the weights in per cent',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutStrategyCanary, rollout/trafficrouting of each router; ingress-nginx rootfs/etc/nginx/lua/balancer.lua',
  *check(set) {
    for (const { rollout, routing, routers } of releasesOf(set)) {
      const most = numberOf(at(routing, 'maxTrafficWeight'));
      if (most === undefined) continue;
      const keys = routerKeys(routing);
      const path = [...ROUTING, 'maxTrafficWeight'];
      if (!keys.includes('nginx') && !keys.includes('plugins')) {
        const names = routers.map(({ facts }) => facts.name).join(', ');
        const message = `maxTrafficWeight works with NGINX and plugins only, and the router is ${names === '' ? 'none' : names}`;
        yield { object: rollout, path, message };
      } else if (most !== 100) {
        if (most < 100 && most > 0 && keys.includes('nginx')) {
          yield {
            object: rollout,
            path,
            severity: 'warning',
            message: `maxTrafficWeight is ${most}, and ingress-nginx counts to 100 unless it is more: a setWeight of ${most} gives the canary ${most} % of the requests and all of the pods`,
          };
        }
        for (const { facts } of routers.filter(countsInPerCent)) {
          yield {
            object: rollout,
            path,
            message: `maxTrafficWeight is ${most}, and ${facts.name} gives the stable version 100 minus the weight all the same`,
          };
        }
      }
    }
  },
};

// The known plugins have a rule of their own, and of the others nothing can be said.
function countsInPerCent(router: RouterModel): boolean {
  return !router.facts.maxTrafficWeight && router.isOpaque !== true && !hasPlugin(router);
}
