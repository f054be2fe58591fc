import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryStep } from '../../../src/index';
import {
  demoChart,
  demoRollout,
  demoRoute,
  demoServices,
  demoSteps,
  demoSuccessRate,
  onlyObject,
} from '../../demo-chart';

function releaseWith(analysis: { startingStep?: number; gates?: number }, steps = demoSteps()) {
  const chart = demoChart();
  const services = demoServices(chart);
  const route = demoRoute(chart, services);
  const templates = Array.from({ length: analysis.gates ?? 1 }, (_, index) =>
    demoSuccessRate(chart, route, { metadata: { name: `gate-${index}` } }, `gate-${index}`),
  );
  demoRollout(chart, {
    services,
    trafficRouting: [route],
    analysis: { templates, startingStep: analysis.startingStep },
    steps,
  });
  return onlyObject(chart, 'Rollout').spec.strategy.canary.analysis;
}

describe('background analysis', () => {
  test('starts behind the first weight above 0 unless told otherwise', () => {
    expect(releaseWith({}).startingStep).toBe(1);
    expect(
      releaseWith({}, [CanaryStep.setWeight(0), CanaryStep.pause(Duration.seconds(9)), ...demoSteps()]).startingStep,
    ).toBe(3);
    expect(releaseWith({ startingStep: 3 }).startingStep).toBe(3);
  });

  test.each([
    [{ startingStep: 0 }, 'analysis.startingStep 0 starts before the canary gets a request (setWeight is step 0)'],
    [{ startingStep: 4 }, 'analysis.startingStep 4 is past the last step (3): the analysis would never run'],
    [{ startingStep: -1 }, 'analysis.startingStep takes the index of a step, 1 to 3, got -1'],
    [{ startingStep: 1.5 }, 'analysis.startingStep takes the index of a step, 1 to 3, got 1.5'],
    [{ gates: 0 }, 'analysis.templates is empty: name what is measured, or leave analysis out'],
    [{ gates: 2 }, 'two metrics of analysis.templates are named "success-rate"'],
  ])('refuses %j', (analysis, message) => {
    expect(() => releaseWith(analysis)).toThrow(message);
  });

  test('needs a weight to watch', () => {
    expect(() => releaseWith({}, [CanaryStep.pause(Duration.minutes(5))])).toThrow(
      '[demo/rollout] analysis needs a step that sets a weight above 0',
    );
  });

  test('has to be able to judge every weight that it watches', () => {
    const short = [20, 50].flatMap((weight) => [CanaryStep.setWeight(weight), CanaryStep.pause(Duration.seconds(30))]);
    expect(() => releaseWith({}, short)).toThrow(
      /\[demo\/rollout\] 3 problems:\n {2}- metric "success-rate" cannot judge 20 %[\s\S]*cannot judge 50 %[\s\S]*an outage aborts only 1m after/,
    );
  });

  test('may leave the first weight to a person', () => {
    const steps = [CanaryStep.setWeight(5), CanaryStep.pause(Duration.seconds(5)), ...demoSteps()];
    expect(releaseWith({ startingStep: 3 }, steps).startingStep).toBe(3);
  });
});
