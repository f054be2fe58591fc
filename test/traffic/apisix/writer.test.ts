import { describe, expect, test } from '@jest/globals';
import type { ManifestObject } from '../../../src/manifest/manifest';
import { APISIX } from '../../../src/traffic/apisix/facts';
import type { HeaderRouteStep, RoutedRollout } from '../../../src/traffic/router-model';

const ROLLOUT: RoutedRollout = {
  name: 'demo',
  namespace: 'demo',
  stableService: 'demo-stable',
  canaryService: 'demo-canary',
  routing: { apisix: { route: { name: 'demo', rules: ['main'] } }, managedRoutes: [{ name: 'qa' }] },
};
const STEP: HeaderRouteStep = { name: 'qa', match: [{ headerName: 'X-Canary', headerValue: { exact: 'yes' } }] };
const STABLE = { serviceName: 'demo-stable', servicePort: 80, weight: 100 };
const CANARY = { serviceName: 'demo-canary', servicePort: 80, weight: 0 };

function apisixRoute(http: unknown, name = 'demo'): ManifestObject {
  return {
    apiVersion: 'apisix.apache.org/v2',
    kind: 'ApisixRoute',
    metadata: {
      name,
      namespace: 'demo',
      labels: { team: 'web' },
      annotations: { 'argocd.argoproj.io/tracking-id': 'x' },
    },
    spec: { ingressClassName: 'apisix', http },
  };
}

const MAIN = { name: 'main', match: { paths: ['/*'] }, backends: [STABLE, CANARY] };
const { setWeight } = APISIX.writer;

function setHeaderRoute(objects: readonly ManifestObject[], step = STEP): readonly ManifestObject[] {
  return APISIX.writer.setHeaderRoute?.(objects, ROLLOUT, step) ?? [];
}

function removeManagedRoutes(objects: readonly ManifestObject[]): readonly ManifestObject[] {
  return APISIX.writer.removeManagedRoutes?.(objects, ROLLOUT) ?? [];
}

describe('the weights that the controller writes into an ApisixRoute', () => {
  test('are those of the rules that the Rollout names, and of no others', () => {
    const other = { name: 'other', backends: [STABLE, CANARY] };
    const [after] = setWeight([apisixRoute([MAIN, other])], ROLLOUT, 20);
    const weighted = [
      { ...STABLE, weight: 80 },
      { ...CANARY, weight: 20 },
    ];
    expect(after?.spec).toEqual({ ingressClassName: 'apisix', http: [{ ...MAIN, backends: weighted }, other] });
  });

  test('are those of the rule that is named like the route, where the Rollout names none', () => {
    const rollout = { ...ROLLOUT, routing: { apisix: { route: { name: 'demo' } } } };
    const rule = { ...MAIN, name: 'demo' };
    const weigh = (http: unknown) => setWeight([apisixRoute(http)], rollout, 100);
    expect(weigh([rule])[0]?.spec).toMatchObject({ http: [{ backends: [{ weight: 0 }, { weight: 100 }] }] });
    expect(() => weigh([MAIN])).toThrow('Apisix http route rule demo not found');
  });

  test.each<[string, unknown, string]>([
    ['no rules', undefined, 'spec.http was not found in Apisix Route manifest'],
    ['a rule without a name first', [{ backends: [] }, MAIN], 'Apisix http route rule name field not found'],
    ['no rule of the name', [{ ...MAIN, name: 'other' }], 'Apisix http route rule main not found'],
    ['no backends', [{ name: 'main' }], 'Apisix http route backends not found'],
    ['no canary', [{ ...MAIN, backends: [STABLE] }], 'apisix route demo-canary backend was not found'],
    ['no stable Service', [{ ...MAIN, backends: [CANARY] }], 'apisix route demo-stable backend was not found'],
    [
      'a backend without a Service',
      [{ ...MAIN, backends: [{}, CANARY] }],
      'serviceName field was not found in backend',
    ],
  ])('are an error with %s', (_what, http, message) => {
    expect(() => setWeight([apisixRoute(http)], ROLLOUT, 20)).toThrow(message);
  });

  test('are an error without the ApisixRoute', () => {
    expect(() => setWeight([apisixRoute([MAIN], 'other')], ROLLOUT, 20)).toThrow(
      'apisixroutes.apisix.apache.org "demo" not found',
    );
  });
});

