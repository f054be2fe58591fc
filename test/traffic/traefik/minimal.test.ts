import { describe, expect } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryStep, IngressRoute, Traefik, TraefikApiGroup, TraefikService, TraefikVersion } from '../../../src';
import { demoChart, demoRollout, demoServices } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';
import { chartMeaning, minimalMeaning } from '../minimal-set';

describe('the minimal set of Traefik', () => {
  testWithShared('minimal').each([
    [TraefikApiGroup.TRAEFIK_IO, TraefikVersion.V3],
    [TraefikApiGroup.TRAEFIK_CONTAINO_US, TraefikVersion.V2],
  ])('is what the constructs make for %s', (apiGroup, version) => {
    const chart = demoChart();
    const services = demoServices(chart);
    const service = new TraefikService(chart, 'weighted', {
      name: 'demo',
      services,
      traefik: Traefik.of({ allowEmptyServices: true, version }),
    });
    new IngressRoute(chart, 'route', {
      name: 'demo',
      service,
      entryPoints: ['web'],
      match: 'Host(`demo.example.com`)',
    });
    demoRollout(chart, {
      services,
      trafficRouting: [service],
      analysis: undefined,
      steps: [
        CanaryStep.setWeight(10),
        CanaryStep.pause(Duration.minutes(1)),
        CanaryStep.setWeight(50),
        CanaryStep.pauseUntilPromoted('somebody looks at it'),
      ],
    });
    expect(chartMeaning(chart)).toEqual(minimalMeaning(`traefik-${apiGroup}.yaml`));
  });
});
