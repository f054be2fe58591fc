import { at, isThere, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import type { Problem } from '../finding';
import { routerKeys } from '../router-keys';
import { ROUTING } from '../routing-path';
import type { Rule } from '../rule';
import { CANARY } from '../strategy-paths';

/** A pair of ping and pong Services that the router cannot switch between. */
export const PING_PONG_UNSUPPORTED: Rule = {
  id: 'ping-pong-unsupported',
  severity: 'error',
  what: 'A pingPong that the router does not have, or that lacks a name.',
  why: 'The controller refuses it as InvalidSpec. A new Rollout gets no pods; a running one is frozen: it neither scales nor aborts.',
  remedy: 'use pingPong with ALB or Istio, or name stableService and canaryService instead',
  source: 'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutStrategyCanary; recorded on 1.10.2',
  *check(set) {
    for (const release of releasesOf(set)) {
      if (isThere(at(release.canary, 'pingPong'))) yield* problems(release);
    }
  },
};

const PATH = [...CANARY, 'pingPong'];

function* problems({ rollout, canary, routing, routers }: Release): Iterable<Problem> {
  const keys = routerKeys(routing);
  const names = routers.map(({ facts }) => facts.name).join(', ');
  if (keys.length > 0 && !['alb', 'istio', 'plugins'].some((key) => keys.includes(key))) {
    yield {
      object: rollout,
      path: PATH,
      message: `pingPong works with ALB, Istio and plugins only, and the router is ${names}`,
    };
  }
  for (const service of ['pingService', 'pongService']) {
    if (at(canary, 'pingPong', service) !== '') continue;
    yield {
      object: rollout,
      path: [...PATH, service],
      message: `pingPong.${service} is empty, and pingPong needs two Services`,
    };
  }
  if (isThere(at(routing, 'alb')) && textOf(at(routing, 'alb', 'rootService')) === undefined) {
    yield {
      object: rollout,
      path: [...ROUTING, 'alb'],
      message:
        'trafficRouting.alb has no rootService, which pingPong needs: the Ingress cannot name a Service whose role changes',
      remedy: 'name the Service of the Ingress as rootService',
    };
  }
}
