import { at, isThere, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { isAtLeast } from '../cluster-versions';
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
  *check(set, { 'argo-rollouts': version }) {
    for (const release of releasesOf(set)) {
      if (isThere(at(release.canary, 'pingPong'))) yield* problems(release, version);
    }
  },
};

const PATH = [...CANARY, 'pingPong'];

/** The routers that have it by their keys, each with its name and the first Argo Rollouts that accepts it. */
const ABLE = [
  { key: 'alb', name: 'ALB', since: '0' },
  { key: 'istio', name: 'Istio', since: '1.7' },
  { key: 'plugins', name: 'plugins', since: '1.10' },
];

function* problems({ rollout, canary, routing, routers }: Release, version: string): Iterable<Problem> {
  const keys = routerKeys(routing);
  const names = routers.map(({ facts }) => facts.name).join(', ');
  const able = ABLE.filter(({ since }) => isAtLeast(version, since));
  if (keys.length > 0 && !able.some(({ key }) => keys.includes(key))) {
    yield {
      object: rollout,
      path: PATH,
      message: `in Argo Rollouts ${version} pingPong works with ${able.map(({ name }) => name).join(', ')} only, and the router is ${names}`,
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
