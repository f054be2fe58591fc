import { pathText } from '../../manifest/manifest-path';
import { at } from '../../manifest/plain';
import { ROUTE_FAILURES } from '../route-failure';
import { routedObjects } from '../routed-objects';
import type { Rule } from '../rule';

/** A route that does not send to one of the two versions. */
export const ROUTE_BACKEND_MISSING: Rule = {
  id: 'route-backend-missing',
  severity: 'error',
  what: 'A route of a Rollout that does not send to its stable or to its canary Service.',
  why: 'The controller changes weights of backends that are there and adds none: it refuses the Rollout, or starts the pods and never gets further, and a live release stops where it is, so that neither abort nor the end of a pause has an effect.',
  remedy: 'let the route send to both, the stable version with the weight 100 and the canary with 0',
  source:
    'argo-rollouts rollout/trafficrouting and utils/ingress; rollouts-plugin-trafficrouter-gatewayapi pkg/plugin; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const { router, object, rollout, release } of routedObjects(set)) {
      // Its backends were called otherwise, and the version is said to be gone.
      if (object.apiVersion === 'networking.k8s.io/v1beta1') continue;
      for (const { path, name, role, beside, failure } of router.lacks?.(object, rollout) ?? []) {
        const isRoot = role === 'stable' && name === at(rollout.routing, 'alb', 'rootService');
        const what = isRoot ? 'rootService' : `${role} version`;
        const where = beside === undefined ? '' : ` beside "${beside}"`;
        yield {
          object,
          path,
          message: `${pathText(path)} does not send to "${name}"${where}, the ${what} of the Rollout "${release.rollout.metadata.name}": ${ROUTE_FAILURES[failure]}`,
        };
      }
    }
  },
};
