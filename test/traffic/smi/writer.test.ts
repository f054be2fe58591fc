import { describe, expect, test } from '@jest/globals';
import type { ManifestObject } from '../../../src/manifest/manifest';
import type { RoutedRollout } from '../../../src/traffic/router-model';
import { SMI } from '../../../src/traffic/smi/facts';

const ROLLOUT: RoutedRollout = {
  name: 'demo',
  namespace: 'demo',
  stableService: 'demo-stable',
  canaryService: 'demo-canary',
  routing: { smi: { rootService: 'root', trafficSplitName: 'split' } },
};
const { setWeight } = SMI.writer;

describe('the TrafficSplit that the controller makes', () => {
  test('belongs to the rollout, and has its weights as texts', () => {
    expect(setWeight([], ROLLOUT, 20)).toEqual([
      {
        apiVersion: 'split.smi-spec.io/v1alpha1',
        kind: 'TrafficSplit',
        metadata: {
          name: 'split',
          namespace: 'demo',
          ownerReferences: [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'demo' }],
        },
        spec: {
          service: 'root',
          backends: [
            { service: 'demo-canary', weight: '20' },
            { service: 'demo-stable', weight: '80' },
          ],
        },
      },
    ]);
  });

  test('is made once and changed then', () => {
    const after = setWeight(setWeight([], ROLLOUT, 20), ROLLOUT, 60);
    expect(after).toHaveLength(1);
    expect(after[0]?.spec).toMatchObject({ backends: [{ weight: '60' }, { weight: '40' }] });
  });

  test('takes the names of the rollout and of the stable Service where it is told none', () => {
    const [split] = setWeight([], { ...ROLLOUT, routing: { smi: {} } }, 0);
    expect(split?.metadata.name).toBe('demo');
    expect(split?.spec).toMatchObject({ service: 'demo-stable' });
    expect(SMI.routes({ ...ROLLOUT, routing: { smi: {} } })).toMatchObject([{ name: 'demo', madeBy: 'controller' }]);
  });

  test('has the Services of experiments between the others, at the cost of the stable version', () => {
    const experiment = { port: 80, hash: 'x' };
    const [split] = setWeight([], ROLLOUT, 20, [
      { ...experiment, service: 'a', weight: 5 },
      { ...experiment, service: 'b', weight: 10 },
    ]);
    expect(split?.spec).toEqual({
      service: 'root',
      backends: [
        { service: 'demo-canary', weight: '20' },
        { service: 'a', weight: '5' },
        { service: 'b', weight: '10' },
        { service: 'demo-stable', weight: '65' },
      ],
    });
  });

  test('is not made in the place of one from Git, or of another rollout', () => {
    const made = setWeight([], { ...ROLLOUT, name: 'other' }, 0);
    const fromGit: ManifestObject[] = made.map((object) => ({ ...object, metadata: { name: 'split' } }));
    for (const objects of [made, fromGit]) {
      expect(() => setWeight(objects, ROLLOUT, 20)).toThrow('Rollout does not own TrafficSplit `split`');
    }
  });
});
