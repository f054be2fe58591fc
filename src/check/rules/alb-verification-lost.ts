import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { routerKeys } from '../router-keys';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** A load balancer whose verified weights are overwritten by a router after it. */
export const ALB_VERIFICATION_LOST: Rule = {
  id: 'alb-verification-lost',
  severity: 'info',
  what: 'An ALB together with a router that the controller comes to after it.',
  why: 'With --aws-verify-target-group a release waits until the load balancer has each weight. The routers are asked one after the other, and the answer of the last one counts: those after the ALB have nothing to say or say yes, so that no release waits. And an error of AWS keeps the routers after it from getting their weight at all.',
  remedy: 'beside the ALB take Istio or NGINX, which come before it, or let a pause follow each weight',
  source:
    'argo-rollouts rollout/trafficrouting.go reconcileTrafficRouting: each router sets newStatus.canary.weights.verified; NewTrafficRoutingReconciler has the order',
  *check(set) {
    const isOn = set.derive(verifiesTargets);
    for (const { rollout, routing } of releasesOf(set)) {
      const keys = routerKeys(routing);
      const after = AFTER_ALB.filter((key) => keys.includes(key));
      const last = after.at(-1);
      if (last === undefined || !keys.includes('alb')) continue;
      yield {
        object: rollout,
        path: routingPath(last),
        severity: isOn ? 'warning' : 'info',
        message: `what ${last} says of its weights overwrites what alb says: ${
          isOn
            ? 'the controller runs with --aws-verify-target-group, and no step waits for the load balancer'
            : 'with --aws-verify-target-group no step would wait for the load balancer'
        }`,
        related: [{ object: rollout, path: routingPath('alb'), message: 'comes before it' }],
      };
    }
  },
};

// In the order of the controller; Istio and NGINX come before the ALB.
const AFTER_ALB = ['smi', 'ambassador', 'appMesh', 'traefik', 'apisix', 'plugins'];
const FLAG = /^--(aws-verify-target-group|alb-verify-weight)(=true)?$/;

function verifiesTargets(set: ManifestSet): boolean {
  return set
    .ofKind('Deployment', 'apps')
    .flatMap(({ spec }) => listOf(at(spec, 'template', 'spec', 'containers')))
    .flatMap((container) => [...listOf(at(container, 'args')), ...listOf(at(container, 'command'))])
    .some((word) => FLAG.test(textOf(word) ?? ''));
}
