import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import { HorizontalPodAutoscaler, PercentOrAbsolute } from 'cdk8s-plus-28';
import { CanaryRollout, type CanaryRolloutProps, CanaryStep, Ramp } from '../../../src';
import { podsAtWeight } from '../../../src/release/pods-at-weight';
import { demoChart, demoRoute, demoServices, type Manifest, objectsOf, ungated } from '../../demo-chart';
import { sharedFolder, testWithShared } from '../../shared-folder';

function plainRollout(chart: Chart, ...weights: number[]): (props?: Partial<CanaryRolloutProps>) => CanaryRollout {
  return (props = {}) =>
    new CanaryRollout(chart, 'rollout', {
      metadata: { name: 'demo' },
      containers: [{ image: 'example/app:1', portNumber: 8080 }],
      steps: weights.flatMap((weight) => [CanaryStep.setWeight(weight), CanaryStep.pause(Duration.minutes(1))]),
      ...props,
    });
}

interface Recording {
  readonly manifests: readonly Manifest[];
  readonly timeline: readonly {
    readonly message?: string;
    readonly step?: number;
    readonly rs: Readonly<Record<string, readonly number[]>>;
  }[];
}

function recording(name: string): Recording {
  return JSON.parse(readFileSync(path.join(sharedFolder('traces'), `${name}.json`), 'utf8'));
}

describe('the pods of a release without a router', () => {
  // Seen on Argo Rollouts 1.10.2: replicas, weights, [canary, stable].
  test.each<[number, number[], [number, number]]>([
    [1, [1, 50, 99], [1, 1]],
    [1, [100], [1, 0]],
    [2, [1, 20, 33], [1, 2]],
    [2, [50], [1, 1]],
    [2, [75, 80, 99], [2, 1]],
    [3, [1, 25], [1, 3]],
    [3, [33], [1, 2]],
    [3, [50], [2, 2]],
    [3, [75, 99], [3, 1]],
    [4, [1, 20], [1, 4]],
    [4, [25], [1, 3]],
    [4, [33], [2, 3]],
    [4, [50], [2, 2]],
    [4, [75], [3, 1]],
    [4, [90, 99], [4, 1]],
    [5, [1, 10], [1, 5]],
    [5, [20, 25], [1, 4]],
    [5, [33], [2, 4]],
    [5, [50], [3, 3]],
    [5, [75], [4, 1]],
    [5, [90, 99], [5, 1]],
    [10, [1, 5], [1, 10]],
    [10, [10], [1, 9]],
    [10, [20], [2, 8]],
    [10, [25], [3, 8]],
    [10, [33], [3, 7]],
    [10, [50], [5, 5]],
    [10, [75], [8, 3]],
    [10, [90], [9, 1]],
    [10, [99], [10, 1]],
    [10, [0], [0, 10]],
  ])('of %d replicas at %j %% are %j', (replicas, weights, [canary, stable]) => {
    const pods = weights.map((weight) => podsAtWeight(weight, replicas, true));
    expect(pods).toEqual(weights.map(() => ({ canary, stable })));
  });

  test.each([
    [1, 49, { canary: 0, stable: 1 }],
    [1, 50, { canary: 1, stable: 0 }],
    [3, 50, { canary: 2, stable: 1 }],
    [10, 15, { canary: 2, stable: 8 }],
    [10, 99, { canary: 9, stable: 1 }],
    // Half a pod is rounded up, to all of them, which is none of the choices: the controller then makes none.
    [2, 75, { canary: 0, stable: 2 }],
  ])('of %d replicas that may not be exceeded at %d %% are %j', (replicas, weight, pods) => {
    expect(podsAtWeight(weight, replicas, false)).toEqual(pods);
  });
});

describe('the pods of recorded releases without a router', () => {
  testWithShared('traces').each(['basic-2-replicas', 'basic-10'])('are those of %s at each pause', (name) => {
    const { manifests, timeline } = recording(name);
    const { replicas, strategy } = manifests.find(({ kind }) => kind === 'Rollout')?.spec ?? {};
    const paused = timeline.filter(({ message }) => message === 'CanaryPauseStep');
    expect(paused.length).toBeGreaterThan(1);
    for (const { step = 0, rs } of paused) {
      const { setWeight } = strategy.canary.steps[step - 1];
      expect({ step, canary: rs.v2?.[0], stable: rs.v1?.[0] }).toEqual({
        step,
        ...podsAtWeight(setWeight, replicas, true),
      });
    }
  });
});

describe('weights that the number of pods cannot reach', () => {
  test('are refused with what would really be reached', () => {
    expect(() => plainRollout(demoChart(), 20, 40, 60, 80)({ replicas: 2 })).toThrow(
      '[demo/rollout] without trafficRouting the pods are the weight, and with replicas 2 20 % is really 33 % (1 of 3 pods), ' +
        '40 % is really 33 % (1 of 3 pods), 60 % is really 67 % (2 of 3 pods), 80 % is really 67 % (2 of 3 pods): take 4 ' +
        'replicas, weights that the pods come within 5 points of, or a router',
    );
  });

  test('are told once, and without those that are reached', () => {
    expect(() => plainRollout(demoChart(), 10, 50, 10)({ replicas: 4 })).toThrow(
      /with replicas 4 10 % is really 20 % \(1 of 5 pods\): take 6 replicas/,
    );
  });

  test.each([
    [4, [25, 50, 75]],
    [4, [20, 40, 60, 80]],
    // A deviation of a few per cent: 80 %, 43 %, 9 %.
    [5, [75]],
    [6, [45]],
    [10, [5]],
    [2, [0, 33, 50, 66, 100]],
    // No pods, no weights.
    [0, [20]],
  ])('are not those that %d replicas come close to: %j', (replicas, weights) => {
    expect(() => plainRollout(demoChart(), ...weights)({ replicas })).not.toThrow();
  });

  test('are more where the replicas may not be exceeded', () => {
    const maxSurge = PercentOrAbsolute.absolute(0);
    expect(() => plainRollout(demoChart(), 40)({ replicas: 4, maxSurge })).toThrow(
      '40 % is really 50 % (2 of 4 pods): take 5 replicas',
    );
    expect(() => plainRollout(demoChart(), 75)({ replicas: 2, maxSurge })).toThrow(
      '75 % is really 0 % (0 of 2 pods): take 4 replicas',
    );
  });

  test('of the two replicas that a rollout has by default are an error at synth', () => {
    const chart = demoChart();
    plainRollout(chart, 20)();
    expect(() => objectsOf(chart)).toThrow('with replicas 2 20 % is really 33 % (1 of 3 pods)');
  });

  test('are not judged where an autoscaler decides on the number of pods', () => {
    const chart = demoChart();
    const target = plainRollout(chart, 5)();
    new HorizontalPodAutoscaler(chart, 'hpa', { target, maxReplicas: 40 });
    expect(() => objectsOf(chart)).not.toThrow();
  });

  test('can be had with a router', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const trafficRouting = [demoRoute(chart, services)];
    const steps = Ramp.weights([1, 5], { pause: Duration.minutes(1) });
    plainRollout(chart)({ replicas: 2, services, trafficRouting, steps, ...ungated({ trafficRouting, steps }) });
    expect(() => objectsOf(chart)).not.toThrow();
  });
});
