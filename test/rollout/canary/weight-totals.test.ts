import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import { CanaryRollout, CanaryStep } from '../../../src';
import { anyRouter } from '../../coverage/demo-rollouts';
import { demoChart, demoRollout, demoRoute, demoServices, onlyObject } from '../../demo-chart';

function release(chart: Chart, maxTrafficWeight: number | undefined, ...weights: CanaryStep[]): CanaryRollout {
  return new CanaryRollout(chart, 'rollout', {
    metadata: { name: 'demo', annotations: { 'cdk8s-rollouts.dev/ignore.route-missing': 'a router without routes' } },
    containers: [{ image: 'example/app:1', portNumber: 8080 }],
    services: demoServices(chart),
    trafficRouting: [anyRouter({ nginx: { stableIngress: 'demo' }, maxTrafficWeight })],
    ungatedBecause: 'the test is about something else',
    steps: weights.flatMap((weight) => [weight, CanaryStep.pause(Duration.minutes(2))]),
  });
}

describe('weights of a rollout', () => {
  test('are parts of what its routers count in', () => {
    const chart = demoChart();
    release(chart, 1000, CanaryStep.setWeight(1, 1000), CanaryStep.setWeight(500, 1000));
    const { steps, trafficRouting } = onlyObject(chart, 'Rollout').spec.strategy.canary;
    expect([steps[0], steps[2], trafficRouting.maxTrafficWeight]).toEqual([{ setWeight: 1 }, { setWeight: 500 }, 1000]);
  });

  test('are refused in per cents where the routers count in thousandths: 20 would be 2 %', () => {
    expect(() => release(demoChart(), 1000, CanaryStep.setWeight(20))).toThrow(
      'step 0 (setWeight) is a part of 100, and the routers of the rollout count in parts of 1000 (maxTrafficWeight): write ' +
        'setWeight(…, 1000)',
    );
  });

  test('cannot be thousandths beside a router that counts in per cents', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const trafficRouting = [
      anyRouter({ nginx: { stableIngress: 'demo' }, maxTrafficWeight: 1000 }),
      demoRoute(chart, services),
    ];
    const steps = [CanaryStep.setWeight(1, 1000), CanaryStep.pause(Duration.minutes(2))];
    expect(() => demoRollout(chart, { services, trafficRouting, steps, analysis: undefined })).toThrow(
      'maxTrafficWeight 1000 cannot be together with Gateway API, which counts in parts of 100 whatever is said: leave it out',
    );
  });

  test('are refused in thousandths where the routers count in per cents', () => {
    expect(() => release(demoChart(), undefined, CanaryStep.setWeight(20), CanaryStep.setWeight(500, 1000))).toThrow(
      'step 2 (setWeight) is a part of 1000, and the routers of the rollout count in parts of 100 (maxTrafficWeight): write ' +
        'setWeight(…)',
    );
  });
});
