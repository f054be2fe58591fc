import { at, entriesOf } from '../../manifest/plain';
import { managedRoutesIn } from '../../traffic/route-objects';
import { isAtLeast } from '../cluster-versions';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** An ALB Ingress without any annotation. */
export const ALB_INGRESS_WITHOUT_ANNOTATION: Rule = {
  id: 'alb-ingress-without-annotation',
  severity: 'warning',
  what: 'An Ingress of a Rollout with the ALB and managed routes that has no annotation at all.',
  why: 'Whoever applies it may add one: kubectl apply, Helm and Argo CD do, server-side apply, Flux and kubectl create do not. Without any the controller writes into a map that is not there and panics at each reconcile: no pod is started, there is no event and no condition, and only its log says why.',
  remedy: 'give the Ingress an annotation, such as alb.ingress.kubernetes.io/target-type: ip',
  source:
    'argo-rollouts rollout/trafficrouting/alb/alb.go, RemoveManagedRoutes; SetWeight panicked too up to 1.7 (#3853); recorded on Argo Rollouts 1.10.2',
  *check(set, { 'argo-rollouts': version }) {
    for (const { object, release, path, rollout } of routedBy(set, 'alb')) {
      if (entriesOf(at(object.metadata, 'annotations')).length > 0) continue;
      const hasManaged = managedRoutesIn(rollout.routing).length > 0;
      if (!hasManaged && isAtLeast(version, '1.8')) continue;
      const name = release.rollout.metadata.name;
      // It removes managed routes before there are pods, and moves no weight before there is a stable version.
      const effect =
        hasManaged && isAtLeast(version, '1.8')
          ? `and starts no pod of the Rollout "${name}"`
          : `and the Rollout "${name}" never becomes Healthy`;
      yield {
        object,
        path: ['metadata'],
        message: `the Ingress "${object.metadata.name}" has no annotation: unless whoever applies it adds one, the controller panics at it, ${effect}`,
        related: [{ object: release.rollout, path, message: 'names the Ingress' }],
      };
    }
  },
};
