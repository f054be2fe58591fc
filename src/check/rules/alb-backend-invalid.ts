import { pathText } from '../../manifest/manifest-path';
import { at, numberOf, type Plain, textOf } from '../../manifest/plain';
import { actionServiceOf, USE_ANNOTATION } from '../../traffic/alb/writer';
import { ingressPaths } from '../ingress-paths';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A path of an ALB Ingress that does not use the annotation of the controller. */
export const ALB_BACKEND_INVALID: Rule = {
  id: 'alb-backend-invalid',
  severity: 'error',
  what: 'A path of an ALB Ingress to the stable or root Service whose port is not named use-annotation.',
  why: 'The controller writes the weights into an annotation, which the load balancer reads for paths with that port only. With any other port all requests go to the Service of the path: the canary gets none of them, and nothing says so.',
  remedy: 'write port: {name: use-annotation}',
  source:
    'argo-rollouts rollout/trafficrouting/alb/alb.go; aws-load-balancer-controller docs/guide/ingress/annotations.md, actions',
  *check(set) {
    for (const { object, rollout } of routedBy(set, 'alb')) {
      const service = actionServiceOf(rollout);
      const paths = ingressPaths(object).filter(({ service: name }) => name === service);
      const isAny = paths.some(({ value }) => portOf(value) === USE_ANNOTATION);
      for (const { path, value } of paths) {
        const given = portOf(value);
        if (given === USE_ANNOTATION) continue;
        const place = [...path, 'backend', 'service', 'port'];
        yield {
          object,
          path: place,
          // Beside one that is shared out it may be meant, for the probes of a monitor say.
          severity: isAny ? 'warning' : 'error',
          message: `${pathText(path)} sends to "${service}" at ${given === undefined ? 'no port' : `the port ${given}`}, not at ${USE_ANNOTATION}: the weights are not asked, and the canary gets none of its requests`,
          fix: {
            description: `set the port to ${USE_ANNOTATION}`,
            edits: [{ set: place, value: { name: USE_ANNOTATION } }],
          },
        };
      }
    }
  },
};

function portOf(path: Plain): number | string | undefined {
  const port = at(path, 'backend', 'service', 'port');
  return numberOf(at(port, 'number')) ?? textOf(at(port, 'name'));
}
