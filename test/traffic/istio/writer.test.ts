import { describe, expect, test } from '@jest/globals';
import type { ManifestObject } from '../../../src/manifest/manifest';
import { at, listOf, type Plain } from '../../../src/manifest/plain';
import { ISTIO } from '../../../src/traffic/istio/facts';
import type { ExperimentDestination, RoutedRollout } from '../../../src/traffic/router-model';

const { setWeight, setHeaderRoute, setMirrorRoute, removeManagedRoutes, updateHash } = ISTIO.writer;
const SUBSETS = { name: 'demo', canarySubsetName: 'canary', stableSubsetName: 'stable' };
const EXPERIMENT: ExperimentDestination = { service: 'demo-baseline', port: 80, hash: 'x', weight: 5 };

/** A rollout between demo-stable and demo-canary by the VirtualService demo. */
function rollout(virtualService: Plain, routing: { readonly [key: string]: Plain } = {}): RoutedRollout {
  return {
    name: 'demo',
    namespace: 'demo',
    stableService: 'demo-stable',
    canaryService: 'demo-canary',
    routing: { istio: { virtualService: { name: 'demo', ...Object(virtualService) } }, ...routing },
  };
}

/** A rollout between the subsets of the DestinationRule demo. */
function ofSubsets(destinationRule: Plain = SUBSETS, managedRoutes?: Plain): RoutedRollout {
  const istio = { virtualService: { name: 'demo', routes: ['primary'] }, destinationRule };
  return { name: 'demo', namespace: 'demo', routing: { istio, managedRoutes } };
}

function virtualService(spec: Plain, name = 'demo', namespace?: string): ManifestObject {
  return { apiVersion: 'networking.istio.io/v1beta1', kind: 'VirtualService', metadata: { name, namespace }, spec };
}

function destinationRule(subsets: readonly Plain[], annotations?: Record<string, string>): ManifestObject {
  const metadata = { name: 'demo', annotations };
  return { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata, spec: { host: 'demo', subsets } };
}

const to = (host: string, weight?: number) => ({ destination: { host }, ...(weight === undefined ? {} : { weight }) });
const toSubset = (subset: string, weight: number) => ({ destination: { host: 'demo', subset }, weight });
const BOTH = [to('demo-stable', 100), to('demo-canary', 0)];
const PRIMARY = { name: 'primary', route: BOTH };

/** The weights of each destination of each route of a list, `host: weight` or `subset: weight`. */
function weightsIn([object]: readonly ManifestObject[], list: string): string[][] {
  return listOf(at(object?.spec, list)).map((route) =>
    listOf(at(route, 'route')).map((one) => {
      const { host, subset } = Object(at(one, 'destination'));
      return `${subset ?? host}: ${at(one, 'weight')}`;
    }),
  );
}

const namesIn = ([object]: readonly ManifestObject[]) => listOf(at(object?.spec, 'http')).map((one) => at(one, 'name'));
const MOVED = ['demo-stable: 80', 'demo-canary: 20'];
const LEFT = ['demo-stable: 100', 'demo-canary: 0'];

