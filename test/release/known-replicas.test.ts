import { describe, expect, test } from '@jest/globals';
import type { ManifestObject } from '../../src/manifest/manifest';
import { ManifestSet } from '../../src/manifest/manifest-set';
import { type KnownReplicas, knownReplicas } from '../../src/release/known-replicas';
import { releasesOf } from '../../src/release/release';

function object(kind: string, name: string, spec: object, namespace?: string): ManifestObject {
  const group = { Rollout: 'argoproj.io/v1alpha1', ScaledObject: 'keda.sh/v1alpha1' }[kind] ?? 'autoscaling/v2';
  return { apiVersion: group, kind, metadata: { name, namespace }, spec };
}

/** What is known of the pods of the only Rollout among some objects. */
function known(objects: readonly ManifestObject[], isComplete = false): KnownReplicas | undefined {
  const sourced = objects.map((one, document) => ({ object: one, source: { file: 'a.yaml', document, path: [] } }));
  const [release] = releasesOf(new ManifestSet(sourced, { isComplete }));
  return release && knownReplicas(release);
}

const TARGET = { scaleTargetRef: { kind: 'Rollout', name: 'shop' } };

describe('the replicas of a release', () => {
  test('are those that the Rollout says', () => {
    expect(known([object('Rollout', 'shop', { replicas: 4 })])).toMatchObject({ count: 4, what: 'replicas' });
  });

  test('are not known where nobody says them, unless there is nobody else', () => {
    expect(known([object('Rollout', 'shop', {})])).toBeUndefined();
    expect(known([object('Rollout', 'shop', {})], true)).toMatchObject({ count: 1, what: 'replicas (by default)' });
  });

  test('are the least that an autoscaler leaves', () => {
    const rollout = object('Rollout', 'shop', { replicas: 4 });
    const scaler = object('HorizontalPodAutoscaler', 'shop', { ...TARGET, minReplicas: 2 });
    expect(known([rollout, scaler])).toMatchObject({
      count: 2,
      object: scaler,
      what: 'minReplicas of HorizontalPodAutoscaler shop',
    });
  });

  test('are one where KEDA may leave none', () => {
    const scaler = object('ScaledObject', 'shop', { ...TARGET, minReplicaCount: 0 });
    expect(known([object('Rollout', 'shop', {}), scaler])?.count).toBe(1);
  });

  test('are not those of an autoscaler of something else', () => {
    const rollout = object('Rollout', 'shop', { replicas: 4 }, 'one');
    const others = [
      object('HorizontalPodAutoscaler', 'a', { ...TARGET, minReplicas: 2 }, 'two'),
      object('HorizontalPodAutoscaler', 'b', { scaleTargetRef: { kind: 'Deployment', name: 'shop' }, minReplicas: 2 }),
    ];
    expect(known([rollout, ...others])?.count).toBe(4);
  });
});
