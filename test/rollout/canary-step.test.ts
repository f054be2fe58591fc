import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryStep } from '../../src';

describe('CanaryStep', () => {
  test('makes steps with exactly one key', () => {
    expect(CanaryStep.setWeight(20).toStep()).toEqual({ setWeight: 20 });
    expect(CanaryStep.pause(Duration.minutes(2)).toStep()).toEqual({ pause: { duration: '2m' } });
  });

  test.each([
    [Duration.seconds(1), '1s'],
    [Duration.seconds(90), '1m30s'],
    [Duration.minutes(60), '1h'],
    [Duration.days(1), '24h'],
    [Duration.millis(2000), '2s'],
  ])('writes a pause of %s as Go does', (duration, text) => {
    expect(CanaryStep.pause(duration).toStep()).toEqual({ pause: { duration: text } });
  });

  test.each([0, 1, 100])('takes the weight %d', (weight) => {
    expect(CanaryStep.setWeight(weight).toStep()).toEqual({ setWeight: weight });
  });

  test.each([-1, 101, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses the weight %d', (weight) => {
    expect(() => CanaryStep.setWeight(weight)).toThrow(`setWeight takes a whole number from 0 to 100, got ${weight}`);
  });

  test.each([
    [Duration.seconds(0), '0s'],
    [Duration.millis(500), '500ms'],
    [Duration.millis(1500), '1500ms'],
  ])('refuses a pause of %s', (duration, given) => {
    expect(() => CanaryStep.pause(duration)).toThrow(
      `pause takes whole seconds, at least 1 (the controller counts in whole seconds), got ${given}`,
    );
  });

  test('cannot be given a negative pause', () => {
    expect(() => CanaryStep.pause(Duration.seconds(-1))).toThrow('negative');
  });
});
