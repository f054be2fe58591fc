import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, isThere } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import type { ReleaseService } from '../../release/release-services';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { SERVICE_FIELDS, SERVICE_PAIRS } from '../service-names';
import { BLUE_GREEN } from '../strategy-paths';

/** A Service in two roles, or of two Rollouts, or an empty name for both roles. */
export const SERVICES_IDENTICAL: Rule = {
  id: 'services-identical',
  severity: 'error',
  what: 'One Service in both roles of a Rollout, or in roles of two Rollouts, or an empty name for both.',
  why: 'The controller needs a Service of its own for each version. It refuses the Rollout as InvalidSpec; of two Rollouts with one Service the second gets no pods.',
  remedy: 'give each role of each Rollout a Service of its own',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go (DuplicatedServices…, DuplicatedPingPong…) and validation_references.go (managed by another Rollout)',
  *check(set) {
    for (const release of releasesOf(set)) {
      for (const [one, other] of SERVICE_PAIRS) yield* samePair(release, one, other);
      yield* noPair(release);
      yield* ofAnother(release);
    }
    yield* shared(set);
  },
};

function* samePair({ rollout, services }: Release, one: string, other: string): Iterable<Problem> {
  const first = services.find(({ role }) => role === one);
  const second = services.find(({ role }) => role === other);
  if (first === undefined || second === undefined || first.name !== second.name) return;
  yield {
    object: rollout,
    path: second.path,
    message: `${SERVICE_FIELDS[first.role]} and ${SERVICE_FIELDS[second.role]} are both "${second.name}"`,
  };
}

// The CRD takes an empty name, and two of them are one Service.
function* noPair({ rollout, blueGreen }: Release): Iterable<Problem> {
  const [active, preview] = [at(blueGreen, 'activeService'), at(blueGreen, 'previewService')];
  if (active !== '' || (isThere(preview) && preview !== '')) return;
  const path = [...BLUE_GREEN, 'activeService'];
  yield { object: rollout, path, message: 'activeService and previewService are both empty' };
}

// The controller writes this annotation, and goes by it before it looks at a Service.
function* ofAnother({ rollout, services }: Release): Iterable<Problem> {
  for (const { object, role } of services) {
    const owner = at(object?.metadata.annotations, MANAGED_BY);
    if (object === undefined || role === 'root' || !isThere(owner) || owner === rollout.metadata.name) continue;
    yield {
      object,
      path: ['metadata', 'annotations', MANAGED_BY],
      message: `Service "${object.metadata.name}", the ${SERVICE_FIELDS[role]} of the Rollout "${rollout.metadata.name}", says that it is managed by the Rollout ${quote(owner)}`,
      remedy: `leave ${MANAGED_BY} to the controller, and give each Rollout a Service of its own`,
    };
  }
}

const MANAGED_BY = 'argo-rollouts.argoproj.io/managed-by-rollouts';

interface Use {
  readonly rollout: ManifestObject;
  readonly service: ReleaseService;
}

function* shared(set: ManifestSet): Iterable<Problem> {
  const first = new Map<ManifestObject, Use>();
  for (const { rollout, services } of releasesOf(set)) {
    for (const service of services) {
      if (service.object === undefined || service.role === 'root') continue;
      const before = first.get(service.object);
      if (before === undefined) first.set(service.object, { rollout, service });
      else if (before.rollout.metadata.name !== rollout.metadata.name && maySee(before.rollout, rollout)) {
        yield {
          object: rollout,
          path: service.path,
          message: `${SERVICE_FIELDS[service.role]} is "${service.name}", which is the ${SERVICE_FIELDS[before.service.role]} of the Rollout "${before.rollout.metadata.name}" already`,
          related: [{ object: before.rollout, path: before.service.path, message: 'the other Rollout' }],
        };
      }
    }
  }
}

function maySee({ metadata: one }: ManifestObject, { metadata: other }: ManifestObject): boolean {
  return one.namespace === undefined || other.namespace === undefined || one.namespace === other.namespace;
}
