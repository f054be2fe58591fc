import { at, isThere } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** Istio with one VirtualService and a list of them, or none. */
export const VIRTUAL_SERVICE_ONE_OR_MANY: Rule = {
  id: 'virtual-service-one-or-many',
  severity: 'error',
  what: 'A Rollout with Istio that names a virtualService and virtualServices, or neither.',
  why: 'The controller reports InvalidSpec: on the first deployment no pod is started, and a live rollout is frozen.',
  remedy: 'name the VirtualService in one of the two fields',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation_references.go, ValidateRolloutVirtualServicesConfig; rollout/controller.go remarshalRollout drops empty lists',
  *check(set) {
    for (const { rollout, routing } of releasesOf(set)) {
      const istio = at(routing, 'istio');
      if (!isThere(istio)) continue;
      const hasOne = isThere(at(istio, 'virtualService'));
      const several = at(istio, 'virtualServices');
      // An empty list is none: the controller reads the Rollout as it would write it.
      const hasMany = isThere(several) && !(Array.isArray(several) && several.length === 0);
      if (hasOne && hasMany) {
        yield {
          object: rollout,
          path: routingPath('istio', 'virtualService'),
          message:
            'istio has virtualService and virtualServices, of which it takes one: the controller reports InvalidSpec and starts no pod',
          related: [{ object: rollout, path: routingPath('istio', 'virtualServices'), message: 'the list beside it' }],
        };
      } else if (!hasOne && !hasMany) {
        yield {
          object: rollout,
          path: routingPath('istio'),
          message: 'istio names no VirtualService: the controller reports InvalidSpec and starts no pod',
        };
      }
    }
  },
};
