import { at, listOf, numberOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';

/** An experiment that leaves the stable version less than nothing. */
export const EXPERIMENT_WEIGHT_SUM: Rule = {
  id: 'experiment-weight-sum',
  severity: 'error',
  what: 'Templates of an experiment step whose weights and that of the canary are more than 100 together.',
  why: 'The stable version gets what is left: nothing at all with Istio, and less than nothing with the others, which the API server or the load balancer refuses, so that the release does not get further.',
  remedy: 'take weights that are at most 100 together with the setWeight before',
  source: 'argo-rollouts rollout/trafficrouting/istio/istio.go, alb/alb.go, smi/smi.go',
  *check(set) {
    for (const { rollout, steps, routers } of releasesOf(set)) {
      if (!routers.some(({ facts }) => facts.experimentWeight)) continue;
      for (const { value, path, index, weightHere } of steps) {
        const templates = listOf(at(value, 'experiment', 'templates'));
        const sum = templates.reduce<number>((all, template) => all + (numberOf(at(template, 'weight')) ?? 0), 0);
        if (sum === 0 || sum + weightHere <= 100) continue;
        yield {
          object: rollout,
          path: [...path, 'experiment', 'templates'],
          message: `steps[${index}] gives its experiment ${sum} % while the canary has ${weightHere} %: ${sum + weightHere} is more than 100, and the stable version gets nothing`,
        };
      }
    }
  },
};