describe('the routes that the controller weighs', () => {
  test('are those that the Rollout names, in all lists, by the first label of their hosts', () => {
    const full = ['demo-stable.demo', 'demo-canary.demo.svc.cluster.local'];
    const tls = ['a', 'b'].map((host) => ({ match: [{ port: 443, sniHosts: [host, 'c'] }], route: BOTH }));
    const tcp = [[1], [2], [2, 3]].map((ports) => ({ match: ports.map((port) => ({ port })), route: BOTH }));
    const http = [PRIMARY, { name: 'api', route: full.map((host) => to(host, 50)) }];
    const listed = { routes: ['api'], tlsRoutes: [{ port: 443, sniHosts: ['c', 'b'] }], tcpRoutes: [{ port: 2 }] };
    const after = setWeight([virtualService({ http, tls, tcp })], rollout(listed), 20);
    expect(weightsIn(after, 'http')).toEqual([LEFT, full.map((host, index) => `${host}: ${[80, 20][index]}`)]);
    expect(weightsIn(after, 'tls')).toEqual([LEFT, MOVED]);
    expect(weightsIn(after, 'tcp')).toEqual([LEFT, MOVED, LEFT]);
  });

  test('are the only HTTP route, or the first without a name, where none is named', () => {
    expect(weightsIn(setWeight([virtualService({ http: [PRIMARY] })], rollout({}), 20), 'http')).toEqual([MOVED]);
    const managed = rollout({}, { managedRoutes: [{ name: 'qa' }] });
    const beside = [{ name: 'qa', route: [to('demo-canary', 100)] }, { route: BOTH }];
    expect(weightsIn(setWeight([virtualService({ http: beside })], managed, 20), 'http')).toEqual([
      ['demo-canary: 100'],
      MOVED,
    ]);
  });

  test('are none, without a word, where a managed route stands beside the only one, which has a name', () => {
    const managed = rollout({}, { managedRoutes: [{ name: 'qa' }] });
    const objects = [virtualService({ http: [{ name: 'qa', route: [to('demo-canary', 100)] }, PRIMARY] })];
    expect(setWeight(objects, managed, 20)).toEqual(objects);
  });

  test('are the mirror route alone where one stands beside a route that the Rollout does not name', () => {
    const managed = rollout({}, { managedRoutes: [{ name: 'shadow' }] });
    const http = [{ name: 'shadow', mirror: { host: 'demo-canary' }, route: BOTH }, { route: BOTH }];
    expect(weightsIn(setWeight([virtualService({ http })], managed, 20), 'http')).toEqual([MOVED, LEFT]);
  });

  test('are the first of TLS and of TCP where none is named, beside HTTP too', () => {
    const spec = { http: [PRIMARY], tls: [{ match: [], route: BOTH }], tcp: [{ route: BOTH }] };
    const after = setWeight([virtualService(spec)], rollout({ routes: ['primary'] }), 20);
    expect([weightsIn(after, 'tls'), weightsIn(after, 'tcp')]).toEqual([[MOVED], [MOVED]]);
  });

  test('are in each VirtualService of a list, in its namespace', () => {
    const virtualServices = [{ name: 'demo.infra' }, { name: 'mesh' }];
    const several = { ...rollout({}), routing: { istio: { virtualServices } } };
    const objects = [
      virtualService({ http: [PRIMARY] }, 'demo', 'infra'),
      virtualService({ http: [PRIMARY] }, 'mesh', 'demo'),
      virtualService({ http: [PRIMARY] }, 'demo', 'demo'),
    ];
    const after = setWeight(objects, several, 20);
    expect(after.map((object) => weightsIn([object], 'http'))).toEqual([[MOVED], [MOVED], [LEFT]]);
    expect(ISTIO.routes(several).map(({ name, namespace }) => [name, namespace])).toEqual([
      ['demo', 'infra'],
      ['mesh', undefined],
    ]);
  });

  test.each<[string, Plain, Plain, string]>([
    [
      'a name',
      { routes: ['api'] },
      { http: [PRIMARY] },
      "HTTP Route 'api' is not found in the defined Virtual Service.",
    ],
    ['a port', { tcpRoutes: [{ port: 1 }] }, { tcp: [{ route: BOTH }] }, 'No matching TCP routes found in the defined'],
    ['an SNI host', { tlsRoutes: [{ sniHosts: ['a'] }] }, { tls: [{ route: BOTH }] }, 'No matching TLS routes found'],
    ['the canary', {}, { http: [{ route: [to('demo-stable')] }] }, "Canary Service 'demo-canary' not found in route"],
    ['stable', {}, { tcp: [{ route: [to('demo-canary')] }] }, "Stable Service 'demo-stable' not found in route"],
    [
      'a choice',
      {},
      { http: [{ route: BOTH }, PRIMARY] },
      'spec.http[] should be set in VirtualService and it must have',
    ],
    ['a choice of TLS', {}, { tls: [{ route: BOTH }, { route: BOTH }] }, 'istio.virtualService.tlsRoutes'],
  ])('are an error without %s', (_, listed, spec, message) => {
    expect(() => setWeight([virtualService(spec)], rollout(listed), 20)).toThrow(message);
  });

  test('are an error without the VirtualService, and without a subset', () => {
    expect(() => setWeight([], rollout({}), 20)).toThrow('virtualservices.networking.istio.io "demo" not found');
    const only = (subset: string) => [virtualService({ http: [{ name: 'primary', route: [toSubset(subset, 1)] }] })];
    expect(() => setWeight(only('stable'), ofSubsets(), 20)).toThrow(
      "Canary DestinationRule subset 'canary' not found in route",
    );
    expect(() => setWeight(only('canary'), ofSubsets(), 20)).toThrow(
      "Stable DestinationRule subset 'stable' not found in route",
    );
  });
});

