import { describe, expect, test } from '@jest/globals';
import type { ManifestObject } from '../../../src/manifest/manifest';
import { at, listOf, type Plain } from '../../../src/manifest/plain';
import { GATEWAY_API_WRITER } from '../../../src/traffic/gateway-api/writer';
import { type HeaderRouteStep, type RoutedRollout, TrafficRoutingError } from '../../../src/traffic/router-model';
import { testWithShared } from '../../shared-folder';
import { recordedRelease } from '../recorded-release';

const { setWeight, setHeaderRoute, removeManagedRoutes } = GATEWAY_API_WRITER;
if (setHeaderRoute === undefined || removeManagedRoutes === undefined) throw new Error('the plugin has header routes');

const backend = (name: string, weight: number) => ({ group: '', kind: 'Service', name, port: 80, weight });
const split = (weight = 0) => [backend('demo-stable', 100 - weight), backend('demo-canary', weight)];
const prefix = (value: string) => ({ path: { type: 'PathPrefix', value } });
const header = (name: string, value: string) => ({ name, type: 'Exact', value });
const canaryOnly = [backend('demo-canary', 1)];
const step = (name: string, headerName: string, exact: string): HeaderRouteStep => ({
  name,
  match: [{ headerName, headerValue: { exact } }],
});

function route(kind: string, rules: Plain[], name = 'demo'): ManifestObject {
  const version = kind === 'HTTPRoute' || kind === 'GRPCRoute' ? 'v1' : 'v1alpha2';
  return {
    apiVersion: `gateway.networking.k8s.io/${version}`,
    kind,
    metadata: { name, namespace: 'demo' },
    spec: { rules },
  };
}

function rollout(config: object, ...managedRoutes: string[]): RoutedRollout {
  return {
    name: 'demo',
    namespace: 'demo',
    stableService: 'demo-stable',
    canaryService: 'demo-canary',
    routing: {
      managedRoutes: managedRoutes.map((name) => ({ name })),
      plugins: { 'argoproj-labs/gatewayAPI': config },
    },
  };
}

function rulesOf(objects: readonly ManifestObject[]): Plain[] {
  return listOf(at(objects[0]?.spec, 'rules'));
}

const HTTP = rollout({ httpRoute: 'demo' }, 'qa', 'beta');
const GRPC = rollout({ grpcRoute: 'demo' }, 'qa');

