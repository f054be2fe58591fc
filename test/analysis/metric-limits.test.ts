import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { limitProblems, type MetricLimits, measurementsForVerdict } from '../../src/analysis/metric-limits';

const interval = Duration.seconds(10);

/** How a metric ends after good and failed measurements, as the controller assesses it; undefined while it goes on. */
function endOf(outcomes: string, limits: MetricLimits): string | undefined {
  const { count = 1, failureLimit = 0, consecutiveSuccessLimit = 0 } = limits;
  for (let taken = 1; taken <= outcomes.length; taken++) {
    const sofar = outcomes.slice(0, taken);
    const failed = sofar.replaceAll('S', '').length;
    const inARow = sofar.length - (sofar.lastIndexOf('F') + 1);
    if (failureLimit >= 0 && failed > failureLimit) return 'Failed';
    if (consecutiveSuccessLimit > 0 && inARow >= consecutiveSuccessLimit) return 'Successful';
    if (taken < count) continue;
    if (consecutiveSuccessLimit === 0) return 'Successful';
    return failureLimit >= 0 ? 'Inconclusive' : 'Failed';
  }
  return undefined;
}

/** All ends that a metric with these limits can come to. */
function endsOf(limits: MetricLimits): string[] {
  const count = limits.count ?? 1;
  const ends = Array.from({ length: 2 ** count }, (_, bits) =>
    endOf(bits.toString(2).padStart(count, '0').replaceAll('0', 'S').replaceAll('1', 'F'), limits),
  );
  return [...new Set(ends.map(String))].sort();
}

const GRID: readonly MetricLimits[] = [1, 2, 3, 4, 5, 6, 7].flatMap((count) =>
  [-1, 0, 1, 2, 3].flatMap((failureLimit) =>
    [undefined, 1, 2, 3].map((consecutiveSuccessLimit) => ({ count, interval, failureLimit, consecutiveSuccessLimit })),
  ),
);

describe('limitProblems', () => {
  // The rows of the AnalysisRuns that were seen, which the model above has to agree with.
  test.each<[string, MetricLimits, string]>([
    ['FFF', { count: 5, failureLimit: 2 }, 'Failed'],
    ['FFF', { count: 3, failureLimit: 3 }, 'Successful'],
    ['SFSFS', { count: 5, failureLimit: 2 }, 'Successful'],
    ['SFSFF', { count: 5, failureLimit: 2 }, 'Failed'],
    ['SSS', { count: 10, failureLimit: 1, consecutiveSuccessLimit: 3 }, 'Successful'],
    ['SFSSF', { count: 5, failureLimit: -1, consecutiveSuccessLimit: 3 }, 'Failed'],
    ['SSFSS', { count: 5, failureLimit: 1, consecutiveSuccessLimit: 3 }, 'Inconclusive'],
    ['SFSSF', { count: 5, failureLimit: 1, consecutiveSuccessLimit: 3 }, 'Failed'],
    ['FSS', { count: 5, failureLimit: -1, consecutiveSuccessLimit: 2 }, 'Successful'],
  ])('stand on a model in which %s with %j ends %s', (outcomes, limits, end) => {
    expect(endOf(outcomes, limits)).toBe(end);
  });

  test('leave only metrics that can fail and can succeed', () => {
    const accepted = GRID.filter((limits) => limitProblems(limits).length === 0);
    expect(accepted.length).toBeGreaterThan(50);
    for (const limits of accepted) {
      expect([limits, endsOf(limits)]).toEqual([limits, expect.arrayContaining(['Failed', 'Successful'])]);
    }
  });

  test('refuse every metric that the controller refuses, or that cannot fail', () => {
    for (const limits of GRID) {
      const { count = 1, failureLimit = 0, consecutiveSuccessLimit = 0 } = limits;
      const isRefused =
        (failureLimit === -1 && consecutiveSuccessLimit === 0) ||
        count < Math.max(0, failureLimit) + consecutiveSuccessLimit ||
        !endsOf(limits).includes('Failed');
      expect([limits, limitProblems(limits).length > 0]).toEqual([limits, isRefused]);
    }
  });

  test('leave nothing open from (failureLimit + 1) × consecutiveSuccessLimit measurements on', () => {
    for (const limits of GRID.filter((one) => limitProblems(one).length === 0)) {
      const { count = 1, failureLimit = 0, consecutiveSuccessLimit = 0 } = limits;
      const isDecided = failureLimit === -1 || count >= (failureLimit + 1) * consecutiveSuccessLimit;
      expect([limits, endsOf(limits).includes('Inconclusive')]).toEqual([limits, !isDecided]);
    }
  });

  test.each<[MetricLimits, string]>([
    [
      { count: 4, interval, failureLimit: 2, consecutiveSuccessLimit: 3 },
      'consecutiveSuccessLimit 3 with failureLimit 2 takes at least 5 measurements (count), got 4: the controller refuses fewer',
    ],
    [
      { count: 2, interval, failureLimit: -1, consecutiveSuccessLimit: 3 },
      'consecutiveSuccessLimit 3 takes at least 3 measurements (count), got 2',
    ],
    [{ consecutiveSuccessLimit: 2 }, 'takes at least 2 measurements (count), got 1'],
    [{ interval, consecutiveSuccessLimit: 0 }, 'consecutiveSuccessLimit takes a whole number of at least 1, got 0'],
    [
      { interval, failureLimit: -2, consecutiveSuccessLimit: 1 },
      'failureLimit takes a whole number of at least 0, got -2',
    ],
    [
      { interval, failureLimit: -1 },
      'failureLimit takes a whole number of at least 0, got -1: it tolerates every failure, give it a ' +
        'consecutiveSuccessLimit that has to be reached',
    ],
    [{ interval, consecutiveErrorLimit: -1 }, 'consecutiveErrorLimit takes a whole number of at least 0, got -1'],
  ])('refuse %j', (limits, message) => {
    expect(limitProblems(limits)).toEqual([expect.stringContaining(message)]);
  });
});

test.each<[MetricLimits, number]>([
  [{}, 1],
  [{ failureLimit: 2 }, 3],
  [{ failureLimit: 2, inconclusiveLimit: 5 }, 5],
  [{ failureLimit: 2, consecutiveSuccessLimit: 3 }, 5],
  [{ failureLimit: -1, consecutiveSuccessLimit: 3 }, 3],
])('a verdict with %j takes %d measurements', (limits, measurements) => {
  expect(measurementsForVerdict(limits)).toBe(measurements);
});