describe('the destinations of a route that is weighed', () => {
  const weigh = (route: readonly Plain[], experiments: readonly ExperimentDestination[] = []) =>
    weightsIn(
      setWeight([virtualService({ http: [{ name: 'primary', route }] })], rollout({}), 20, experiments),
      'http',
    );

  test('lose what is for something else, unless it has no weight', () => {
    expect(weigh([...BOTH, to('other', 10)])).toEqual([MOVED]);
    expect(weigh([...BOTH, to('other', 0), to('.'), {}])).toEqual([
      [...MOVED, 'other: 0', '.: undefined', 'undefined: undefined'],
    ]);
  });

  test('get the wrong weights for once behind one that is lost', () => {
    expect(weigh([to('other', 10), ...BOTH])).toEqual([['demo-stable: 100', 'demo-canary: 80', 'demo-canary: 20']]);
  });

  test('get those of an experiment, whose weight the stable version gives', () => {
    expect(weigh(BOTH, [EXPERIMENT])).toEqual([['demo-stable: 75', 'demo-canary: 20', 'demo-baseline: 5']]);
    const running = [...BOTH, to('demo-baseline', 9), to('demo-baseline', 9)];
    expect(weigh(running, [EXPERIMENT])).toEqual([['demo-stable: 75', 'demo-canary: 20', 'demo-baseline: 5']]);
    expect(weigh(BOTH, [{ ...EXPERIMENT, weight: 90 }])).toEqual([
      ['demo-stable: 0', 'demo-canary: 20', 'demo-baseline: 90'],
    ]);
    expect(weigh([...BOTH, to('demo-baseline', 5)])).toEqual([MOVED]);
  });

  test('keep the weights of additional subsets, which the stable one gives', () => {
    const route = [toSubset('stable', 90), toSubset('canary', 0), toSubset('legacy', 10), toSubset('gone', 1)];
    const more = ofSubsets({ ...SUBSETS, additionalSubsetNames: ['legacy'] });
    const after = setWeight([virtualService({ http: [{ name: 'primary', route }] })], more, 20);
    expect(weightsIn(after, 'http')).toEqual([['stable: 70', 'canary: 20', 'legacy: 10']]);
  });
});

