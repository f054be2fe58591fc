import { describe, expect, test } from '@jest/globals';
import { quantityOf } from '../../src/manifest/quantity';

describe('a quantity of Kubernetes', () => {
  test.each([
    ['250m', 0.25],
    ['2', 2],
    [2, 2],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['512Mi', 536_870_912],
    ['1Gi', 1_073_741_824],
    ['5k', 5000],
  ])('%j is %d', (text, amount) => {
    expect(quantityOf(text)).toBeCloseTo(amount);
  });

  test.each(['', 'invalid', '1 Gi', '5q', '1.2.3', null, undefined, {}])('%j is none', (text) => {
    expect(quantityOf(text)).toBeUndefined();
  });
});
