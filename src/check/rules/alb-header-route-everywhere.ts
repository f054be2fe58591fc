import { at, listOf, textOf } from '../../manifest/plain';
import { actionServiceOf, USE_ANNOTATION } from '../../traffic/alb/writer';
import { managedRoutesIn } from '../../traffic/route-objects';
import { ingressPaths } from '../ingress-paths';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A header route of the ALB in an Ingress that has paths to other Services too. */
export const ALB_HEADER_ROUTE_EVERYWHERE: Rule = {
  id: 'alb-header-route-everywhere',
  severity: 'warning',
  what: 'A step setHeaderRoute with the ALB, whose Ingress has paths to other Services than that of the Rollout.',
  why: 'The controller puts the path /* of the header route before all others, into every rule of the Ingress: whoever sends the header gets the canary at every host and path, also at those of other applications. Nothing reports it.',
  remedy: 'put the other paths into an Ingress of their own; with the same group.name both share a load balancer',
  source: 'argo-rollouts rollout/trafficrouting/alb/alb.go and utils/ingress (pull request #3727, open)',
  *check(set) {
    for (const { object, release, rollout } of routedBy(set, 'alb')) {
      const step = release.steps.find(({ value }) => listOf(at(value, 'setHeaderRoute', 'match')).length > 0);
      if (step === undefined) continue;
      const own = [actionServiceOf(rollout), ...managedRoutesIn(rollout.routing)];
      // What asks an annotation is no Service, but a redirect or the like.
      const others = ingressPaths(object).filter(
        ({ service, value }) =>
          service !== undefined &&
          !own.includes(service) &&
          at(value, 'backend', 'service', 'port', 'name') !== USE_ANNOTATION,
      );
      const [first, ...more] = others;
      if (first === undefined) continue;
      const name = textOf(at(step.value, 'setHeaderRoute', 'name')) ?? '';
      yield {
        object,
        path: first.path,
        message:
          `requests to ${first.place} (to "${first.service}")${andMore(more.length)} with the header of ` +
          `"${name}" go to the canary of the Rollout "${release.rollout.metadata.name}" too, once steps[${step.index}] has put /* before all paths of the Ingress`,
        related: [
          { object: release.rollout, path: [...step.path, 'setHeaderRoute'], message: 'sets the header route' },
        ],
      };
    }
  },
};

function andMore(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' and one path more' : ` and ${count} paths more`;
}
