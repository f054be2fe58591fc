import { at, isThere, listOf, type Plain, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** A router of Ingresses that is given one and several of them, or none. */
export const INGRESS_ONE_OR_MANY: Rule = {
  id: 'ingress-one-or-many',
  severity: 'error',
  what: 'A Rollout with NGINX or the ALB that names one Ingress and a list of them, or none.',
  why: 'The controller reports InvalidSpec: on the first deployment no pod is started, and a live rollout is frozen. An empty list is none to it.',
  remedy: 'name the Ingress in one of the two fields',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation_references.go, ValidateRolloutNginxIngressesConfig and ValidateRolloutAlbIngressesConfig; rollout/controller.go remarshalRollout drops empty lists',
  *check(set) {
    for (const { rollout, routing } of releasesOf(set)) {
      for (const [router, one, many] of FIELDS) {
        const value = at(routing, router);
        if (!isThere(value)) continue;
        const hasOne = textOf(at(value, one)) !== undefined;
        const hasMany = isThere(at(value, many)) && namesIn(at(value, many)) > 0;
        if (hasOne && hasMany) {
          yield {
            object: rollout,
            path: routingPath(router, one),
            message: `${router} has ${one} and ${many}, of which it takes one: the controller reports InvalidSpec and starts no pod`,
            related: [{ object: rollout, path: routingPath(router, many), message: `the list beside ${one}` }],
            fix: isRepeated(value, one, many)
              ? { description: `remove ${one}`, edits: [{ remove: routingPath(router, one) }] }
              : undefined,
          };
        } else if (!hasOne && !hasMany) {
          yield {
            object: rollout,
            path: routingPath(router, ...(isThere(at(value, many)) ? [many] : [])),
            message: `${isThere(at(value, many)) ? `${many} is empty, and ` : ''}${router} has neither ${one} nor ${many}: the controller reports InvalidSpec and starts no pod`,
          };
        }
      }
    }
  },
};

const FIELDS = [
  ['nginx', 'stableIngress', 'stableIngresses'],
  ['alb', 'ingress', 'ingresses'],
] as const;

// What is no list is another mistake.
function namesIn(many: Plain): number {
  return Array.isArray(many) ? many.length : 1;
}

function isRepeated(value: Plain, one: string, many: string): boolean {
  return listOf(at(value, many)).includes(at(value, one));
}
