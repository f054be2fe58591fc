import { describe, expect, test } from '@jest/globals';
import {
  hasCanaryPods,
  maxWeightOf,
  type ReleaseState,
  releaseMoments,
  routedCanaryPods,
} from '../../src/release/release-moment';
import { releaseSteps } from '../../src/release/release-step';

const MATCH = [{ headerName: 'X-Canary', headerValue: { exact: 'true' } }];

/** What is set after each of the steps. */
function statesAfter(...steps: unknown[]): ReleaseState[] {
  return releaseMoments(releaseSteps({ steps })).map(({ after }) => after);
}

describe('the moments of a release', () => {
  test('keep a weight until the next one', () => {
    const weights = statesAfter({ pause: {} }, { setWeight: 20 }, { pause: {} }, { setWeight: 50 });
    expect(weights.map(({ weight }) => weight)).toEqual([0, 20, 20, 50]);
  });

  test('keep a size of the canary until it follows the weight again', () => {
    const states = statesAfter(
      { setCanaryScale: { replicas: 2, weight: 50 } },
      { setWeight: 10 },
      { setCanaryScale: { weight: 30 } },
      { setCanaryScale: { matchTrafficWeight: true } },
    );
    expect(states.map(({ scale }) => scale && `${scale.amount} ${scale.unit} of ${scale.step}`)).toEqual([
      '2 replicas of 0',
      '2 replicas of 0',
      '30 weight of 2',
      undefined,
    ]);
  });

  test('take a setCanaryScale that says nothing for one that follows the weight', () => {
    expect(statesAfter({ setCanaryScale: { replicas: 2 } }, { setCanaryScale: {} })[1]?.scale).toBeUndefined();
  });

  test('keep routes until a step without match removes them', () => {
    const states = statesAfter(
      { setHeaderRoute: { name: 'qa', match: MATCH } },
      { setMirrorRoute: { name: 'shadow', match: [{}] } },
      { setHeaderRoute: { name: 'qa' } },
    );
    expect(states.map(({ routes }) => routes.map(({ name, step }) => `${name} ${step}`))).toEqual([
      ['qa 0'],
      ['qa 0', 'shadow 1'],
      ['shadow 1'],
    ]);
  });

  test('take steps of wrong types for such that set nothing', () => {
    for (const step of [null, 'pause', 5, [], { setWeight: '20' }, { setCanaryScale: 'all' }, { setHeaderRoute: 1 }]) {
      expect(statesAfter(step)).toEqual([{ weight: 0, routes: [] }]);
    }
  });
});

describe('the canary', () => {
  test('has pods with a weight, or with a size of its own', () => {
    const states = statesAfter({ pause: {} }, { setWeight: 5 }, { setCanaryScale: { replicas: 0 } });
    expect(states.map(hasCanaryPods)).toEqual([false, true, false]);
  });

  test('has the share of the replicas behind a router, rounded up, unless its size is fixed', () => {
    const [weight, share, pods] = statesAfter(
      { setWeight: 25 },
      { setCanaryScale: { weight: 50 } },
      { setCanaryScale: { replicas: 7 } },
    );
    const counts = [weight, share, pods].map((state) => state && routedCanaryPods(state, 10, 100));
    expect(counts).toEqual([3, 5, 7]);
  });
});

test('the greatest weight is 100 where the routing does not say another one above 0', () => {
  expect([{}, { maxTrafficWeight: 1000 }, { maxTrafficWeight: 0 }, 'nginx'].map(maxWeightOf)).toEqual([
    100, 1000, 100, 100,
  ]);
});
