import { at, wordOf } from '../../manifest/plain';
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
      for (const [one, other] of PAIRS) {
        const [first, second] = [serviceIn(release, one)?.object, serviceIn(release, other)?.object];
        if (first === undefined || second === undefined) continue;
        const [left, right] = [first, second].map(({ spec }) => wordOf(at(spec, 'sessionAffinity') ?? 'None'));
        if (left === right) continue;
        yield {
          object: second,
          path: ['spec', 'sessionAffinity'],
          message: `sessionAffinity of the ${other} Service "${second.metadata.name}" is ${right}, and that of the ${one} Service "${first.metadata.name}" is ${left}`,
          related: [{ object: first, path: ['spec', 'sessionAffinity'], message: `the ${one} Service` }],
        };
      }
    }
  },
};

// A preview is for testers, who may be kept at a pod or not.
const PAIRS = [
  ['stable', 'canary'],
  ['ping', 'pong'],
] as const;
