import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-28';
import { delayProblems, isNoPod, podAmountProblems } from '../../src/rollout/amounts';

const { absolute, percent } = PercentOrAbsolute;

describe('podAmountProblems', () => {
  test.each([undefined, absolute(0), absolute(1000), percent(0), percent(100)])('stays quiet on %j', (amount) => {
    expect(podAmountProblems('maxSurge', amount)).toEqual([]);
  });

  test.each([
    [percent(1.5), '"1.5%"'],
    [percent(101), '"101%"'],
    [percent(-1), '"-1%"'],
    [percent(Number.NaN), '"NaN%"'],
    [{ value: '3' } as unknown as PercentOrAbsolute, '"3"'],
  ])('fires on a share that the controller counts as nothing or too much: %j', (amount, got) => {
    expect(podAmountProblems('maxSurge', amount)).toEqual([
      `maxSurge takes a whole number of pods or a share of 0 to 100 whole per cents, got ${got}`,
    ]);
  });

  test.each([-1, 0.5, Number.NaN])('fires on %d pods', (value) => {
    expect(podAmountProblems('maxSurge', absolute(value))).toEqual([
      `maxSurge takes a whole number of at least 0, got ${value}`,
    ]);
  });
});

describe('isNoPod', () => {
  test.each([absolute(0), percent(0)])('is true for %j', (amount) => {
    expect(isNoPod(amount)).toBe(true);
  });

  test.each([undefined, absolute(1), absolute(10), percent(0.5), percent(10)])('is false for %j', (amount) => {
    expect(isNoPod(amount)).toBe(false);
  });
});

describe('delayProblems', () => {
  test.each([undefined, Duration.seconds(0), Duration.seconds(30), Duration.millis(2000)])(
    'stays quiet on %s',
    (delay) => {
      expect(delayProblems('scaleDownDelay', delay)).toEqual([]);
    },
  );

  test('fires on parts of a second', () => {
    expect(delayProblems('scaleDownDelay', Duration.millis(1500))).toEqual([
      'scaleDownDelay takes whole seconds, 0 or more, got 1500ms',
    ]);
  });
});
