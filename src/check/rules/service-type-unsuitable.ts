import { at, isThere, wordOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { SERVICE_FIELDS } from '../service-names';

/** A Service of a Rollout that has no pods of its own, or sends to pods that are not ready. */
export const SERVICE_TYPE_UNSUITABLE: Rule = {
  id: 'service-type-unsuitable',
  severity: 'warning',
  what: 'A Service of a Rollout that is an ExternalName, or that sends to pods which are not ready.',
  why: 'An ExternalName selects no pods, so the version behind it never changes. With publishNotReadyAddresses requests reach pods of the new version before they can answer.',
  remedy: 'use a plain Service with a selector, and leave publishNotReadyAddresses out',
  source: 'Kubernetes: Service spec.type and spec.publishNotReadyAddresses',
  *check(set) {
    for (const { services } of releasesOf(set)) {
      for (const { object, role } of services) {
        if (object === undefined) continue;
        const name = `Service "${object.metadata.name}" (${SERVICE_FIELDS[role]})`;
        if (at(object.spec, 'type') === 'ExternalName') {
          yield {
            object,
            path: ['spec', 'type'],
            severity: 'error',
            message: `${name} is an ExternalName${isThere(at(object.spec, 'externalName')) ? ` of ${wordOf(at(object.spec, 'externalName'))}` : ''}, which selects no pods`,
          };
        }
        if (at(object.spec, 'publishNotReadyAddresses') === true) {
          yield {
            object,
            path: ['spec', 'publishNotReadyAddresses'],
            message: `${name} sends requests to pods that are not ready yet`,
          };
        }
      }
    }
  },
};
