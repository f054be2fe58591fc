import { describe, expect, test } from '@jest/globals';
import type { ManifestObject } from '../../src/manifest/manifest';
import { backendsAt, changeRoute, managedRoutesIn, tryFindRoute } from '../../src/traffic/route-objects';
import { weightsOf, withWeights } from '../../src/traffic/route-weights';
import type { RoutedRollout, RouteReference } from '../../src/traffic/router-model';

const ROLLOUT: RoutedRollout = {
  name: 'demo',
  namespace: 'demo',
  stableService: 'stable',
  canaryService: 'canary',
  routing: { managedRoutes: [{ name: 'qa' }, {}] },
};
const REFERENCE: RouteReference = { groups: ['a.io', 'b.io'], kind: 'Route', name: 'demo', madeBy: 'git' };

function route(apiVersion: string, namespace?: string): ManifestObject {
  const spec = { backends: [{ service: { name: 'stable', port: 80 } }, { service: { name: 'other' }, weight: 3 }] };
  return { apiVersion, kind: 'Route', metadata: { name: 'demo', namespace }, spec };
}

describe('tryFindRoute', () => {
  test('finds an object of either group in the namespace of the rollout, or of none', () => {
    for (const found of [route('a.io/v1', 'demo'), route('b.io/v2', 'demo'), route('a.io/v1')]) {
      expect(tryFindRoute([route('c.io/v1', 'demo'), found], ROLLOUT, REFERENCE)).toBe(found);
    }
  });

  test('finds none of another namespace, unless the reference says it', () => {
    const elsewhere = route('a.io/v1', 'infra');
    expect(tryFindRoute([elsewhere], ROLLOUT, REFERENCE)).toBeUndefined();
    expect(tryFindRoute([elsewhere], ROLLOUT, { ...REFERENCE, namespace: 'infra' })).toBe(elsewhere);
  });
});

describe('changeRoute', () => {
  test('changes the object that is meant, and hands the others through', () => {
    const [other, meant] = [route('c.io/v1'), route('a.io/v1')];
    const after = changeRoute([other, meant], ROLLOUT, REFERENCE, (object) => ({ ...object, spec: 'new' }));
    expect(after[0]).toBe(other);
    expect(after[1]).toEqual({ ...meant, spec: 'new' });
  });
});

describe('backendsAt', () => {
  test('finds names and ports, and leaves out what has no name', () => {
    const keys = { service: ['service', 'name'], port: ['service', 'port'] };
    expect(backendsAt(route('a.io/v1'), ['spec', 'backends', '[]'], keys)).toEqual([
      { service: 'stable', port: 80 },
      { service: 'other', port: undefined },
    ]);
    expect(backendsAt(undefined, ['spec'], keys)).toEqual([]);
  });
});

describe('withWeights', () => {
  const weigh = (weight: number) =>
    withWeights(route('a.io/v1'), ['backends'], ['service', 'name'], weightsOf(ROLLOUT, weight));

  test('weighs the Services of the rollout, and leaves others their own', () => {
    expect(weigh(20).spec).toEqual({
      backends: [
        { service: { name: 'stable', port: 80 }, weight: 80 },
        { service: { name: 'other' }, weight: 3 },
      ],
    });
  });

  test('knows no weights of a rollout without Services', () => {
    expect(weightsOf({ name: 'demo', routing: {} }, 20).size).toBe(0);
  });
});

test('managedRoutesIn reads the names, and nothing else', () => {
  expect(managedRoutesIn(ROLLOUT.routing)).toEqual(['qa']);
  expect(managedRoutesIn(undefined)).toEqual([]);
});
