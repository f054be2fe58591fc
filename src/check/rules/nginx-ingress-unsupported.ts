import { pathText } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, isThere, listOf, textOf } from '../../manifest/plain';
import { ANNOTATION_PREFIX } from '../../traffic/nginx/writer';
import { ingressPaths } from '../ingress-paths';
import { routedBy } from '../routed-objects';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';
import { startedPrograms } from '../started-programs';

/** An Ingress that the controller cannot copy for the canary. */
export const NGINX_INGRESS_UNSUPPORTED: Rule = {
  id: 'nginx-ingress-unsupported',
  severity: 'error',
  what: 'A stable Ingress of which the controller cannot make one for the canary that ingress-nginx understands.',
  why: 'The controller asks each rule for its paths and each path for its Service, and panics where there is none: no pod is started, or those of the first deployment are and it never completes, and only its log says why. With another annotation prefix than that of ingress-nginx the canary gets no requests.',
  remedy: 'put the rule into another Ingress, or give both controllers the same annotation prefix',
  source:
    'argo-rollouts rollout/trafficrouting/nginx/nginx.go, buildCanaryIngress, and utils/ingress/ingress.go, HasRuleWithService',
  *check(set) {
    for (const { release, object, path: named, rollout } of routedBy(set, 'nginx')) {
      const related = [{ object: release.rollout, path: named, message: 'names the Ingress' }];
      for (const [index, rule] of listOf(at(object.spec, 'rules')).entries()) {
        if (isThere(at(rule, 'http'))) continue;
        const path = ['spec', 'rules', index];
        yield {
          object,
          path,
          message: `${pathText(path)} has no http: the controller panics at its first weight, ${EFFECT}`,
          related,
        };
      }
      for (const { path, service } of ingressPaths(object)) {
        if (service !== undefined) continue;
        const message = `${pathText(path)} sends to no Service: the controller panics at it, ${EFFECT}`;
        yield { object, path: [...path, 'backend'], message, related };
      }
      const prefix = textOf(at(rollout.routing, 'nginx', 'annotationPrefix'));
      const flags = set.derive(prefixesOfNginx);
      const [flag] = flags;
      if (flag === undefined || flags.includes(prefix ?? ANNOTATION_PREFIX)) continue;
      yield {
        object: release.rollout,
        path: routingPath('nginx', ...(prefix === undefined ? [] : ['annotationPrefix'])),
        message: `annotationPrefix is ${prefix ?? ANNOTATION_PREFIX}, and ingress-nginx runs with --annotations-prefix=${flag}: it does not read the weights`,
      };
    }
  },
};

const EFFECT = 'the rollout never becomes Healthy, and only the log says why';

// Other controllers of Ingresses have a flag of this name too.
function prefixesOfNginx(set: ManifestSet): readonly string[] {
  return startedPrograms(set)
    .filter(({ image }) => image.includes('nginx'))
    .flatMap(({ flags }) => flags.get('annotations-prefix') ?? []);
}
