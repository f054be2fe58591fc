import { describe, expect, test } from '@jest/globals';
import { CanaryScale } from '../../../src/rollout/steps/canary-scale';

describe('CanaryScale', () => {
  test('has exactly one key, zeros included', () => {
    expect(CanaryScale.replicas(0).toScale()).toEqual({ replicas: 0 });
    expect(CanaryScale.replicas(3).toScale()).toEqual({ replicas: 3 });
    expect(CanaryScale.weight(100).toScale()).toEqual({ weight: 100 });
    expect(CanaryScale.matchTrafficWeight().toScale()).toEqual({ matchTrafficWeight: true });
  });

  test('fixes an amount, or leaves it to the weight', () => {
    expect(CanaryScale.replicas(3).amount).toBe(3);
    expect(CanaryScale.weight(20).amount).toBe(20);
    expect(CanaryScale.matchTrafficWeight().amount).toBeUndefined();
  });

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d replicas', (replicas) => {
    expect(() => CanaryScale.replicas(replicas)).toThrow(
      `CanaryScale.replicas takes a whole number of at least 0, got ${replicas}`,
    );
  });

  test.each([-1, 101, 0.5, Number.NaN])('refuses a weight of %d', (percent) => {
    expect(() => CanaryScale.weight(percent)).toThrow(
      `CanaryScale.weight takes a whole number from 0 to 100, got ${percent}`,
    );
  });
});
