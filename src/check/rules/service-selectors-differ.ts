import { at, entriesOf, type Plain, wordOf } from '../../manifest/plain';
import { releasesOf, serviceIn } from '../../release/release';
import type { Rule } from '../rule';
import { HASH_LABEL, SERVICE_PAIRS } from '../service-names';

/** Two Services of a Rollout that select by different labels. */
export const SERVICE_SELECTORS_DIFFER: Rule = {
  id: 'service-selectors-differ',
  severity: 'warning',
  what: 'The two Services of a Rollout select by different labels.',
  why: 'Both have to select the same pods before the controller adds its own label to each. Labels that differ leave one of the two without pods when the labels of the pods change.',
  remedy: 'give both Services the same selector',
  source: 'argo-rollouts rollout/service.go switchServiceSelector',
  *check(set) {
    for (const release of releasesOf(set)) {
      for (const [one, other] of SERVICE_PAIRS) {
        const [first, second] = [serviceIn(release, one)?.object, serviceIn(release, other)?.object];
        if (first === undefined || second === undefined || first === second) continue;
        const [left, right] = [labelsOf(at(first.spec, 'selector')), labelsOf(at(second.spec, 'selector'))];
        // One without a selector gets the label of the controller alone, and that is enough.
        if (left === right || left === '' || right === '') continue;
        yield {
          object: second,
          path: ['spec', 'selector'],
          message: `the ${other} Service "${second.metadata.name}" selects ${right}, and the ${one} Service "${first.metadata.name}" selects ${left}`,
          related: [{ object: first, path: ['spec', 'selector'], message: `the ${one} Service` }],
        };
      }
    }
  },
};

function labelsOf(selector: Plain): string {
  return entriesOf(selector)
    .filter(([key]) => key !== HASH_LABEL)
    .map(([key, value]) => `${key}=${wordOf(value)}`)
    .sort()
    .join(',');
}
