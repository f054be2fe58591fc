import { pathText } from '../../manifest/manifest-path';
import { ingressPaths } from '../ingress-paths';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A path to another Service in a rule of the stable Ingress. */
export const NGINX_FOREIGN_PATH: Rule = {
  id: 'nginx-foreign-path',
  severity: 'info',
  what: 'A rule of a stable Ingress with a path to the stable Service and a path to another one.',
  why: 'The controller copies the whole rule into the Ingress of the canary, the other path too. That does no harm as long as the stable Ingress is the older one. Once that is deleted and made anew, ingress-nginx takes the other Service for one of a canary alone, leaves its path out, and answers it with 404.',
  remedy: 'put the path into another Ingress',
  source:
    'argo-rollouts rollout/trafficrouting/nginx/nginx.go (issue #3541); ingress-nginx internal/ingress/controller/controller.go, createUpstreams and getBackendServers (NoServer)',
  *check(set) {
    for (const { release, object, rollout } of routedBy(set, 'nginx')) {
      const paths = ingressPaths(object);
      const copied = new Set(paths.flatMap(({ rule, service }) => (service === rollout.stableService ? [rule] : [])));
      for (const { path, rule, service, place } of paths) {
        if (!copied.has(rule) || service === undefined || service === rollout.stableService) continue;
        yield {
          object,
          path,
          message: `${pathText(path)} (${place}, to "${service}") is copied into the Ingress of the canary of the Rollout "${release.rollout.metadata.name}": once the Ingress "${object.metadata.name}" is deleted and made anew, ingress-nginx answers that path with 404`,
        };
      }
    }
  },
};
