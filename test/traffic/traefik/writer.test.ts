import { describe, expect, test } from '@jest/globals';
import type { ManifestObject } from '../../../src/manifest/manifest';
import type { RoutedRollout } from '../../../src/traffic/router-model';
import { TRAEFIK } from '../../../src/traffic/traefik/facts';

const ROLLOUT: RoutedRollout = {
  name: 'demo',
  namespace: 'demo',
  stableService: 'demo-stable',
  canaryService: 'demo-canary',
  routing: { traefik: { weightedTraefikServiceName: 'demo' } },
};

function traefikService(...names: string[]): ManifestObject {
  const services = names.map((name) => ({ name, port: 80 }));
  return {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'TraefikService',
    metadata: { name: 'demo', namespace: 'demo' },
    spec: { weighted: { services } },
  };
}

const weigh = (object: ManifestObject) => TRAEFIK.writer.setWeight([object], ROLLOUT, 20);

describe('what the controller writes into a TraefikService', () => {
  test('leaves a third Service its weight, so that the canary gets less than its share', () => {
    const [after] = weigh(traefikService('demo-stable', 'demo-canary', 'other'));
    expect(after?.spec).toEqual({
      weighted: {
        services: [
          { name: 'demo-stable', port: 80, weight: 80 },
          { name: 'demo-canary', port: 80, weight: 20 },
          { name: 'other', port: 80 },
        ],
      },
    });
  });

  test('is an error without one of the Services, and without the TraefikService', () => {
    expect(() => weigh(traefikService('demo-stable'))).toThrow('traefik canary service was not found');
    expect(() => weigh(traefikService('demo-canary'))).toThrow('traefik stable service was not found');
    expect(() => weigh({ ...traefikService('demo-stable'), kind: 'IngressRoute' })).toThrow(
      'traefikservices.traefik.io "demo" not found',
    );
  });
});