describe('the ApisixRoute that the controller makes for a header route', () => {
  test('is a copy with labels and annotations, for the canary alone, one above, with other conditions', () => {
    const rule = { ...MAIN, priority: 3, match: { paths: ['/*'], exprs: [{ op: 'Equal' }] } };
    const route = apisixRoute([rule]);
    const [before, made] = setHeaderRoute([route]);
    expect(before).toBe(route);
    expect(made).toEqual({
      ...route,
      metadata: {
        ...route.metadata,
        name: 'qa',
        ownerReferences: [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'demo' }],
      },
      spec: {
        ingressClassName: 'apisix',
        http: [
          {
            ...rule,
            priority: 4,
            match: {
              paths: ['/*'],
              exprs: [{ subject: { scope: 'Header', name: 'X-Canary' }, op: 'Equal', value: 'yes' }],
            },
            backends: [{ ...CANARY, weight: 100 }],
          },
        ],
      },
    });
  });

  test('has all conditions of the step, a prefix and a regular expression unescaped', () => {
    const match = [
      { headerName: 'A', headerValue: { prefix: 'v1.' } },
      { headerName: 'B', headerValue: { regex: 'x|y' } },
    ];
    expect(setHeaderRoute([apisixRoute([MAIN])], { ...STEP, match })[1]?.spec).toMatchObject({
      http: [
        {
          priority: 1,
          match: {
            exprs: [
              { subject: { name: 'A' }, op: 'RegexMatch', value: '^v1..*' },
              { subject: { name: 'B' }, op: 'RegexMatch', value: 'x|y' },
            ],
          },
        },
      ],
    });
  });

  test('is changed by another step of its name, and does not rise', () => {
    const match = [{ headerName: 'B', headerValue: { exact: 'b' } }];
    const after = setHeaderRoute(setHeaderRoute([apisixRoute([MAIN])]), { ...STEP, match });
    expect(after.map(({ metadata }) => metadata.name)).toEqual(['demo', 'qa']);
    expect(after[1]?.spec).toMatchObject({ http: [{ priority: 1, match: { exprs: [{ value: 'b' }] } }] });
  });

  test('goes with a step that has no match, and with all managed routes', () => {
    const objects = setHeaderRoute([apisixRoute([MAIN])]);
    expect(setHeaderRoute(objects, { name: 'qa' })).toEqual([objects[0]]);
    expect(removeManagedRoutes(objects)).toEqual([objects[0]]);
    expect(setHeaderRoute([apisixRoute([MAIN])], { name: 'qa' })).toEqual([objects[0]]);
  });

  test('is not made in the place of one from Git, which the controller leaves alone', () => {
    const objects = [apisixRoute([MAIN]), apisixRoute([MAIN], 'qa')];
    expect(() => setHeaderRoute(objects)).toThrow('duplicate ApisixRoute [qa] already exists');
    expect(removeManagedRoutes(objects)).toEqual(objects);
  });

  test('is an error with a backend that names no Service', () => {
    const route = apisixRoute([{ ...MAIN, backends: [CANARY, {}] }]);
    expect(() => setHeaderRoute([route])).toThrow('serviceName field was not found in backend');
  });
});

describe('what is known of Apache APISIX', () => {
  test('is which objects Git has and which the controller makes', () => {
    expect(APISIX.routes(ROLLOUT).map(({ name, madeBy }) => [name, madeBy])).toEqual([
      ['demo', 'git'],
      ['qa', 'controller'],
    ]);
  });

  test('is the permission that header routes need', () => {
    expect(APISIX.requires.permissions).toEqual([
      { apiGroups: ['apisix.apache.org'], resources: ['apisixroutes'], verbs: ['create', 'delete'] },
    ]);
  });
});
