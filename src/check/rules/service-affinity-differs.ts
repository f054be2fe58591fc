import { at } from '../../manifest/plain';
import { releasesOf, serviceIn } from '../../release/release';
import type { Rule } from '../rule';

/** Two Services of which one alone keeps clients at a pod. */
export const SERVICE_AFFINITY_DIFFERS: Rule = {
  id: 'service-affinity-differs',
  severity: 'warning',
  what: 'One of the two Services of a Rollout has session affinity, the other has not.',
  why: 'Clients behave differently at the new version than at the old one, and a gate compares what cannot be compared.',
  remedy: 'set sessionAffinity of both Services to the same value',
  source: 'Kubernetes: Service spec.sessionAffinity',
  *check(set) {
    for (const release of releasesOf(set)) {
      const [stable, canary] = [serviceIn(release, 'stable')?.object, serviceIn(release, 'canary')?.object];
      if (stable === undefined || canary === undefined) continue;
      const [left, right] = [stable, canary].map(({ spec }) => at(spec, 'sessionAffinity') ?? 'None');
      if (left === right) continue;
      yield {
        object: canary,
        path: ['spec', 'sessionAffinity'],
        message: `sessionAffinity of the canary Service "${canary.metadata.name}" is ${right}, and that of the stable Service "${stable.metadata.name}" is ${left}`,
        related: [{ object: stable, path: ['spec', 'sessionAffinity'], message: 'the stable Service' }],
      };
    }
  },
};
