import { describe, expect, test } from '@jest/globals';
import type { RouterFacts, SingularField, TrafficRouting } from '../../../src';
import { mergeTrafficRouting } from '../../../src/rollout/canary/traffic-routing';
import { anyRouter } from '../../coverage/demo-rollouts';
import { demoChart } from '../../demo-chart';

const INGRESSES = { stableIngresses: { field: 'stableIngress' } };
const MAPPINGS = {};

function part(routing: TrafficRouting, singular?: Readonly<Record<string, SingularField>>) {
  const facts: RouterFacts = { ...anyRouter().facts, singular };
  return { facts, routing };
}

function merged(...parts: ReturnType<typeof part>[]): TrafficRouting | undefined {
  return mergeTrafficRouting(demoChart(), parts);
}

describe('mergeTrafficRouting', () => {
  test('is nothing without a router', () => {
    expect(merged()).toBeUndefined();
  });

  test('puts different routers side by side, plugins too', () => {
    expect(
      merged(
        part({ traefik: { weightedTraefikServiceName: 'demo' } }),
        part({ plugins: { 'a/one': { route: 'x' } } }),
        part({ plugins: { 'a/two': { route: 'y' } } }),
      ),
    ).toEqual({
      traefik: { weightedTraefikServiceName: 'demo' },
      plugins: { 'a/one': { route: 'x' }, 'a/two': { route: 'y' } },
    });
  });

  test('writes a list of one as the field for one', () => {
    expect(merged(part({ nginx: { stableIngresses: ['one'] } }, INGRESSES))).toEqual({
      nginx: { stableIngress: 'one' },
    });
    const routes = { httpRoutes: { field: 'httpRoute', key: 'name' } };
    expect(
      merged(part({ plugins: { 'a/b': { httpRoutes: [{ name: 'one', useHeaderRoutes: true }] } } }, routes)),
    ).toEqual({ plugins: { 'a/b': { httpRoute: 'one' } } });
  });

  test('joins several of a kind by their lists', () => {
    expect(
      merged(
        part({ nginx: { stableIngresses: ['one'], annotationPrefix: 'x' } }, INGRESSES),
        part({ nginx: { stableIngresses: ['two'], annotationPrefix: 'x' } }, INGRESSES),
      ),
    ).toEqual({ nginx: { stableIngresses: ['one', 'two'], annotationPrefix: 'x' } });
  });

  test('leaves a list alone that has no field for one', () => {
    expect(merged(part({ ambassador: { mappings: ['one'] } }, MAPPINGS))).toEqual({
      ambassador: { mappings: ['one'] },
    });
  });

  test('refuses two that say different things', () => {
    expect(() =>
      merged(
        part({ alb: { ingresses: ['one'], servicePort: 80 } }, INGRESSES),
        part({ alb: { ingresses: ['two'], servicePort: 90 } }, INGRESSES),
      ),
    ).toThrow(
      'two routers say different things of trafficRouting.alb.servicePort, 80 and 90, and a rollout has one for all',
    );
  });

  test('refuses two of a kind of which a rollout has one', () => {
    const one = part({ smi: { trafficSplitName: 'demo' } });
    expect(() => merged(one, one)).toThrow(
      'trafficRouting has two routers that both fill in "smi": give the rollout one of them',
    );
    const plugin = part({ plugins: { 'a/b': { route: 'x' } } });
    expect(() => merged(plugin, plugin)).toThrow('trafficRouting has two routers that both fill in "a/b"');
  });

  test('keeps what a router does not say out of it', () => {
    expect(
      merged(part({ nginx: { stableIngress: 'one', annotationPrefix: undefined }, maxTrafficWeight: undefined })),
    ).toEqual({ nginx: { stableIngress: 'one' } });
  });

  test('takes what all requests are from several routers, where they say the same', () => {
    const nginx = part({ nginx: { stableIngress: 'one' }, maxTrafficWeight: 1000 });
    const plugin = (maxTrafficWeight: number) => part({ plugins: { 'a/b': {} }, maxTrafficWeight });
    expect(merged(nginx, plugin(1000))?.maxTrafficWeight).toBe(1000);
    expect(() => merged(nginx, plugin(100))).toThrow(
      'two routers say different things of trafficRouting.maxTrafficWeight, 1000 and 100',
    );
  });

  test('leaves the lists of another router alone that have the same names', () => {
    const routes = { httpRoutes: { field: 'httpRoute', key: 'name' } };
    expect(
      merged(
        part({ plugins: { 'a/one': { httpRoutes: [{ name: 'x' }] } } }, routes),
        part({ plugins: { 'a/two': { httpRoutes: [{ name: 'y' }] } } }),
      )?.plugins,
    ).toEqual({ 'a/one': { httpRoute: 'x' }, 'a/two': { httpRoutes: [{ name: 'y' }] } });
  });
});
