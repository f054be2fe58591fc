import { describe, expect, test } from '@jest/globals';
import type { ManifestObject } from '../../../src/manifest/manifest';
import { AMBASSADOR } from '../../../src/traffic/ambassador/facts';
import { canaryServiceOf } from '../../../src/traffic/ambassador/writer';
import type { RoutedRollout } from '../../../src/traffic/router-model';

const { writer, routes, backends } = AMBASSADOR;

function rollout(...mappings: string[]): RoutedRollout {
  return {
    name: 'demo',
    namespace: 'demo',
    stableService: 'demo-stable',
    canaryService: 'demo-canary',
    routing: { ambassador: { mappings } },
  };
}

function mapping(name: string, spec: object = {}, metadata: object = {}): ManifestObject {
  return {
    apiVersion: 'getambassador.io/v2',
    kind: 'Mapping',
    metadata: { name, namespace: 'demo', ...metadata },
    spec: { prefix: '/demo', service: 'demo-stable:80', resolver: 'endpoint', ...spec },
  };
}

describe('what the controller writes for Ambassador', () => {
  test('is a copy of each Mapping, without its labels and annotations', () => {
    const objects = [
      mapping('demo', { ambassador_id: ['internal'] }, { labels: { app: 'demo' }, annotations: { a: 'b' } }),
      mapping('other', { prefix: '/other' }),
    ];
    expect(writer.setWeight(objects, rollout('demo', 'other'), 20)).toEqual([
      ...objects,
      mapping('demo-canary', { ambassador_id: ['internal'], service: 'demo-canary:80', weight: 20 }),
      mapping('other-canary', { prefix: '/other', service: 'demo-canary:80', weight: 20 }),
    ]);
  });

  test('is nothing at weight 0 where there is no copy', () => {
    const objects = [mapping('demo')];
    expect(writer.setWeight(objects, rollout('demo'), 0)).toEqual(objects);
  });

  test('is the weight of a copy that is there, and nothing else of it', () => {
    const edited = mapping('demo-canary', { service: 'elsewhere:80', weight: 20 });
    const [, after] = writer.setWeight([mapping('demo'), edited], rollout('demo'), 60);
    expect(after).toEqual(mapping('demo-canary', { service: 'elsewhere:80', weight: 60 }));
  });

  test('is gone by the next time after weight 0, whether the weight rises again or not', () => {
    const ended = writer.setWeight([mapping('demo'), mapping('demo-canary', { weight: 100 })], rollout('demo'), 0);
    expect(ended[1]).toEqual(mapping('demo-canary', { weight: 0 }));
    expect(writer.setWeight(ended, rollout('demo'), 0)).toEqual([mapping('demo')]);
    expect(writer.setWeight(ended, rollout('demo'), 10)).toEqual([
      mapping('demo'),
      mapping('demo-canary', { service: 'demo-canary:80', weight: 10 }),
    ]);
  });

  test('is a name of at most 253 characters', () => {
    const name = 'a'.repeat(250);
    const [, canary] = writer.setWeight([mapping(name)], rollout(name), 10);
    expect(canary?.metadata.name).toBe(`${'a'.repeat(246)}-canary`);
    expect(routes(rollout(name)).map((route) => [route.name, route.madeBy])).toEqual([
      [name, 'git'],
      [`${'a'.repeat(246)}-canary`, 'controller'],
    ]);
  });

  test('is an error where a Mapping is missing or has a weight', () => {
    expect(() => writer.setWeight([], rollout('demo'), 10)).toThrow('mappings.getambassador.io "demo" not found');
    expect(() => writer.setWeight([mapping('demo', { weight: 100 })], rollout('demo'), 10)).toThrow(
      'Ambassador mapping "demo" can not define weight',
    );
  });
});

describe('the service of the copy', () => {
  test.each([
    ['demo-stable:80', 'demo-canary:80'],
    ['https://demo-stable.demo:443', 'https://demo-canary.demo:443'],
    ['demo-stable', 'demo-canary'],
    ['demo:80', 'demo:80'],
    ['api-demo-stable.demo-stable:80', 'api-demo-canary.demo-stable:80'],
  ])('of %s is %s', (service, canary) => {
    expect(canaryServiceOf(service, rollout())).toBe(canary);
  });

  // What the construct writes begins with the name, and a name has no colon.
  test.each(['demo', 's', 'a80', 'demo-stable'])(
    'of what the construct writes for a Service named %s is the canary',
    (name) => {
      const services = { ...rollout(), stableService: name, canaryService: '$&-canary' };
      expect(canaryServiceOf(`${name}:8080`, services)).toBe('$&-canary:8080');
    },
  );
});

describe('the backends of a Mapping', () => {
  test.each([
    ['demo-stable:80', 80],
    ['demo-stable', 80],
    ['http://demo-stable.demo', 80],
    ['https://demo-stable.demo', 443],
    ['HTTPS://demo-stable.demo:8443', 8443],
  ])('of %s have port %s', (service, port) => {
    expect(backends([mapping('demo', { service })], rollout('demo'))).toEqual([
      { service: 'demo-stable', port },
      { service: 'demo-canary', port },
    ]);
  });

  test('are none where the Mapping is not among the objects', () => {
    expect(backends([], rollout('demo'))).toEqual([]);
  });
});
