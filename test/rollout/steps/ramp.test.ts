import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { CanaryStep, Ramp } from '../../../src/index';
import type { RampOptions } from '../../../src/rollout/steps/ramp';

const pause = Duration.minutes(1);

/** The weights of steps, without what is done at them. */
function weightsIn(steps: readonly CanaryStep[]): number[] {
  return steps.flatMap(({ weight }) => (weight === undefined ? [] : [weight]));
}

function expectRise(weights: readonly number[]): void {
  expect(weights.every((weight) => Number.isInteger(weight) && weight >= 1 && weight <= 100)).toBe(true);
  expect(weights).toEqual([...new Set(weights)].sort((a, b) => a - b));
}

describe('Ramp.linear', () => {
  test('has a pause after each weight', () => {
    expect(Ramp.linear({ from: 20, to: 80, weights: 4, pause }).map((step) => step.toStep())).toEqual(
      [20, 40, 60, 80].flatMap((setWeight) => [{ setWeight }, { pause: { duration: '1m' } }]),
    );
  });

  test('rises from its begin to its end, in whole per cents within the range', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 99 }),
        (a, b, n) => {
          const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
          const count = 2 + (n % (to - from));
          const weights = weightsIn(Ramp.linear({ from, to, weights: count, pause }));
          expect(weights).toHaveLength(count);
          expect([weights[0], weights.at(-1)]).toEqual([from, to]);
          expectRise(weights);
        },
      ),
    );
  });

  test.each([
    [{ from: 0, to: 50, weights: 2 }, 'from takes a whole number from 1 to 99, got 0'],
    [{ from: 10, to: 101, weights: 2 }, 'to takes a whole number from 2 to 100, got 101'],
    [{ from: 10, to: 50, weights: 1 }, 'weights takes a whole number from 2 to 100, got 1'],
    [{ from: 50, to: 50, weights: 2 }, 'to takes a weight above from (50), got 50'],
    [
      { from: 50, to: 52, weights: 4 },
      'weights takes at most 3, as many whole per cents as there are from 50 to 52, got 4',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => Ramp.linear({ ...options, pause })).toThrow(`Ramp.linear: ${message}`);
  });

  test('refuses a pause of nothing', () => {
    expect(() => Ramp.linear({ from: 10, to: 20, weights: 2, pause: Duration.seconds(0) })).toThrow(
      'pause takes whole seconds',
    );
  });
});

describe('Ramp.exponential', () => {
  test('multiplies each weight, and ends where it should', () => {
    expect(Ramp.exponential({ from: 5, to: 50, factor: 2, pause }).map((step) => step.toStep())).toEqual(
      [5, 10, 20, 40, 50].flatMap((setWeight) => [{ setWeight }, { pause: { duration: '1m' } }]),
    );
    expect(weightsIn(Ramp.exponential({ from: 1, to: 9, factor: 1.5, pause }))).toEqual([1, 2, 3, 5, 8, 9]);
    expect(weightsIn(Ramp.exponential({ from: 1, to: 4, factor: 1.01, pause }))).toEqual([1, 2, 3, 4]);
    expect(weightsIn(Ramp.exponential({ from: 1, to: 100, factor: 1000, pause }))).toEqual([1, 100]);
  });

  test('rises from its begin to its end, each weight the one before times the factor', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: 99 }),
        fc.double({ min: 1, max: 200, minExcluded: true, noNaN: true }),
        (a, b, factor) => {
          const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
          const weights = weightsIn(Ramp.exponential({ from, to, factor, pause }));
          expect([weights[0], weights.at(-1)]).toEqual([from, to]);
          expectRise(weights);
          for (const [index, weight] of weights.slice(1, -1).entries()) {
            const former = weights[index] ?? 0;
            expect(weight === former + 1 || Math.abs(weight - former * factor) <= 0.5).toBe(true);
          }
        },
      ),
    );
  });

  test.each([
    [{ from: 0, to: 50, factor: 2 }, 'from takes a whole number from 1 to 99, got 0'],
    [{ from: 10, to: 101, factor: 2 }, 'to takes a whole number from 2 to 100, got 101'],
    [{ from: 100, to: 50, factor: 2 }, 'from takes a whole number from 1 to 99, got 100'],
    [{ from: 50, to: 20, factor: 2 }, 'to takes a weight above from (50), got 20'],
    [{ from: 10, to: 50, factor: 1 }, 'factor takes a number above 1, got 1'],
    [{ from: 10, to: 50, factor: Number.NaN }, 'factor takes a number above 1, got NaN'],
    [{ from: 10, to: 50, factor: Number.POSITIVE_INFINITY }, 'factor takes a number above 1, got Infinity'],
  ])('refuses %j', (options, message) => {
    expect(() => Ramp.exponential({ ...options, pause })).toThrow(new Error(`Ramp.exponential: ${message}`));
  });
});

describe('Ramp.weights', () => {
  test('takes the weights as they are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1 }), (numbers) => {
        const weights = numbers.sort((a, b) => a - b);
        expect(weightsIn(Ramp.weights(weights, { pause }))).toEqual(weights);
      }),
    );
  });

  test.each([
    [[], 'weights is empty: name at least one'],
    [[0, 10], 'weights[0] takes a whole number from 1 to 100, got 0'],
    [[10, 101], 'weights[1] takes a whole number from 1 to 100, got 101'],
    [[10, 12.5], 'weights[1] takes a whole number from 1 to 100, got 12.5'],
    [[10, 10], 'weights[1] takes a weight above the one before (10), got 10'],
    [
      [50, 20, 10],
      'weights[1] takes a weight above the one before (50), got 20; weights[2] takes a weight above the one before (20), got 10',
    ],
  ])('refuses %j', (weights, message) => {
    expect(() => Ramp.weights(weights, { pause })).toThrow(`Ramp.weights: ${message}`);
  });
});

describe('a ramp', () => {
  const wait = CanaryStep.pauseUntilPromoted('QA promotes at noon');
  const ramps: [string, (options: RampOptions) => CanaryStep[]][] = [
    ['linear', (options) => Ramp.linear({ from: 10, to: 20, weights: 2, ...options })],
    ['exponential', (options) => Ramp.exponential({ from: 10, to: 20, factor: 2, ...options })],
    ['weights', (options) => Ramp.weights([10, 20], options)],
  ];

  test.each(ramps)('repeats the given steps after each weight: %s', (_, ramp) => {
    const steps = [CanaryStep.plugin('acme/smoke-test'), wait];
    expect(ramp({ steps }).map((step) => step.toStep())).toEqual(
      [10, 20].flatMap((setWeight) => [{ setWeight }, ...steps.map((step) => step.toStep())]),
    );
  });

  test.each(ramps)('takes exactly one of pause and steps: %s', (name, ramp) => {
    const message = `Ramp.${name}: it takes either pause or steps, what is done at each weight, got`;
    expect(() => ramp({})).toThrow(`${message} neither`);
    expect(() => ramp({ pause, steps: [wait] })).toThrow(`${message} both`);
  });

  test.each(ramps)('refuses steps that are none, or set a weight: %s', (name, ramp) => {
    expect(() => ramp({ steps: [] })).toThrow(
      `Ramp.${name}: steps is empty: without a pause or an analysis the weights follow one another at once`,
    );
    expect(() => ramp({ steps: [wait, CanaryStep.setWeight(0)] })).toThrow(
      `Ramp.${name}: steps[1] sets a weight (0), which is the ramp's to set: leave it out`,
    );
  });
});
