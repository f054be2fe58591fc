import { describe, expect, test } from '@jest/globals';
import { AntiAffinity } from '../../src';

describe('AntiAffinity', () => {
  test.each([1, 50, 100])('prefers different nodes with weight %d', (weight) => {
    expect(AntiAffinity.preferred(weight).toAntiAffinity()).toEqual({
      preferredDuringSchedulingIgnoredDuringExecution: { weight },
    });
  });

  test('requires different nodes', () => {
    expect(AntiAffinity.required().toAntiAffinity()).toEqual({ requiredDuringSchedulingIgnoredDuringExecution: {} });
  });

  test.each([0, 101, 1.5, Number.NaN])('refuses weight %d', (weight) => {
    expect(() => AntiAffinity.preferred(weight)).toThrow(
      `AntiAffinity.preferred takes a whole number from 1 to 100, got ${weight}`,
    );
  });
});
