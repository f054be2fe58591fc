import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryStep, type Metric, Prometheus } from '../../../src/index';
import { scheduleProblems, watchedStages } from '../../../src/rollout/canary/gate-schedule';

const seconds = (amount: number) => Duration.seconds(amount);

function metric(window: number, initialDelay: number, interval: number, failureLimit: number, count?: number): Metric {
  return {
    name: 'm',
    provider: Prometheus.at('http://p').query(window === 0 ? 'x' : `rate(x[${window}s])`),
    successCondition: 'result[0] > 0',
    initialDelay: initialDelay === 0 ? undefined : seconds(initialDelay),
    interval: interval === 0 ? undefined : seconds(interval),
    failureLimit,
    count,
    // An outage of the provider has tests of its own.
    consecutiveErrorLimit: 0,
  };
}

describe('watchedStages', () => {
  const steps = [
    CanaryStep.setWeight(20),
    CanaryStep.pause(seconds(30)),
    CanaryStep.pause(seconds(40)),
    CanaryStep.setWeight(50),
    CanaryStep.pause(seconds(60)),
    CanaryStep.setWeight(80),
  ];

  test('are the weights and the pauses behind them', () => {
    expect(watchedStages(steps, 1)).toEqual([
      { weight: 20, seconds: 70 },
      { weight: 50, seconds: 60 },
      { weight: 80, seconds: 0 },
    ]);
  });

  test('begin where the analysis does', () => {
    expect(watchedStages(steps, 2)[0]).toEqual({ weight: 20, seconds: 40 });
    expect(watchedStages(steps, 3).map(({ weight }) => weight)).toEqual([50, 80]);
    expect(watchedStages(steps, 5)).toEqual([{ weight: 80, seconds: 0 }]);
  });

  test('leave out weight 0', () => {
    expect(watchedStages([CanaryStep.setWeight(0), CanaryStep.pause(seconds(9)), ...steps], 1)[0]?.weight).toBe(20);
  });
});

describe('scheduleProblems', () => {
  const judged = (one: Metric, ...pauses: number[]) =>
    scheduleProblems(
      one,
      pauses.map((pause, index) => ({ weight: 20 + index, seconds: pause })),
    );

  // window, initialDelay, interval, failureLimit, then the shortest pauses that are long enough: first weight, later weight
  test.each([
    [30, 30, 10, 0, 31, 41],
    [30, 30, 10, 1, 41, 51],
    [20, 20, 10, 1, 31, 41],
    [30, 20, 10, 1, 41, 51],
    [60, 60, 60, 0, 61, 121],
    [60, 5, 60, 0, 66, 121],
    [0, 5, 10, 0, 6, 11],
    [0, 5, 10, 2, 26, 31],
  ])(
    'window %ds, delay %ds, every %ds, tolerating %d: %ds are enough at first, %ds later',
    (window, delay, interval, limit, first, later) => {
      const one = metric(window, delay, interval, limit);
      expect(judged(one, first)).toEqual([]);
      expect(judged(one, first - 1)).toHaveLength(1);
      expect(judged(one, first, later)).toEqual([]);
      expect(judged(one, first, later - 1)).toHaveLength(1);
    },
  );

  test('say what is missing and what helps', () => {
    expect(judged(metric(30, 30, 10, 1), 30)).toEqual([
      'metric "m" cannot judge 20 %: it needs 41s there to take the 2 failed measurements that abort, and the pause is 30s; ' +
        'make the pause longer, or the window, the interval or the failureLimit smaller',
    ]);
  });

  test.each([0, 2])('%d s after the weight is set there is no request of the canary yet', (delay) => {
    expect(judged(metric(0, delay, 10, 0), 60)).toEqual([
      `metric "m" is first measured ${delay} s after the analysis starts, before the first request of the canary: a weight acts up ` +
        'to 2.5 s after it is set; give it an initialDelay of at least 3 s, better of one window',
    ]);
  });

  test('a weight that no pause follows cannot be judged', () => {
    expect(judged(metric(30, 30, 10, 1), 60, 0)).toEqual([
      'metric "m" cannot judge 21 %: no pause follows setWeight(21), let the weight stand a while',
    ]);
  });

  test('a finite number of measurements has to last to the end', () => {
    expect(judged(metric(0, 10, 10, 0, 12), 60, 60)).toEqual([]);
    expect(judged(metric(0, 10, 10, 0, 5), 60, 60)).toEqual([
      'metric "m" ends Successful after 5 measurements (50s), and nothing watches the rest of the 2m: leave count out',
    ]);
    expect(judged(metric(0, 10, 0, 0), 60)).toEqual([
      'metric "m" ends Successful after 1 measurement (10s), and nothing watches the rest of the 1m: give it an interval',
    ]);
  });

  test('good measurements in a row must not end it before', () => {
    expect(judged({ ...metric(0, 10, 10, 0), consecutiveSuccessLimit: 3 }, 60, 60)).toEqual([
      'metric "m" ends Successful after 3 measurements (30s), and nothing watches the rest of the 2m: leave ' +
        'consecutiveSuccessLimit out',
    ]);
  });

  // initialDelay, consecutiveErrorLimit, then the shortest release in which an outage of the provider aborts
  test.each([
    [10, undefined, 51],
    [10, 4, 51],
    [30, 1, 41],
    [30, 12, 151],
  ])('first measured after %ds, tolerating %s errors: an outage aborts a release of %ds', (delay, limit, shortest) => {
    const one = { ...metric(0, delay, 10, 0), consecutiveErrorLimit: limit };
    expect(judged(one, shortest)).toEqual([]);
    expect(judged(one, shortest - 1)).toEqual([expect.stringContaining('tolerates')]);
  });

  test('say when an outage would abort, and that it would be too late', () => {
    expect(judged({ ...metric(0, 10, 10, 0), consecutiveErrorLimit: 30 }, 60, 60)).toEqual([
      'metric "m" tolerates 30 errors of its provider in a row (consecutiveErrorLimit), so an outage aborts only 5m10s after ' +
        'the analysis starts, and the release is over after 2m: a version that nobody has measured would be promoted. ' +
        'Tolerate fewer, or make the pauses longer',
    ]);
  });
});
