import { at, entriesOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { ANNOTATION_PREFIX } from '../../traffic/nginx/writer';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** A header or cookie that sends requests to the canary, whatever the weight is. */
export const NGINX_HEADER_PRECEDENCE: Rule = {
  id: 'nginx-header-precedence',
  severity: 'info',
  what: 'A Rollout whose steps set weights, and whose canary is reached by a header or a cookie as well.',
  why: 'The header is asked first by ingress-nginx, then the cookie, and the weight last: who has one of the first two gets the canary at any weight, or never. They hold for as long as there is an Ingress of the canary, so also before the first step and between two releases.',
  remedy: 'reckon with it: a header or cookie that most clients send leaves little for the weight',
  source:
    'ingress-nginx docs/user-guide/nginx-configuration/annotations.md; argo-rollouts rollout/trafficrouting/nginx/nginx.go',
  *check(set) {
    for (const { rollout, routing, steps } of releasesOf(set)) {
      if (!steps.some(({ weight = 0 }) => weight > 0)) continue;
      const prefix = textOf(at(routing, 'nginx', 'annotationPrefix')) ?? ANNOTATION_PREFIX;
      for (const field of ['additionalIngressAnnotations', 'canaryIngressAnnotations']) {
        for (const [key, value] of entriesOf(at(routing, 'nginx', field))) {
          const what = WORDS.get(key.replace(`${prefix}/`, ''));
          if (what === undefined || typeof value !== 'string') continue;
          yield {
            object: rollout,
            path: routingPath('nginx', field, key),
            message: `the ${what} "${value}" decides before the weight does, at every step and between the releases`,
          };
        }
      }
    }
  },
};

const WORDS: ReadonlyMap<string, string> = new Map([
  ['canary-by-header', 'header'],
  ['canary-by-cookie', 'cookie'],
]);
