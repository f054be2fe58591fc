import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, isThere } from '../../manifest/plain';
import { deliveriesOf, syncOptionsOf } from '../../release/delivery';
import { releasesOf } from '../../release/release';
import { entriesFor, ignoresPath, ownEntries } from '../ignored-differences';
import { isLive } from '../live-object';
import type { Rule } from '../rule';
import { scalersFor } from '../scalers';

/** A Rollout whose number of pods is set twice. */
export const HPA_AND_REPLICAS: Rule = {
  id: 'hpa-and-replicas',
  severity: 'warning',
  what: 'A Rollout with replicas that an autoscaler scales.',
  why: 'Each sync takes the number of pods back to that of Git, with self-heal every 15 seconds, and the autoscaler raises it again: pods go under load.',
  remedy:
    'leave replicas out of a new Rollout; on a live one raise minReplicas first, as without the field there is 1 pod for 15 seconds',
  source:
    'argo-rollouts issues #3565 and #3689; argo-cd controller/sync.go normalizeTargetResources; recorded on Argo CD 3.5.1',
  *check(set) {
    const kept = set.derive(rolloutsWithKeptReplicas);
    for (const { rollout } of releasesOf(set)) {
      const replicas = at(rollout.spec, 'replicas');
      const [scaler] = scalersFor(set, rollout);
      // In the cluster the autoscaler itself has written the number.
      if (!isThere(replicas) || scaler === undefined || isLive(rollout) || kept.has(rollout)) continue;
      yield {
        object: rollout,
        path: ['spec', 'replicas'],
        message: `replicas is ${JSON.stringify(replicas)}, and ${scaler.object.kind} "${scaler.object.metadata.name}" decides on it too`,
        related: [{ object: scaler.object, path: ['spec', 'scaleTargetRef'], message: 'the autoscaler' }],
      };
    }
  },
};

// What Argo CD ignores and respects it applies as it is in the cluster.
function rolloutsWithKeptReplicas(set: ManifestSet): Set<ManifestObject> {
  return new Set(
    deliveriesOf(set)
      .filter((delivery) => syncOptionsOf(delivery).includes('RespectIgnoreDifferences=true'))
      .flatMap((delivery) =>
        delivery.releases
          .map(({ rollout }) => rollout)
          .filter((rollout) => {
            const { name, namespace } = rollout.metadata;
            const object = { group: 'argoproj.io', kind: 'Rollout', name, ...(namespace && { namespace }) };
            return [...entriesFor(delivery, object), ...ownEntries(rollout)].some(
              (entry) => ignoresPath(entry, ['spec', 'replicas']) || entry.managers.includes('kube-controller-manager'),
            );
          }),
      ),
  );
}
