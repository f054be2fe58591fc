import { at, isThere, wordOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import type { ReleaseService } from '../../release/release-services';
import type { Problem } from '../finding';
import { routerKeys } from '../router-keys';
import type { Rule } from '../rule';
import { SERVICE_FIELDS } from '../service-names';

/** A Service of a Rollout that has no pods or no address of its own, or sends to pods that are not ready. */
export const SERVICE_TYPE_UNSUITABLE: Rule = {
  id: 'service-type-unsuitable',
  severity: 'warning',
  what: 'A Service of a Rollout that is an ExternalName or headless, or that sends to pods which are not ready.',
  why: 'An ExternalName selects no pods, so the version behind it never changes. Clients of a headless Service keep the addresses of the old pods after the switch, until those pods are gone. With publishNotReadyAddresses requests reach pods of the new version before they can answer.',
  remedy: 'use a plain Service with a selector, and leave publishNotReadyAddresses out',
  source: 'Kubernetes: Service spec.type, spec.clusterIP and spec.publishNotReadyAddresses',
  *check(set) {
    for (const release of releasesOf(set)) {
      for (const service of release.services) yield* problems(release, service);
    }
  },
};

function* problems({ routing }: Release, { object, role }: ReleaseService): Iterable<Problem> {
  // No requests go to the pods of a root Service as such.
  if (object === undefined || role === 'root') return;
  const name = `Service "${object.metadata.name}" (${SERVICE_FIELDS[role]})`;
  if (at(object.spec, 'type') === 'ExternalName') {
    yield {
      object,
      path: ['spec', 'type'],
      severity: 'error',
      message: `${name} is an ExternalName${isThere(at(object.spec, 'externalName')) ? ` of ${wordOf(at(object.spec, 'externalName'))}` : ''}, which selects no pods`,
    };
  }
  // A router watches the pods of a Service itself.
  if (at(object.spec, 'clusterIP') === 'None' && routerKeys(routing).length === 0) {
    yield {
      object,
      path: ['spec', 'clusterIP'],
      message: `${name} is headless, so clients that know the addresses of its pods do not follow when it is switched to another version`,
      remedy: 'leave clusterIP out, or let the clients ask for the addresses anew at each connection',
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