describe('the managed routes', () => {
  const MANAGED = { managedRoutes: [{ name: 'qa' }, { name: 'shadow' }] };
  const PORTS = {
    name: 'primary',
    route: BOTH.map((one) => ({ ...one, destination: { ...one.destination, port: { number: 80 } } })),
  };
  const header = (headerValue: Plain) => ({ headerName: 'X-Canary', headerValue: Object(headerValue) });

  test('by header have one match for each header, and the port of the first route that is weighed', () => {
    const match = [header({ exact: 'a' }), header({ prefix: 'b' }), header({ regex: 'c.*' })];
    const before = [virtualService({ http: [PORTS] })];
    const [after] = setHeaderRoute?.(before, rollout({ routes: ['primary'] }, MANAGED), { name: 'qa', match }) ?? [];
    expect(at(after?.spec, 'http')).toEqual([
      {
        name: 'qa',
        match: [{ exact: 'a' }, { prefix: 'b' }, { regex: 'c.*' }].map((value) => ({ headers: { 'X-Canary': value } })),
        route: [{ destination: { host: 'demo-canary', port: { number: 80 } }, weight: 100 }],
      },
      PORTS,
    ]);
  });

  test('by header go to the host of the DestinationRule where subsets are the versions', () => {
    const route = [toSubset('stable', 100), toSubset('canary', 0)];
    const objects = [virtualService({ http: [{ name: 'primary', route }] }), destinationRule([])];
    const step = { name: 'qa', match: [header({ exact: 'a' })] };
    const [after] = setHeaderRoute?.(objects, ofSubsets(SUBSETS, [{ name: 'qa' }]), step) ?? [];
    expect(listOf(at(after?.spec, 'http'))[0]).toMatchObject({ route: [toSubset('canary', 100)] });
    expect(() => setHeaderRoute?.(objects.slice(0, 1), ofSubsets(SUBSETS, [{ name: 'qa' }]), step)).toThrow(
      'destinationrules.networking.istio.io "demo" not found',
    );
  });

  test('that copy requests split like the first route, without the weights of 0 and the headers of destinations', () => {
    const route = PORTS.route.map((one) => ({ ...one, headers: { request: { set: { a: 'b' } } } }));
    const match = [{ method: { exact: 'GET' }, path: { prefix: '/' }, headers: { 'X-A': { exact: 'b' } } }];
    const before = [virtualService({ http: [{ name: 'primary', route }] })];
    const step = { name: 'shadow', match };
    const [after] = setMirrorRoute?.(before, rollout({ routes: ['primary'] }, MANAGED), step) ?? [];
    expect(listOf(at(after?.spec, 'http'))[0]).toEqual({
      name: 'shadow',
      match: [{ method: { exact: 'GET' }, uri: { prefix: '/' }, headers: { 'X-A': { exact: 'b' } } }],
      route: [
        { destination: { host: 'demo-stable', port: { number: 80 } }, weight: 100 },
        { destination: { host: 'demo-canary', port: { number: 80 } } },
      ],
      mirror: { host: 'demo-canary', port: { number: 80 } },
      mirrorPercentage: { value: 100 },
    });
  });

  test('come first, in the order of managedRoutes, each once, and go again', () => {
    const routed = rollout({ routes: ['primary'] }, MANAGED);
    const match = [{ path: { prefix: '/' } }];
    const mirrored = setMirrorRoute?.([virtualService({ http: [PRIMARY] })], routed, { name: 'shadow', match }) ?? [];
    const step = { name: 'qa', match: [header({ exact: 'a' })] };
    const both = setHeaderRoute?.(setHeaderRoute?.(mirrored, routed, step) ?? [], routed, step) ?? [];
    expect(namesIn(both)).toEqual(['qa', 'shadow', 'primary']);
    expect(namesIn(setHeaderRoute?.(both, routed, { name: 'qa' }) ?? [])).toEqual(['shadow', 'primary']);
    expect(namesIn(setMirrorRoute?.(both, routed, { name: 'shadow' }) ?? [])).toEqual(['qa', 'primary']);
    expect(namesIn(removeManagedRoutes?.(both, routed) ?? [])).toEqual(['primary']);
  });

  test('double two other routes without a name', () => {
    const unnamed = ['/a', '/b'].map((prefix) => ({ match: [{ uri: { prefix } }], route: [to('other')] }));
    const before = [virtualService({ http: [...unnamed, PRIMARY] })];
    const after = setWeight(before, rollout({ routes: ['primary'] }, MANAGED), 20);
    expect(at(after[0]?.spec, 'http')).toHaveLength(5);
    expect(at(setWeight(before, rollout({ routes: ['primary'] }), 20)[0]?.spec, 'http')).toHaveLength(3);
  });

  test('are an error without HTTP routes, and a mirror route without one that is weighed', () => {
    const objects = [virtualService({ tcp: [{ route: BOTH }] })];
    const match = [header({ exact: 'a' })];
    expect(() => setHeaderRoute?.(objects, rollout({}, MANAGED), { name: 'qa', match })).toThrow(
      '[SetHeaderRoute] failed to reconcile header routes: spec.http not found',
    );
    expect(() => setMirrorRoute?.(objects, rollout({}, MANAGED), { name: 'shadow' })).toThrow(
      '[SetMirrorRoute] failed reconcile virtual service for mirror routes: spec.http not found',
    );
    const named = [virtualService({ http: [PRIMARY] })];
    const shadow = { name: 'shadow', match: [{ path: { prefix: '/' } }] };
    expect(() => setMirrorRoute?.(named, rollout({ routes: ['api'] }, MANAGED), shadow)).toThrow('index out of range');
    const qa = setHeaderRoute?.(named, rollout({ routes: ['api'] }, MANAGED), { name: 'qa', match }) ?? [];
    expect(namesIn(qa)).toEqual(['qa', 'primary']);
    const routed = rollout({ routes: ['primary', 'api'] }, MANAGED);
    const [withoutPort] = setHeaderRoute?.([virtualService({ http: [PORTS] })], routed, { name: 'qa', match }) ?? [];
    expect(at(listOf(at(withoutPort?.spec, 'http'))[0], 'route')).toEqual([to('demo-canary', 100)]);
  });

  test('stay behind in a VirtualService that comes after one without HTTP routes', () => {
    const http = [{ name: 'qa', route: [to('demo-canary', 100)] }, PRIMARY];
    const several = (...names: string[]) => ({
      ...rollout({}),
      routing: { istio: { virtualServices: names.map((name) => ({ name })) }, ...MANAGED },
    });
    const objects = [virtualService({ http }, 'web'), virtualService({ tcp: [{ route: BOTH }] }, 'tcp')];
    expect(namesIn(removeManagedRoutes?.(objects, several('web', 'gone', 'tcp')) ?? [])).toEqual(['primary']);
    expect(namesIn(removeManagedRoutes?.(objects, several('tcp', 'web')) ?? [])).toEqual(['qa', 'primary']);
  });
});

