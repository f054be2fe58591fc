import { describe, expect, test } from '@jest/globals';
import type { ManifestObject } from '../../../src/manifest/manifest';
import { at, listOf } from '../../../src/manifest/plain';
import { ALB } from '../../../src/traffic/alb/facts';
import { type RoutedRollout, TrafficRoutingError } from '../../../src/traffic/router-model';

const ACTION = 'alb.ingress.kubernetes.io/actions.demo-stable';
const BOOKKEEPING = 'rollouts.argoproj.io/managed-alb-annotations';
const OWN = { 'alb.ingress.kubernetes.io/target-type': 'ip' };

function rollout(alb: object = {}, ...managedRoutes: string[]): RoutedRollout {
  return {
    name: 'demo',
    namespace: 'demo',
    stableService: 'demo-stable',
    canaryService: 'demo-canary',
    routing: {
      alb: { ingress: 'demo', servicePort: 80, ...alb },
      managedRoutes: managedRoutes.map((name) => ({ name })),
    },
  };
}

function backend(name: string) {
  return { service: { name, port: { name: 'use-annotation' } } };
}

function ingress(annotations: Readonly<Record<string, string>> | undefined = OWN, name = 'demo'): ManifestObject {
  const paths = [{ path: '/', pathType: 'Prefix', backend: backend('demo-stable') }];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: 'demo', annotations },
    spec: {
      rules: [
        { host: 'a.example.com', http: { paths } },
        { host: 'b.example.com', http: { paths } },
      ],
    },
  };
}

const { writer } = ALB;

/** The action in the annotation of the first of some Ingresses. */
function actionOf([first]: readonly ManifestObject[], key = ACTION): unknown {
  return JSON.parse(first?.metadata.annotations?.[key] ?? 'null');
}

/** The Services of the paths of each rule of the first of some Ingresses. */
function pathsOf([first]: readonly ManifestObject[]): unknown[][] {
  return listOf(at(first?.spec, 'rules')).map((rule) =>
    listOf(at(rule, 'http', 'paths')).map((path) => at(path, 'backend', 'service', 'name')),
  );
}

const header = (name: string, ...values: [string, string][]) => ({
  name,
  match: values.map(([headerName, exact]) => ({ headerName, headerValue: { exact } })),
});

describe('the weights that the controller writes into an Ingress', () => {
  test('have the experiments between the canary and what is left for the stable version', () => {
    const after = writer.setWeight([ingress()], rollout(), 20, [
      { service: 'demo-trial', port: 8080, hash: 'a', weight: 15 },
      { service: 'demo-base', port: 8080, hash: 'b', weight: 5 },
    ]);
    expect(actionOf(after)).toEqual({
      Type: 'forward',
      ForwardConfig: {
        TargetGroups: [
          { ServiceName: 'demo-canary', ServicePort: '80', Weight: 20 },
          { ServiceName: 'demo-trial', ServicePort: '80', Weight: 15 },
          { ServiceName: 'demo-base', ServicePort: '80', Weight: 5 },
          { ServiceName: 'demo-stable', ServicePort: '80', Weight: 60 },
        ],
      },
    });
  });

  test('carry the stickiness behind the target groups, and none where it is not enabled', () => {
    const sticky = rollout({ stickinessConfig: { enabled: true, durationSeconds: 60 } });
    expect(writer.setWeight([ingress()], sticky, 20)[0]?.metadata.annotations?.[ACTION]).toBe(
      '{"Type":"forward","ForwardConfig":{"TargetGroups":[' +
        '{"ServiceName":"demo-canary","ServicePort":"80","Weight":20},' +
        '{"ServiceName":"demo-stable","ServicePort":"80","Weight":80}],' +
        '"TargetGroupStickinessConfig":{"Enabled":true,"DurationSeconds":60}}}',
    );
    const off = rollout({ stickinessConfig: { enabled: false, durationSeconds: 0 } });
    expect(writer.setWeight([ingress()], off, 20)).toEqual(writer.setWeight([ingress()], rollout(), 20));
  });

  test.each([0, 604801])('are an error with a stickiness of %d seconds', (durationSeconds) => {
    const sticky = rollout({ stickinessConfig: { enabled: true, durationSeconds } });
    expect(() => writer.setWeight([ingress()], sticky, 20)).toThrow('must be between 1 and 604800 seconds (7 days)!');
  });

  test('have the prefix of the rollout, and keep what other rollouts wrote', () => {
    const before = ingress({ ...OWN, [BOOKKEEPING]: '{"other":["x/actions.other"]}' });
    const [after] = writer.setWeight([before], rollout({ annotationPrefix: 'x' }), 20);
    expect(Object.keys(after?.metadata.annotations ?? {})).toContain('x/actions.demo-stable');
    expect(after?.metadata.annotations?.[BOOKKEEPING]).toBe(
      '{"demo":["x/actions.demo-stable"],"other":["x/actions.other"]}',
    );
  });

  test('are an error without the Ingress, without a path to the Service, and with bookkeeping that is no JSON', () => {
    expect(() => writer.setWeight([], rollout(), 20)).toThrow('ingress.networking.k8s.io "demo" not found');
    expect(() => writer.setWeight([ingress()], rollout({ rootService: 'demo-root' }), 20)).toThrow(
      'ingress does not have service `demo-root` in rules',
    );
    expect(() => writer.setWeight([ingress({ [BOOKKEEPING]: 'demo' })], rollout(), 20)).toThrow(
      `annotation ${BOOKKEEPING} is no JSON: demo`,
    );
  });

  test('are written into each Ingress up to the first that needs no change', () => {
    const two = rollout({ ingress: undefined, ingresses: ['demo', 'other'] });
    const weighed = writer.setWeight([ingress(), ingress(OWN, 'other')], two, 20);
    expect(actionOf(weighed.slice(1))).toEqual(actionOf(weighed));
    const [first, other] = weighed;
    if (first === undefined || other === undefined) throw new Error('an Ingress is gone');
    const tampered = { ...other, metadata: { ...other.metadata, annotations: OWN } };
    expect(writer.setWeight([first, tampered], two, 20)).toEqual([first, tampered]);
    expect(actionOf(writer.setWeight([tampered, first], two, 30))).not.toBeNull();
  });
});

