import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { SERVICE_FIELDS } from '../service-names';

/** A Service that a Rollout names and that is not there. */
export const SERVICE_MISSING: Rule = {
  id: 'service-missing',
  severity: 'warning',
  what: 'A Service that the Rollout names is not among these files.',
  why: 'The controller refuses the Rollout as InvalidSpec: a new one gets no pods, and a running one is frozen and does not even abort. A rootService it does not look for: there the requests find nothing, and nobody tells.',
  remedy: 'add the Service, correct its name or its namespace, or check its file together with this one',
  source: 'argo-rollouts rollout/controller.go getReferencedServices; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const { rollout, services } of releasesOf(set)) {
      for (const { role, name, path, object } of services) {
        if (object !== undefined) continue;
        const { namespace } = rollout.metadata;
        const where = namespace === undefined ? '' : ` in the namespace "${namespace}"`;
        yield {
          object: rollout,
          path,
          severity: set.isComplete ? 'error' : 'warning',
          message: `${SERVICE_FIELDS[role]} names the Service "${name}", which ${set.isComplete ? 'does not exist' : 'is not among these files'}${where}`,
          related: set.named('Service', name).map((other) => ({
            object: other,
            path: ['metadata', 'namespace'],
            message: `there is one in the namespace "${other.metadata.namespace}", which the controller does not look at`,
          })),
        };
      }
    }
  },
};
