import { at, entriesOf, isThere, textOf, wordOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { ANNOTATION_PREFIX } from '../../traffic/nginx/writer';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** An annotation that the controller writes itself, given in the Rollout. */
export const NGINX_CANARY_ANNOTATION_FIXED: Rule = {
  id: 'nginx-canary-annotation-fixed',
  severity: 'warning',
  what: 'One of the annotations canary, canary-weight and canary-weight-total given in the Rollout.',
  why: 'The controller writes them at each step, over what additionalIngressAnnotations and canaryIngressAnnotations say: the weight that is given there is never in force. A total without maxTrafficWeight is: ingress-nginx counts to it then, and the controller to 100.',
  remedy: 'leave the annotation out; the steps say the weight, maxTrafficWeight says the total',
  source: 'argo-rollouts rollout/trafficrouting/nginx/nginx.go, buildCanaryIngress, in 1.8 to 1.10.2',
  *check(set) {
    for (const { rollout, routing } of releasesOf(set)) {
      const prefix = textOf(at(routing, 'nginx', 'annotationPrefix')) ?? ANNOTATION_PREFIX;
      const own = ['canary', 'canary-weight', 'canary-weight-total'].map((key) => `${prefix}/${key}`);
      for (const field of ['additionalIngressAnnotations', 'canaryIngressAnnotations']) {
        for (const [key, value] of entriesOf(at(routing, 'nginx', field))) {
          const path = routingPath('nginx', field, key);
          const isFull = field === 'canaryIngressAnnotations' || key.startsWith(prefix);
          const full = isFull ? key : `${prefix}/${key}`;
          if (!own.includes(full)) continue;
          // The controller writes a total only where it is given one.
          if (full.endsWith('-total') && !isThere(at(routing, 'maxTrafficWeight'))) {
            // Up to 100 it counts to 100 all the same (ingress-nginx rootfs/etc/nginx/lua/balancer.lua).
            if (Number(value) <= 100) continue;
            yield {
              object: rollout,
              path,
              message: `${key} in ${field} is ${wordOf(value)}, and the controller counts to 100: setWeight 100 gives the canary 100 of ${wordOf(value)}`,
              remedy: 'write maxTrafficWeight in its place, so that steps and pods count to the same total',
            };
            continue;
          }
          yield {
            object: rollout,
            path,
            message: `${key} in ${field} has no effect: the controller writes its own`,
            fix: { description: `remove ${key}`, edits: [{ remove: path }] },
          };
        }
      }
    }
  },
};
