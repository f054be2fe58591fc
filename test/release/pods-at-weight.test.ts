import { describe, expect, test } from '@jest/globals';
import { podsAtWeight, shareOf } from '../../src/release/pods-at-weight';

/** Replicas, and ranges of weights with the pods of the canary and the stable version, recorded on Argo Rollouts 1.10.2. */
const RECORDED: readonly [number, readonly [number, number, number, number][]][] = [
  [
    1,
    [
      [1, 99, 1, 1],
      [100, 100, 1, 0],
    ],
  ],
  [
    2,
    [
      [1, 33, 1, 2],
      [50, 50, 1, 1],
      [75, 99, 2, 1],
    ],
  ],
  [
    3,
    [
      [1, 25, 1, 3],
      [33, 33, 1, 2],
      [50, 50, 2, 2],
      [75, 99, 3, 1],
    ],
  ],
  [
    4,
    [
      [1, 20, 1, 4],
      [25, 25, 1, 3],
      [33, 33, 2, 3],
      [50, 50, 2, 2],
      [75, 75, 3, 1],
      [90, 99, 4, 1],
    ],
  ],
  [
    5,
    [
      [1, 10, 1, 5],
      [20, 25, 1, 4],
      [33, 33, 2, 4],
      [50, 50, 3, 3],
      [75, 75, 4, 1],
      [90, 99, 5, 1],
    ],
  ],
  [
    10,
    [
      [1, 5, 1, 10],
      [10, 10, 1, 9],
      [20, 20, 2, 8],
      [25, 25, 3, 8],
      [33, 33, 3, 7],
      [50, 50, 5, 5],
      [75, 75, 8, 3],
      [90, 90, 9, 1],
      [99, 99, 10, 1],
    ],
  ],
];

describe('the pods at a weight without a router', () => {
  test.each(RECORDED)('are as the controller makes them, of %i replicas that may be exceeded', (replicas, rows) => {
    for (const [from, to, canary, stable] of rows) {
      for (const weight of [from, to]) {
        expect({ weight, ...podsAtWeight(weight, replicas, true) }).toEqual({ weight, canary, stable });
      }
    }
  });

  test('are never more than the replicas where these may not be exceeded', () => {
    expect(podsAtWeight(20, 4, false)).toEqual({ canary: 1, stable: 3 });
    expect(podsAtWeight(50, 1, false)).toEqual({ canary: 1, stable: 0 });
  });

  test('are a share of the requests', () => {
    expect(shareOf({ canary: 1, stable: 3 })).toBe(25);
  });
});
