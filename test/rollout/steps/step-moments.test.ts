import { describe, expect, test } from '@jest/globals';
import { CanaryStep } from '../../../src/index';
import { CanaryScale } from '../../../src/rollout/steps/canary-scale';
import { HeaderMatch } from '../../../src/rollout/steps/header-match';
import { hasCanaryPods, stepMoments } from '../../../src/rollout/steps/step-moments';

const yes = HeaderMatch.exact('X-Canary', 'yes');

describe('stepMoments', () => {
  test('know what was set before each step and after it', () => {
    const moments = stepMoments([
      CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
      CanaryStep.setHeaderRoute('qa', yes),
      CanaryStep.setWeight(20),
      CanaryStep.setCanaryScale(CanaryScale.matchTrafficWeight()),
      CanaryStep.setHeaderRoute('qa', yes),
      CanaryStep.removeHeaderRoute('qa'),
    ]);
    expect(moments.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(moments[0]?.before).toEqual({ weight: 0, routes: [] });
    expect(moments.map(({ after }) => after)).toEqual([
      { weight: 0, scale: { step: 0, amount: 1 }, routes: [] },
      { weight: 0, scale: { step: 0, amount: 1 }, routes: [{ step: 1, kind: 'setHeaderRoute', name: 'qa' }] },
      { weight: 20, scale: { step: 0, amount: 1 }, routes: [{ step: 1, kind: 'setHeaderRoute', name: 'qa' }] },
      { weight: 20, routes: [{ step: 1, kind: 'setHeaderRoute', name: 'qa' }] },
      { weight: 20, routes: [{ step: 4, kind: 'setHeaderRoute', name: 'qa' }] },
      { weight: 20, routes: [] },
    ]);
    expect(moments.slice(1).map(({ before }) => before)).toEqual(moments.slice(0, -1).map(({ after }) => after));
  });
});

describe('hasCanaryPods', () => {
  test.each([
    [{ weight: 0, routes: [] }, false],
    [{ weight: 1, routes: [] }, true],
    [{ weight: 0, scale: { step: 0, amount: 1 }, routes: [] }, true],
    [{ weight: 20, scale: { step: 0, amount: 0 }, routes: [] }, false],
  ])('of %j is %s', (state, expected) => {
    expect(hasCanaryPods(state)).toBe(expected);
  });
});
