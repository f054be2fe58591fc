import { describe, expect, test } from '@jest/globals';
import type { ManifestObject } from '../../../src/manifest/manifest';
import { APP_MESH } from '../../../src/traffic/app-mesh/facts';
import type { RoutedRollout, VersionHashes } from '../../../src/traffic/router-model';

const { writer, routes, backends } = APP_MESH;

function rollout(...names: string[]): RoutedRollout {
  return {
    name: 'demo',
    namespace: 'demo',
    stableService: 'demo-stable',
    canaryService: 'demo-canary',
    routing: {
      appMesh: {
        virtualService: { name: 'demo', routes: names },
        virtualNodeGroup: { canaryVirtualNodeRef: { name: 'canary' }, stableVirtualNodeRef: { name: 'stable' } },
      },
    },
  };
}

function object(kind: string, name: string, spec: object, namespace = 'demo'): ManifestObject {
  return { apiVersion: 'appmesh.k8s.aws/v1beta2', kind, metadata: { name, namespace }, spec };
}

const SERVICE = object('VirtualService', 'demo', {
  provider: { virtualRouter: { virtualRouterRef: { name: 'router' } } },
});

function target(name: string, weight: unknown, namespace?: string): object {
  return { virtualNodeRef: namespace === undefined ? { name } : { name, namespace }, weight };
}

function route(name: string, type: string, ...weightedTargets: unknown[]): object {
  return { name, [type]: { action: { weightedTargets } } };
}

const router = (...all: unknown[]) => object('VirtualRouter', 'router', { routes: all });

describe('the weights that the controller writes for App Mesh', () => {
  test.each(['httpRoute', 'http2Route', 'grpcRoute', 'tcpRoute'])(
    'go to the VirtualNodes of the Rollout, in a %s',
    (type) => {
      const before = router(route('a', type, target('canary', 0), target('stable', 100, 'demo')));
      const after = router(route('a', type, target('canary', 20), target('stable', 80, 'demo')));
      expect(writer.setWeight([SERVICE, before], rollout('a'), 20)).toEqual([SERVICE, after]);
    },
  );

  test('go to all routes where none is named, else to those that are', () => {
    const at = (one: number, other: number) =>
      router(
        route('a', 'httpRoute', target('canary', one), target('stable', 100 - one)),
        route('b', 'tcpRoute', target('stable', 100 - other), target('canary', other)),
      );
    expect(writer.setWeight([SERVICE, at(0, 0)], rollout(), 20)).toEqual([SERVICE, at(20, 20)]);
    expect(writer.setWeight([SERVICE, at(0, 0)], rollout('b'), 20)).toEqual([SERVICE, at(0, 20)]);
  });

  test('leave other VirtualNodes alone, and those of another namespace', () => {
    const before = router(route('a', 'httpRoute', target('other', 50), target('canary', 7, 'elsewhere')));
    const [, after] = writer.setWeight([SERVICE, before], rollout('a'), 20);
    expect(after).toBe(before);
  });

  test('are found in the namespace that the VirtualService says', () => {
    const service = object('VirtualService', 'demo', {
      provider: { virtualRouter: { virtualRouterRef: { name: 'router', namespace: 'mesh' } } },
    });
    const at = (weight: number) =>
      object('VirtualRouter', 'router', { routes: [route('a', 'httpRoute', target('canary', weight))] }, 'mesh');
    expect(writer.setWeight([service, at(0)], rollout('a'), 20)).toEqual([service, at(20)]);
  });

  test.each<[string, ManifestObject[]]>([
    ['Virtual-service is missing', []],
    ['Virtual-service is not associated with virtual-router', [object('VirtualService', 'demo', {})]],
    ['Virtual-router is missing', [SERVICE]],
    ['spec.routes: Invalid value: "router": No routes found', [SERVICE, object('VirtualRouter', 'router', {})]],
    ['spec.routes[0]: Invalid value: "router": not well-formed', [SERVICE, router({ name: 'a', quicRoute: {} })]],
    [
      'spec.routes[0].httpRoute.action.weightedTargets: Invalid value: "router": not well-formed',
      [SERVICE, router({ name: 'a', httpRoute: {} })],
    ],
    [
      'spec.routes[0].httpRoute.action.weightedTargets[1].weight: Invalid value: "router": not well-formed',
      [SERVICE, router(route('a', 'httpRoute', target('canary', 0), target('stable', undefined)))],
    ],
    [
      'spec.routes[0].httpRoute.action.weightedTargets[0].virtualNodeRef: Invalid value: "router": not well-formed',
      [SERVICE, router(route('a', 'httpRoute', { virtualNodeARN: 'arn:aws:appmesh:…', weight: 0 }))],
    ],
  ])('end in "%s"', (message, objects) => {
    expect(() => writer.setWeight(objects, rollout('a'), 20)).toThrow(message);
  });
});

