import { at, entriesOf, wordOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { HASH_LABEL, SERVICE_FIELDS } from '../service-names';

/** A Service that does not select the pods of its Rollout. */
export const SERVICE_SELECTOR_MISMATCH: Rule = {
  id: 'service-selector-mismatch',
  severity: 'error',
  what: 'A Service of a Rollout that does not select its pods.',
  why: 'The controller refuses the Rollout as InvalidSpec ("has unmatch label"). A new one gets no pods, a running one is frozen. A root Service it does not look at: that one has no pods for whoever goes past the router.',
  remedy: 'let the selector have labels of the pod template only, with the same values',
  source: 'argo-rollouts pkg/apis/rollouts/validation/validation_references.go ValidateService',
  *check(set) {
    for (const { rollout, services, pods } of releasesOf(set)) {
      if (pods === undefined) continue;
      for (const { object, role, name } of services) {
        if (object === undefined) continue;
        for (const [key, value] of entriesOf(at(object.spec, 'selector'))) {
          if (key === HASH_LABEL || pods.labels.get(key) === value) continue;
          const own = pods.labels.get(key);
          const problem: Problem = {
            object,
            // The controller does not look at a root Service, and requests go by its name or its annotation.
            ...(role === 'root' && { severity: 'info' as const, remedy: ROOT_REMEDY }),
            path: ['spec', 'selector', key],
            message:
              `Service "${name}", the ${SERVICE_FIELDS[role]} of the Rollout "${rollout.metadata.name}", selects ${key}=${wordOf(value)}, ` +
              `and its pods have ${own === undefined ? 'no such label' : `${key}=${wordOf(own)}`}`,
            related: [
              { object: pods.object, path: [...pods.path, 'metadata', 'labels'], message: 'the labels of the pods' },
            ],
          };
          yield problem;
        }
      }
    }
  },
};

const ROOT_REMEDY = 'let it select the pods of both versions, or none on purpose';