describe('the weights that the plugin writes', () => {
  test('are those of every rule that has both Services', () => {
    const rules = [
      { matches: [prefix('/a')], backendRefs: split() },
      { matches: [prefix('/b')], backendRefs: split() },
    ];
    expect(rulesOf(setWeight([route('HTTPRoute', rules)], HTTP, 35))).toEqual([
      { matches: [prefix('/a')], backendRefs: split(35) },
      { matches: [prefix('/b')], backendRefs: split(35) },
    ]);
  });

  test.each(['GRPCRoute', 'TCPRoute', 'TLSRoute'])(
    'are written into a %s, with the label while there is one',
    (kind) => {
      const config = { [`${kind.slice(0, -5).toLowerCase()}Routes`]: [{ name: 'demo' }] };
      const [moved] = setWeight([route(kind, [{ backendRefs: split() }])], rollout(config), 20);
      expect(moved?.spec).toEqual({ rules: [{ backendRefs: split(20) }] });
      expect(moved?.metadata.labels).toEqual({ 'rollouts.argoproj.io/gatewayapi-canary': 'in-progress' });
      const [back] = setWeight(moved === undefined ? [] : [moved], rollout(config), 0);
      expect(back?.metadata.labels).toBeUndefined();
    },
  );

  test('leave header routes and other backends alone', () => {
    const other = { backendRefs: [...split(), backend('other', 50)] };
    const qa = { name: 'qa-1', matches: [{ headers: [header('X-Canary', 'yes')] }], backendRefs: canaryOnly };
    expect(rulesOf(setWeight([route('HTTPRoute', [other, qa])], HTTP, 20))).toEqual([
      { backendRefs: [...split(20), backend('other', 50)] },
      qa,
    ]);
  });

  test.each([
    [rollout({ httpRoute: 'nowhere' }), 20, 'httproutes.gateway.networking.k8s.io "nowhere" not found'],
    [rollout({ grpcRoute: 'demo' }), 20, 'grpcroutes.gateway.networking.k8s.io "demo" not found'],
    [{ ...HTTP, canaryService: 'other' }, 20, 'backendRef was not found in httpRoute'],
    [{ ...HTTP, stableService: 'other' }, 20, 'backendRef was not found in httpRoute'],
    [
      HTTP,
      500,
      'HTTPRoute.gateway.networking.k8s.io "demo" is invalid: spec.rules[0].backendRefs[0].weight: Invalid value: -400: ' +
        'spec.rules[0].backendRefs[0].weight in body should be greater than or equal to 0',
    ],
  ])('are an error in the words of the controller (%#)', (of, weight, message) => {
    const objects = [route('HTTPRoute', [{ backendRefs: split() }])];
    expect(() => setWeight(objects, of, weight)).toThrow(new TrafficRoutingError(message));
  });

  testWithShared('traces')('leave the Service of an experiment in the route when it is over, as recorded', () => {
    const { objects, rollout: recorded, routes } = recordedRelease('gw-experiment-weight');
    const versions = (routes['HTTPRoute/demo'] ?? []).map((version) => version?.spec);
    const experiment = { service: 'demo-v2-2-2-canary', port: 8080, hash: 'v2', weight: 10 };
    const played: (readonly ManifestObject[])[] = [];
    for (const [index, weight] of [0, 20, 20, 20, 50, 100, 0].entries()) {
      played.push(setWeight(played.at(-1) ?? objects, recorded, weight, index === 2 ? [experiment] : []));
    }
    const specs = played.map((state) => state.find(({ kind }) => kind === 'HTTPRoute')?.spec);
    expect(specs).toEqual(versions);
  });
});