describe('an Ingress without any annotation', () => {
  test('makes the controller panic where the rollout has managed routes', () => {
    const none = [ingress({})];
    const managed = rollout({}, 'qa');
    const panic =
      'the controller panics at each reconcile, as Ingress "demo" has no annotation: give it one, such as alb';
    expect(() => writer.removeManagedRoutes?.(none, managed)).toThrow(panic);
    expect(() => writer.setHeaderRoute?.(none, managed, header('qa', ['X-Canary', 'yes']))).toThrow(panic);
    expect(() => writer.setWeight(none, managed, 20)).toThrow(panic);
    expect(() => writer.setWeight(none, managed, 20)).toThrow(TrafficRoutingError);
  });

  test('gets its first one where the rollout has none', () => {
    const [after] = writer.setWeight([ingress({})], rollout(), 20);
    expect(Object.keys(after?.metadata.annotations ?? {})).toEqual([ACTION, BOOKKEEPING]);
    expect(writer.removeManagedRoutes?.([ingress({})], rollout())).toEqual([ingress({})]);
  });
});

describe('the header routes that the controller writes into an Ingress', () => {
  const managed = rollout({}, 'qa', 'beta');
  const set = (objects: readonly ManifestObject[], ...args: Parameters<typeof header>) =>
    writer.setHeaderRoute?.(objects, managed, header(...args)) ?? [];

  test('stand in front in every rule, in the order of managedRoutes', () => {
    const both = set(set([ingress()], 'beta', ['X-Beta', 'yes']), 'qa', ['X-QA', 'yes']);
    expect(pathsOf(both)).toEqual([
      ['qa', 'beta', 'demo-stable'],
      ['qa', 'beta', 'demo-stable'],
    ]);
    expect(set(both, 'beta', ['X-Beta', 'yes'])).toBe(both);
  });

  test('take several values of one header as alternatives, and several headers together', () => {
    const after = set([ingress()], 'qa', ['X-Team', 'a'], ['X-Region', 'eu'], ['X-Team', '<b>']);
    expect(after[0]?.metadata.annotations?.['alb.ingress.kubernetes.io/conditions.qa']).toBe(
      '[{"field":"http-header","httpHeaderConfig":{"httpHeaderName":"X-Team","values":["a","\\u003cb\\u003e"]}},' +
        '{"field":"http-header","httpHeaderConfig":{"httpHeaderName":"X-Region","values":["eu"]}}]',
    );
    expect(actionOf(after, 'alb.ingress.kubernetes.io/actions.qa')).toEqual({
      Type: 'forward',
      ForwardConfig: { TargetGroups: [{ ServiceName: 'demo-canary', ServicePort: '80', Weight: 100 }] },
    });
  });

  test('go one by one with a step without a match, and all at the end', () => {
    const both = set(set([ingress()], 'beta', ['X-Beta', 'yes']), 'qa', ['X-QA', 'yes']);
    const one = writer.setHeaderRoute?.(both, managed, { name: 'qa' }) ?? [];
    expect(pathsOf(one)).toEqual([
      ['beta', 'demo-stable'],
      ['beta', 'demo-stable'],
    ]);
    const none = writer.removeManagedRoutes?.(both, managed) ?? [];
    expect(pathsOf(none)).toEqual([['demo-stable'], ['demo-stable']]);
    expect(none[0]?.metadata.annotations).toEqual({ ...OWN, [BOOKKEEPING]: '{"demo":[]}' });
  });
});

describe('what is known of the ALB', () => {
  test('sends to the Services of the rollout at its servicePort, and to one of them directly at the port of the path', () => {
    const direct = {
      path: '/new',
      pathType: 'Prefix',
      backend: { service: { name: 'demo-canary', port: { number: 81 } } },
    };
    const others = ['other', 'demo-canary'].map((name) => ({ path: '/x', pathType: 'Prefix', backend: backend(name) }));
    const paths = [{ path: '/', pathType: 'Prefix', backend: backend('demo-root') }, direct, ...others];
    const object = { ...ingress(), spec: { rules: [{ http: { paths } }] } };
    expect(ALB.backends([object], rollout({ rootService: 'demo-root' }))).toEqual([
      { service: 'demo-root', port: undefined },
      { service: 'demo-stable', port: 80 },
      { service: 'demo-canary', port: 80 },
      { service: 'demo-canary', port: 81 },
    ]);
  });

  test('tells Argo CD of the paths of header routes, and nothing of weights, which Git does not have', () => {
    expect(ALB.ignoreDifferences([])).toEqual([]);
    expect(ALB.ignoreDifferences(['qa'])).toEqual([
      {
        group: 'networking.k8s.io',
        kind: 'Ingress',
        jqPathExpressions: ['.spec.rules[]?.http.paths[]? | select(.backend.service.name == "qa")'],
      },
    ]);
  });
});