describe('the hashes in a DestinationRule', () => {
  const hashes = { stable: 'v1', canary: 'v2' };
  const label = (hash: string) => ({ 'rollouts-pod-template-hash': hash });

  test('are put beside the labels of the two subsets, and other subsets are dropped', () => {
    const trafficPolicy = { loadBalancer: { simple: 'RANDOM' } };
    const before = destinationRule(
      [
        { name: 'canary', labels: { app: 'demo', ...label('v1') }, trafficPolicy },
        { name: 'legacy' },
        { name: 'stable' },
      ],
      { team: 'a' },
    );
    const more = ofSubsets({ ...SUBSETS, additionalSubsetNames: ['legacy'] });
    expect(updateHash?.([before], more, hashes)).toEqual([
      {
        ...before,
        metadata: {
          name: 'demo',
          annotations: { team: 'a', 'argo-rollouts.argoproj.io/managed-by-rollouts': 'demo' },
        },
        spec: {
          host: 'demo',
          subsets: [
            { name: 'canary', labels: { app: 'demo', ...label('v2') }, trafficPolicy },
            { name: 'stable', labels: label('v1') },
          ],
        },
      },
    ]);
  });

  test('are those of experiments too, in subsets of their own', () => {
    const subsets = (after: readonly ManifestObject[] = []) => at(after[0]?.spec, 'subsets');
    const own = { name: 'demo-baseline', labels: label('x') };
    const added = updateHash?.([destinationRule([])], ofSubsets(), hashes, [EXPERIMENT]);
    expect(subsets(added)).toEqual([own]);
    expect(subsets(updateHash?.(added ?? [], ofSubsets(), hashes, [{ ...EXPERIMENT, hash: 'y' }]))).toEqual([
      { ...own, labels: label('y') },
    ]);
  });

  test('are written nowhere between Services, and are an error without the DestinationRule', () => {
    const objects = [destinationRule([])];
    expect(updateHash?.(objects, rollout({}), hashes)).toBe(objects);
    expect(() => updateHash?.([], ofSubsets(), hashes)).toThrow(
      'destinationrules.networking.istio.io "demo" not found',
    );
  });
});

describe('what is known of Istio', () => {
  test('counts as backends what the routes of the rollout send to, and nothing else', () => {
    const port = { number: 80 };
    const http = [
      { name: 'login', route: [to('auth')] },
      { name: 'primary', route: [{ destination: { host: 'demo-stable.demo', port } }, to('demo-canary'), to('other')] },
    ];
    expect(ISTIO.backends([virtualService({ http })], rollout({ routes: ['primary', 'gone'] }))).toEqual([
      { service: 'demo-stable', port: 80 },
      { service: 'demo-canary', port: undefined },
    ]);
    const hostless = [virtualService({ http: [{ name: 'primary', route: [{ destination: { subset: 'canary' } }] }] })];
    expect(ISTIO.backends(hostless, ofSubsets())).toEqual([]);
    expect(ISTIO.backends([], rollout({}))).toEqual([]);
  });

  test('leaves weights, managed routes and hashes to the controller', () => {
    expect(ISTIO.ignoreDifferences(['qa'])).toEqual([
      {
        group: 'networking.istio.io',
        kind: 'VirtualService',
        jqPathExpressions: [
          '.spec.http[]?.route[]?.weight',
          '.spec.tls[]?.route[]?.weight',
          '.spec.tcp[]?.route[]?.weight',
          '.spec.http[]? | select(.name == "qa")',
        ],
      },
      {
        group: 'networking.istio.io',
        kind: 'DestinationRule',
        jqPathExpressions: ['.spec.subsets[]?.labels."rollouts-pod-template-hash"'],
      },
    ]);
  });
});
