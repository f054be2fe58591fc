import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import {
  ActivePreviewServices,
  Analysis,
  BlueGreenRollout,
  CanaryStep,
  Experiment,
  type Metric,
  Prometheus,
} from '../../src';
import { youngProblems } from '../../src/rollout/young-canary';
import { demoChart, demoRollout } from '../demo-chart';

const seconds = (amount: number) => Duration.seconds(amount);

function metric(props: Partial<Metric> = {}): Metric {
  return {
    name: 'errors',
    provider: Prometheus.at('http://prometheus:9090').query('sum(increase(errors_total{service="demo-canary"}[1m]))'),
    successCondition: 'len(result) == 0 || result[0] < 5',
    ...props,
  };
}

function gate(chart: Chart, props: Partial<Metric> = {}): Analysis {
  return new Analysis(chart, 'gate', { metrics: [metric(props)] });
}

const problemsAt = (age: number, props: Partial<Metric>) =>
  youngProblems({ metrics: [metric(props)], dryRun: [] }, age);

describe('youngProblems', () => {
  // age, initialDelay, interval, count, failureLimit; then whether enough measurements see the new version alone
  test.each([
    [60, 0, 0, 1, 0, true],
    [59, 0, 0, 1, 0, false],
    [0, 60, 0, 1, 0, true],
    [30, 30, 0, 1, 0, true],
    [0, 0, 20, 4, 0, true],
    [0, 0, 20, 3, 0, false],
    [0, 0, 20, 5, 1, true],
    [0, 0, 20, 4, 1, false],
    [30, 0, 20, 3, 0, true],
    [30, 0, 20, 2, 0, false],
  ])(
    'of a canary of %ds, first measured after %ds, every %ds, %d times, tolerating %d',
    (age, delay, every, count, failureLimit, isEnough) => {
      const initialDelay = delay === 0 ? undefined : seconds(delay);
      const interval = every === 0 ? undefined : seconds(every);
      expect(problemsAt(age, { initialDelay, interval, count, failureLimit })).toHaveLength(isEnough ? 0 : 1);
    },
  );

  test('say what is seen and what helps', () => {
    expect(problemsAt(10, { interval: seconds(20), count: 4, failureLimit: 1 })).toEqual([
      'metric "errors" looks back 1m, and when it is first measured the new version has lived 10s: of its 4 measurements 1 ' +
        'see that version alone, and 2 have to fail; let a pause come before, give it an initialDelay of one window, or ask ' +
        'over a shorter one',
    ]);
  });

  test('leave alone what means both versions, looks back no time, or does not count', () => {
    const provider = Prometheus.at('http://prometheus:9090').query('up{service="demo-canary"}');
    expect(problemsAt(0, { provider })).toEqual([]);
    expect(problemsAt(0, { bothVersionsBecause: 'orders are counted for the whole shop' })).toEqual([]);
    expect(youngProblems({ metrics: [metric()], dryRun: ['errors'] }, 0)).toEqual([]);
  });
});

describe('an analysis that sees the time before the new version is refused', () => {
  const released = (...before: CanaryStep[]) => {
    const chart = demoChart();
    const steps = [...before, CanaryStep.analysis({ templates: [gate(chart)] }), CanaryStep.pause(seconds(60))];
    return () => demoRollout(chart, { steps });
  };

  test('in a step, unless the steps before it take long enough', () => {
    const weight = CanaryStep.setWeight(20);
    expect(released(weight)).toThrow('[demo/rollout] metric "errors" looks back 1m, and when it is first measured');
    expect(released(CanaryStep.pause(seconds(60)), weight, CanaryStep.pause(seconds(59)))).toThrow('has lived 59s');
    expect(released(weight, CanaryStep.pause(seconds(60)))).not.toThrow();
    expect(released(weight, CanaryStep.pauseUntilPromoted('QA promotes'))).not.toThrow();
  });

  test('in a step behind another, which takes its time too', () => {
    const chart = demoChart();
    const longer = new Analysis(chart, 'longer', {
      metrics: [metric({ name: 'longer', count: 3, interval: seconds(20), initialDelay: seconds(60) })],
    });
    const steps = [longer, gate(chart)].map((one) => CanaryStep.analysis({ templates: [one] }));
    expect(() =>
      demoRollout(chart, { analysis: undefined, steps: [CanaryStep.setWeight(20), ...steps] }),
    ).not.toThrow();
  });

  test.each(['prePromotionAnalysis', 'postPromotionAnalysis'] as const)('as %s', (place) => {
    const release = (props: Partial<Metric>) => {
      const chart = demoChart();
      const names = { activeName: 'demo-canary', previewName: 'demo-canary-preview' };
      const services = new ActivePreviewServices(chart, 'services', {
        name: 'demo',
        ports: [{ port: 80, targetPort: 8080 }],
        ...(place === 'postPromotionAnalysis'
          ? names
          : { activeName: names.previewName, previewName: names.activeName }),
      });
      new BlueGreenRollout(chart, 'rollout', {
        metadata: { name: 'demo' },
        containers: [{ image: 'example/app:1', portNumber: 8080 }],
        services,
        [place]: { templates: [gate(chart, props)] },
      });
    };
    expect(() => release({})).toThrow('the new version has lived 0s');
    expect(() => release({ initialDelay: seconds(60) })).not.toThrow();
  });

  test('in an experiment', () => {
    const release = (props: Partial<Metric>) => {
      const chart = demoChart();
      return new Experiment(chart, 'experiment', {
        metadata: { name: 'trial' },
        templates: [
          { name: 'new', containers: [{ image: 'example/app:1', portNumber: 80 }], serviceName: 'demo-canary' },
        ],
        duration: Duration.minutes(5),
        analyses: [{ name: 'gate', analysis: gate(chart, props) }],
      });
    };
    expect(() => release({})).toThrow('the new version has lived 0s');
    expect(() => release({ interval: seconds(20) })).not.toThrow();
  });
});
