import { at, entriesOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { ANNOTATION_PREFIX } from '../../traffic/nginx/writer';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** An annotation that the controller writes itself, given in the Rollout. */
export const NGINX_CANARY_ANNOTATION_FIXED: Rule = {
  id: 'nginx-canary-annotation-fixed',
  severity: 'error',
  what: 'One of the annotations canary, canary-weight and canary-weight-total given in the Rollout.',
  why: 'The controller writes them at each step. In canaryIngressAnnotations they win over what it writes, so that the canary keeps one share from the first step to the end and after it; in additionalIngressAnnotations they have no effect.',
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
      for (const [key] of entriesOf(at(routing, 'nginx', 'additionalIngressAnnotations'))) {
        const path = routingPath('nginx', 'additionalIngressAnnotations', key);
        if (!own.includes(key.startsWith(prefix) ? key : `${prefix}/${key}`)) continue;
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
