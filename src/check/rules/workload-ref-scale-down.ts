import type { ManifestObject } from '../../manifest/manifest';
import { groupOf } from '../../manifest/manifest';
import { at, isThere, numberOf, type Plain } from '../../manifest/plain';
import { type Delivery, deliveriesOf } from '../../release/delivery';
import { type Release, releasesOf } from '../../release/release';
import { workloadOf } from '../../release/release-pods';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import { entriesFor } from '../ignored-differences';
import { isLive } from '../live-object';
import type { Rule } from '../rule';

/** A workload that keeps its pods beside those of the Rollout. */
export const WORKLOAD_REF_SCALE_DOWN: Rule = {
  id: 'workload-ref-scale-down',
  severity: 'warning',
  what: 'A workloadRef that leaves the pods of the Deployment running beside those of the Rollout.',
  why: 'Twice the pods run, and the Services in front of both send requests to both, whatever the steps say. Anything but the three known values counts as never, silently. The Deployment is scaled down during the first revision alone: replicas in Git bring its pods back with a later sync, for good.',
  remedy: 'set scaleDown to onsuccess or progressively, or replicas of the Deployment to 0',
  source:
    'argo-rollouts pkg/apis/rollouts/v1alpha1/types.go, rollout/sync.go promoteStable, rollout/replicaset.go reconcileNewReplicaSet; recorded: never and a misspelt value, pods of both; replicas of Git after revision 2, they stay',
  *check(set) {
    for (const release of releasesOf(set)) {
      const reference = at(release.rollout.spec, 'workloadRef');
      if (isThere(reference)) yield* problems(release, at(reference, 'scaleDown'));
    }
    for (const delivery of deliveriesOf(set)) {
      for (const release of delivery.releases) yield* broughtBack(release, delivery);
    }
  },
};

const PATH = ['spec', 'workloadRef', 'scaleDown'];
const KNOWN = ['never', 'onsuccess', 'progressively'];

function* problems(release: Release, scaleDown: Plain): Iterable<Problem> {
  const { rollout } = release;
  if (typeof scaleDown === 'string' && scaleDown !== '' && !KNOWN.includes(scaleDown)) {
    const meant = KNOWN.find((known) => known === scaleDown.toLowerCase());
    yield {
      object: rollout,
      path: PATH,
      severity: 'error',
      message: `workloadRef.scaleDown takes ${KNOWN.join(', ')}, got ${quote(scaleDown)}, which counts as never: all pods of the workload stay`,
      remedy: meant === undefined ? `write one of ${KNOWN.join(', ')}` : `write ${meant}`,
      ...(meant === undefined
        ? {}
        : { fix: { description: `set scaleDown to ${meant}`, edits: [{ set: PATH, value: meant }] } }),
    };
    return;
  }
  if (isThere(scaleDown) && scaleDown !== 'never' && scaleDown !== '') return;
  const deployment = deploymentOf(release);
  const replicas = numberOf(at(deployment?.spec, 'replicas')) ?? 1;
  if (deployment === undefined || replicas <= 0) return;
  yield {
    object: rollout,
    path: isThere(scaleDown) ? PATH : ['spec', 'workloadRef'],
    message:
      `workloadRef.scaleDown is ${isThere(scaleDown) ? quote(scaleDown) : 'never by default'}, and Deployment ` +
      `${deployment.metadata.name} has ${replicas} replica${replicas === 1 ? ', which stays' : 's, which stay'} beside the Rollout's pods`,
    related: [{ object: deployment, path: ['spec', 'replicas'], message: 'the pods that stay' }],
  };
}

// Without Argo CD nobody may ever apply the Deployment again.
function* broughtBack(release: Release, delivery: Delivery): Iterable<Problem> {
  const scaleDown = at(release.rollout.spec, 'workloadRef', 'scaleDown');
  const deployment = deploymentOf(release);
  const replicas = numberOf(at(deployment?.spec, 'replicas')) ?? 0;
  if (scaleDown === 'never' || !KNOWN.some((known) => known === scaleDown)) return;
  if (deployment === undefined || replicas <= 0 || isLive(deployment)) return;
  const { name, namespace } = deployment.metadata;
  const entries = entriesFor(delivery, { group: 'apps', kind: 'Deployment', name, ...(namespace && { namespace }) });
  if (entries.some(({ expressions, pointers }) => [...expressions, ...pointers].some((text) => /replicas/.test(text))))
    return;
  yield {
    object: deployment,
    path: ['spec', 'replicas'],
    message: `replicas of Deployment "${name}" is ${replicas}, so a sync after the first release starts its pods again beside those of Rollout "${release.rollout.metadata.name}", whose scaleDown does not take them away any more`,
    remedy: 'set replicas to 0 once the Rollout is healthy, or leave it out',
  };
}

function deploymentOf({ set, rollout }: Release): ManifestObject | undefined {
  const { apiVersion, kind, name } = workloadOf(rollout) ?? { apiVersion: '', kind: '', name: '' };
  return kind === 'Deployment' ? set.tryFind({ groups: [groupOf(apiVersion)], kind, name }, rollout) : undefined;
}