describe('the header routes that the plugin adds', () => {
  const rules = [
    {
      name: 'api',
      matches: [{ ...prefix('/api'), headers: [header('X-Tenant', 'acme')], method: 'GET' }, prefix('/v2')],
      filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['X-A'] } }],
      timeouts: { request: '10s' },
      backendRefs: split(20),
    },
    { matches: [prefix('/')], backendRefs: split(20) },
  ];
  const qa = [
    {
      name: 'qa',
      matches: [
        { ...prefix('/api'), headers: [header('X-Tenant', 'acme'), header('X-Canary', 'yes')], method: 'GET' },
        { ...prefix('/v2'), headers: [header('X-Canary', 'yes')] },
      ],
      filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['X-A'] } }],
      backendRefs: canaryOnly,
    },
    { name: 'qa-1', matches: [{ ...prefix('/'), headers: [header('X-Canary', 'yes')] }], backendRefs: canaryOnly },
  ];

  test('are one for each rule that splits, with its matches and filters and without its timeouts', () => {
    expect(rulesOf(setHeaderRoute([route('HTTPRoute', rules)], HTTP, step('qa', 'X-Canary', 'yes')))).toEqual([
      ...rules,
      ...qa,
    ]);
  });

  test('are the same when the step is reconciled again', () => {
    const once = setHeaderRoute([route('HTTPRoute', rules)], HTTP, step('qa', 'X-Canary', 'yes'));
    expect(rulesOf(setHeaderRoute(once, HTTP, step('qa', 'X-Canary', 'yes')))).toEqual([...rules, ...qa]);
  });

  test('replace others by the same header, and stay beside others by another one', () => {
    const once = setHeaderRoute([route('HTTPRoute', rules)], HTTP, step('qa', 'X-Canary', 'yes'));
    const names = (objects: readonly ManifestObject[]) => rulesOf(objects).map((rule) => at(rule, 'name'));
    const same = setHeaderRoute(once, HTTP, step('beta', 'X-Canary', 'beta'));
    expect(names(same)).toEqual(['api', undefined, 'beta', 'beta-1']);
    const renamed = setHeaderRoute(once, HTTP, step('qa', 'X-Friend', 'yes'));
    expect(names(renamed)).toEqual(['api', undefined, 'qa', 'qa-1']);
    const other = setHeaderRoute(once, HTTP, step('beta', 'X-Friend', 'yes'));
    expect(names(other)).toEqual(['api', undefined, 'qa', 'qa-1', 'beta', 'beta-1']);
  });

  test('compare prefixes by an expression that is not escaped', () => {
    const match = [
      { headerName: 'X-A', headerValue: { prefix: 'a.b' } },
      { headerName: 'X-B', headerValue: { regex: '^b$' } },
    ];
    const [, added] = rulesOf(setHeaderRoute([route('HTTPRoute', rules.slice(1))], HTTP, { name: 'qa', match }));
    expect(at(listOf(at(added, 'matches'))[0], 'headers')).toEqual([
      { name: 'X-A', type: 'RegularExpression', value: 'a.b.*' },
      { name: 'X-B', type: 'RegularExpression', value: '^b$' },
    ]);
  });

  test('are about every call of a GRPCRoute whose rule has no matches', () => {
    const [, added] = rulesOf(
      setHeaderRoute([route('GRPCRoute', [{ backendRefs: split() }])], GRPC, step('qa', 'x-canary', 'yes')),
    );
    expect(added).toEqual({ name: 'qa', matches: [{ headers: [header('x-canary', 'yes')] }], backendRefs: canaryOnly });
  });

  test('are not added to routes that are not said to have them, nor to connections', () => {
    const objects = [route('HTTPRoute', rules), route('TCPRoute', [{ backendRefs: split() }])];
    const of = rollout({ httpRoutes: [{ name: 'demo' }], tcpRoute: 'demo' }, 'qa');
    expect(setHeaderRoute(objects, of, step('qa', 'X-Canary', 'yes'))).toEqual(objects);
  });

  test('are all taken away by a step without a match, and at the end', () => {
    const once = setHeaderRoute([route('HTTPRoute', rules)], HTTP, step('qa', 'X-Canary', 'yes'));
    expect(rulesOf(setHeaderRoute(once, HTTP, { name: 'beta' }))).toEqual(rules);
    expect(rulesOf(removeManagedRoutes(once, HTTP))).toEqual(rules);
    const calls = setHeaderRoute([route('GRPCRoute', [{ backendRefs: split() }])], GRPC, step('qa', 'x-canary', 'yes'));
    expect(rulesOf(removeManagedRoutes(calls, GRPC))).toEqual([{ backendRefs: split() }]);
  });

  test("take a user's rule to the canary alone with them", () => {
    const own = { matches: [prefix('/next')], backendRefs: canaryOnly };
    expect(rulesOf(removeManagedRoutes([route('HTTPRoute', [...rules, own])], HTTP))).toEqual(rules);
  });

  test('leave an HTTPRoute with the rule that the API server fills in, and a GRPCRoute with none', () => {
    const taken = [{ name: 'qa', backendRefs: split() }];
    expect(rulesOf(removeManagedRoutes([route('HTTPRoute', taken)], HTTP))).toEqual([{ matches: [prefix('/')] }]);
    expect(removeManagedRoutes([route('GRPCRoute', taken)], GRPC)[0]?.spec).toEqual({});
  });

  test('are an error where no rule has both Services', () => {
    const objects = [route('HTTPRoute', [{ backendRefs: [backend('demo-stable', 100)] }])];
    expect(() => setHeaderRoute(objects, HTTP, step('qa', 'X-Canary', 'yes'))).toThrow(
      new TrafficRoutingError('backendRef was not found in httpRoute'),
    );
  });
});
