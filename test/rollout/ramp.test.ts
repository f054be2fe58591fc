import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { Ramp } from '../../src';

const pause = Duration.minutes(1);

function weightsOf(from: number, to: number, weights: number): number[] {
  return Ramp.linear({ from, to, weights, pause }).flatMap((step) => (step.weight === undefined ? [] : [step.weight]));
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
          const weights = weightsOf(from, to, count);
          expect(weights).toHaveLength(count);
          expect([weights[0], weights.at(-1)]).toEqual([from, to]);
          expect(weights.every(Number.isInteger)).toBe(true);
          expect(weights.every((weight, index) => index === 0 || weight > (weights[index - 1] ?? weight))).toBe(true);
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
