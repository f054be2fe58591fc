import { describe, expect, test } from '@jest/globals';
import type { ManifestObject } from '../../../src/manifest/manifest';
import { CONTOUR } from '../../../src/traffic/contour/facts';
import type { RoutedRollout } from '../../../src/traffic/router-model';

const rolloutOf = (...httpProxies: string[]): RoutedRollout => ({
  name: 'demo',
  namespace: 'demo',
  stableService: 'demo-stable',
  canaryService: 'demo-canary',
  routing: { plugins: { 'argoproj-labs/contour': { httpProxies } } },
});

interface Service {
  readonly name: string;
  readonly weight?: number;
  readonly mirror?: boolean;
}

function httpProxy(name: string, ...routes: readonly (readonly Service[])[]): ManifestObject {
  return {
    apiVersion: 'projectcontour.io/v1',
    kind: 'HTTPProxy',
    metadata: { name, namespace: 'demo' },
    spec: { routes: routes.map((services) => ({ services })) },
  };
}

const stable = (weight?: number): Service => ({ name: 'demo-stable', weight });
const canary = (weight?: number): Service => ({ name: 'demo-canary', weight });
const weigh = (weight: number, ...objects: ManifestObject[]) =>
  CONTOUR.writer.setWeight(objects, rolloutOf(...objects.map(({ metadata }) => metadata.name)), weight);

describe('what the plugin writes into HTTPProxies', () => {
  test('are the weights of each route that has the canary, in each of them', () => {
    const other: Service = { name: 'other', weight: 100 };
    const before = [
      httpProxy('a', [stable(100), canary(0)], [other], [canary(0), stable(100)]),
      httpProxy('b', [stable(100), canary()]),
    ];
    expect(weigh(20, ...before)).toEqual([
      httpProxy('a', [stable(80), canary(20)], [other], [canary(20), stable(80)]),
      httpProxy('b', [stable(80), canary(20)]),
    ]);
  });

  test('leaves others their part, and shares the rest of 100', () => {
    const other: Service = { name: 'other', weight: 20 };
    expect(weigh(50, httpProxy('a', [stable(80), canary(0), other]))).toEqual([
      httpProxy('a', [stable(40), canary(40), other]),
    ]);
  });

  test('does not count who gets copies only', () => {
    const mirror: Service = { name: 'other', weight: 100, mirror: true };
    expect(weigh(10, httpProxy('a', [stable(100), canary(0), mirror]))).toEqual([
      httpProxy('a', [stable(90), canary(10), mirror]),
    ]);
  });

  test('is nothing where no route has the canary', () => {
    const before = httpProxy('a', [stable(100)], [{ name: 'other' }]);
    expect(weigh(20, before)).toEqual([before]);
  });

  test('is nothing where the weights are those already, whether a 0 is written out or not', () => {
    const before = [httpProxy('a', [stable(100), canary()]), httpProxy('b', [stable(100), canary(0)])];
    expect(weigh(0, ...before)).toEqual(before);
  });

  test('finds the list of names in any case', () => {
    const rollout = { ...rolloutOf(), routing: { plugins: { 'argoproj-labs/contour': { httpproxies: ['a'] } } } };
    expect(CONTOUR.routes(rollout).map(({ name }) => name)).toEqual(['a']);
  });

  test.each([
    [
      'weights that are not 100 together',
      httpProxy('a', [stable(50), canary(0)]),
      'the total weight must equals to 100',
    ],
    ['no weights', httpProxy('a', [stable(), canary()]), 'the total weight must equals to 100'],
    ['the canary alone', httpProxy('a', [canary(100)]), 'the service: demo-stable is not found in httpproxy'],
  ])('is an error with %s', (_, object, message) => {
    expect(() => weigh(20, object)).toThrow(`failed to create patch : ${message}`);
  });

  test('is an error without the HTTPProxy, and without Services', () => {
    expect(() => CONTOUR.writer.setWeight([], rolloutOf('a'), 20)).toThrow(
      'failed to get the httpproxy: httpproxies.projectcontour.io "a" not found',
    );
    expect(() => CONTOUR.writer.setWeight([], { ...rolloutOf('a'), stableService: undefined }, 20)).toThrow(
      'both canary service and stable service must be specified',
    );
  });
});
