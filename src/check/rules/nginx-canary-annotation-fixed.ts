import { at, entriesOf, isThere, textOf, wordOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { ANNOTATION_PREFIX } from '../../traffic/nginx/writer';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** An annotation that the controller writes itself, given in the Rollout. */
export const NGINX_CANARY_ANNOTATION_FIXED: Rule = {
  id: 'nginx-canary-annotation-fixed',
  severity: 'error',
  what: 'One of the annotations canary, canary-weight and canary-weight-total given in the Rollout.',
  why: 'The controller writes them at each step. In canaryIngressAnnotations they win over what it writes, so that the canary keeps one share from the first step to the end and after it; in additionalIngressAnnotations they have no effect, other than a total without maxTrafficWeight: ingress-nginx counts to it then, and the controller to 100.',
  remedy: 'leave the annotation out; the steps say the weight, maxTrafficWeight says the total',
  source: 'argo-rollouts rollout/trafficrouting/nginx/nginx.go',
  *check(set) {
    for (const { rollout, routing } of releasesOf(set)) {
      const prefix = textOf(at(routing, 'nginx', 'annotationPrefix')) ?? ANNOTATION_PREFIX;
      const own = ['canary', 'canary-weight', 'canary-weight-total'].map((key) => `${prefix}/${key}`);
      for (const [key, value] of entriesOf(at(routing, 'nginx', 'canaryIngressAnnotations'))) {
        if (!own.includes(key) || typeof value !== 'string') continue;
        yield {
          object: rollout,
          path: routingPath('nginx', 'canaryIngressAnnotations', key),
          message: `${key} "${value}" in canaryIngressAnnotations wins over what the controller writes: no step changes it`,
        };
      }
      for (const [key, value] of entriesOf(at(routing, 'nginx', 'additionalIngressAnnotations'))) {
        const path = routingPath('nginx', 'additionalIngressAnnotations', key);
        const full = key.startsWith(prefix) ? key : `${prefix}/${key}`;
        if (!own.includes(full)) continue;
        // The controller writes a total only where it is given one.
        if (full.endsWith('-total') && !isThere(at(routing, 'maxTrafficWeight'))) {
          if (Number(value) === 100) continue;
          yield {
            object: rollout,
            path,
            severity: 'warning',
            message: `${key} in additionalIngressAnnotations is ${wordOf(value)}, and the controller counts to 100: setWeight 100 gives the canary 100 of ${wordOf(value)}`,
            remedy: 'write maxTrafficWeight in its place, so that steps and pods count to the same total',
          };
          continue;
        }
        yield {
          object: rollout,
          path,
          severity: 'warning',
          message: `${key} in additionalIngressAnnotations has no effect: the controller writes its own`,
          fix: { description: `remove ${key}`, edits: [{ remove: path }] },
        };
      }
    }
  },
};
