import { describe, expect, test } from '@jest/globals';
import type { ManifestObject } from '../../src/manifest/manifest';
import { ManifestSet } from '../../src/manifest/manifest-set';
import { type GateTime, gateTime, isRightAfterTraffic } from '../../src/release/gate-time';
import { type Release, releasesOf } from '../../src/release/release';

const WEIGHTS = [
  { setWeight: 20 },
  { pause: { duration: '2m' } },
  { setWeight: 50 },
  { pause: { duration: 60 } },
  { setWeight: 80 },
];

function release(steps: readonly unknown[], startingStep?: number, trafficRouting: unknown = { nginx: {} }): Release {
  const rollout: ManifestObject = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'shop' },
    spec: { strategy: { canary: { trafficRouting, steps, analysis: { startingStep, templates: [] } } } },
  };
  const source = { file: 'shop.yaml', document: 0, path: [] };
  const [only] = releasesOf(new ManifestSet([{ object: rollout, source }]));
  if (only === undefined) throw new Error('there is one Rollout');
  return only;
}

function timeOf(...[steps, startingStep, routing]: Parameters<typeof release>): GateTime | undefined {
  const made = release(steps, startingStep, routing);
  const [gate] = made.gates;
  return gate === undefined ? undefined : gateTime(made, gate);
}

describe('the time of a background analysis', () => {
  test('is that of the pauses from its start on, at each weight', () => {
    expect(timeOf(WEIGHTS, 1)).toEqual({
      start: 1,
      traffic: 0,
      idle: 0,
      weights: [
        { weight: 20, step: 1, seconds: 120 },
        { weight: 50, step: 2, seconds: 60 },
        { weight: 80, step: 4, seconds: 0 },
      ],
      planned: 180,
      most: 180,
    });
  });

  test('has no idle time where the canary has had requests for a while', () => {
    expect(timeOf(WEIGHTS, 2)?.idle).toBeUndefined();
  });

  test('has none either without a router, where the pods are in the Service when the step of the weight is over', () => {
    expect(timeOf(WEIGHTS, 1, null)?.idle).toBeUndefined();
    expect(timeOf(WEIGHTS, 0, null)?.idle).toBe(0);
  });

  test('is idle for the pauses before the first weight, or before a header route', () => {
    const before = [{ setCanaryScale: { replicas: 1 } }, { pause: { duration: '30s' } }];
    const header = { setHeaderRoute: { name: 'qa', match: [{ headerName: 'x', headerValue: { exact: 'y' } }] } };
    expect(timeOf([...before, ...WEIGHTS])).toMatchObject({ start: 0, traffic: 2, idle: 30, planned: 210 });
    expect(timeOf([header, { pause: { duration: '30s' } }, ...WEIGHTS])).toMatchObject({ traffic: 0, idle: 0 });
  });

  test('has no end where a person, an analysis or a plugin ends a step', () => {
    expect(timeOf([...WEIGHTS, { pause: {} }])).toMatchObject({ planned: Number.POSITIVE_INFINITY });
    expect(timeOf([...WEIGHTS, { analysis: {} }])).toMatchObject({ planned: 180, most: Number.POSITIVE_INFINITY });
    expect(timeOf([...WEIGHTS, { plugin: {} }])).toMatchObject({ planned: 180, most: Number.POSITIVE_INFINITY });
    expect(timeOf([...WEIGHTS, { experiment: { duration: '5m' } }])).toMatchObject({ planned: 480, most: 480 });
  });

  test('is not known where no step sends requests, or it never starts', () => {
    expect(timeOf([{ pause: {} }])).toBeUndefined();
    expect(timeOf(WEIGHTS, 5)).toBeUndefined();
  });
});

test('a step is right after the first weight as long as no time passes', () => {
  const steps = [{ setWeight: 20 }, { setWeight: 30 }, { pause: { duration: '10s' } }, { setWeight: 50 }];
  expect([0, 1, 2, 3].map((step) => isRightAfterTraffic(release(steps), step))).toEqual([false, true, true, false]);
});
