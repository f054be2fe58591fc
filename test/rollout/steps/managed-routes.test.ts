import { describe, expect, test } from '@jest/globals';
import { CanaryStep } from '../../../src/index';
import { HeaderMatch } from '../../../src/rollout/steps/header-match';
import { managedRoutesOf } from '../../../src/rollout/steps/managed-routes';
import { StringMatch } from '../../../src/rollout/steps/string-match';

const yes = HeaderMatch.exact('X-Canary', 'yes');

describe('managedRoutesOf', () => {
  test('lists each route once, in the order of first use', () => {
    expect(
      managedRoutesOf([
        CanaryStep.setWeight(1),
        CanaryStep.setHeaderRoute('qa', yes),
        CanaryStep.setMirrorRoute('a-shadow', { match: [{ path: StringMatch.prefix('/') }], percentage: 1 }),
        CanaryStep.removeHeaderRoute('qa'),
        CanaryStep.removeMirrorRoute('a-shadow'),
      ]),
    ).toEqual([{ name: 'qa' }, { name: 'a-shadow' }]);
  });

  test('is nothing where no step needs a route: the controller drops an empty list', () => {
    expect(managedRoutesOf([CanaryStep.setWeight(1)])).toBeUndefined();
  });
});