describe('the hashes that the controller writes for App Mesh', () => {
  const node = (name: string, matchLabels: object) => object('VirtualNode', name, { podSelector: { matchLabels } });
  const nodes = [node('stable', { app: 'demo' }), node('canary', { app: 'demo', 'rollouts-pod-template-hash': 'old' })];

  test.each<[VersionHashes, string, string]>([
    [{ stable: 'a1', canary: 'b2' }, 'a1', 'b2'],
    [{ stable: 'a1', canary: 'a1' }, 'a1', 'canary-hash'],
    [{ stable: 'a1', canary: '' }, 'a1', 'canary-hash'],
    [{ stable: '', canary: 'b2' }, 'stable-hash', 'b2'],
    [{ stable: '', canary: '' }, 'stable-hash', 'canary-hash'],
  ])('of %j are %s and %s', (hashes, stable, canary) => {
    const after = writer.updateHash?.(nodes, rollout(), hashes) ?? [];
    expect(after.map(({ spec }) => spec)).toEqual([
      { podSelector: { matchLabels: { app: 'demo', 'rollouts-pod-template-hash': stable } } },
      { podSelector: { matchLabels: { app: 'demo', 'rollouts-pod-template-hash': canary } } },
    ]);
    expect(after.map(({ metadata }) => metadata.annotations)).toEqual(
      nodes.map(() => ({ 'argo-rollouts.argoproj.io/managed-by-rollouts': 'demo' })),
    );
  });

  test('are added where a VirtualNode selects nothing yet', () => {
    const bare = [object('VirtualNode', 'stable', { listeners: [] }), object('VirtualNode', 'canary', {})];
    const [stable] = writer.updateHash?.(bare, rollout(), { stable: 'a1', canary: 'b2' }) ?? [];
    expect(stable?.spec).toEqual({
      listeners: [],
      podSelector: { matchLabels: { 'rollouts-pod-template-hash': 'a1' } },
    });
  });

  test('are an error where a VirtualNode is missing', () => {
    expect(() => writer.updateHash?.(nodes.slice(1), rollout(), { stable: 'a1', canary: 'b2' })).toThrow(
      'Virtual-node is missing',
    );
  });
});

describe('what a Rollout says of App Mesh', () => {
  test('are the VirtualService and the VirtualNodes', () => {
    expect(routes(rollout()).map(({ kind, name, madeBy }) => `${kind}/${name} of ${madeBy}`)).toEqual([
      'VirtualService/demo of git',
      'VirtualNode/stable of git',
      'VirtualNode/canary of git',
    ]);
  });

  test('leads to the Services by their names in DNS', () => {
    const node = (name: string) =>
      object('VirtualNode', name, { serviceDiscovery: { dns: { hostname: `demo-${name}.demo.svc.cluster.local` } } });
    expect(backends([node('stable'), node('canary')], rollout())).toEqual([
      { service: 'demo-stable' },
      { service: 'demo-canary' },
    ]);
    expect(backends([object('VirtualNode', 'stable', {})], rollout())).toEqual([]);
  });
});
