import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryRollout, CanaryStep, StableCanaryServices, Traefik, TraefikApiGroup, TraefikVersion } from '../../src';
import { demoChart, demoRollout, demoServices, objectsOf, onlyObject } from '../demo-chart';
import { demoIngressRoute, demoTraefik } from '../traffic/traefik/demo-traefik';

/**
 * Scenario B as it was published: each of its traps cannot be written with the constructs, or fails with a message that
 * names it.
 */
describe('scenario B as published', () => {
  test('the roles cannot be swapped: each Service is named for its role where it is made', () => {
    const chart = demoChart();
    const services = new StableCanaryServices(chart, 'services', {
      name: 'canary',
      stableName: 'canary-active',
      canaryName: 'canary-preview',
      ports: [{ port: 80, targetPort: 8080 }],
    });
    const traefik = demoTraefik(chart, services);
    demoRollout(chart, { services, trafficRouting: [traefik], analysis: undefined });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary).toMatchObject({
      stableService: 'canary-active',
      canaryService: 'canary-preview',
    });
    expect(onlyObject(chart, 'TraefikService').spec.weighted.services).toEqual([
      { name: 'canary-active', port: 80, weight: 100 },
      { name: 'canary-preview', port: 80, weight: 0 },
    ]);
  });

  test('the TraefikService in both API groups at once is refused', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    demoTraefik(chart, services);
    const old = Traefik.of({
      allowEmptyServices: true,
      version: TraefikVersion.V2,
      apiGroup: TraefikApiGroup.TRAEFIK_CONTAINO_US,
    });
    expect(() => demoTraefik(chart, services, { traefik: old }, 'old')).toThrow(
      'apiGroup is traefik.containo.us, and the app has objects of traefik.io',
    );
  });

  test('weights that are left out cannot be written', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    demoRollout(chart, { services, trafficRouting: [demoTraefik(chart, services)], analysis: undefined });
    const { weighted } = onlyObject(chart, 'TraefikService').spec;
    expect(weighted.services.map(({ weight }: { weight: number }) => weight)).toEqual([100, 0]);
  });

  test('an IngressRoute past the TraefikService cannot be written', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const traefik = demoTraefik(chart, services);
    demoIngressRoute(chart, traefik);
    demoRollout(chart, { services, trafficRouting: [traefik], analysis: undefined });
    expect(onlyObject(chart, 'IngressRoute').spec.routes[0].services).toEqual([
      { kind: 'TraefikService', name: 'demo' },
    ]);
    expect(objectsOf(chart)).toHaveLength(5);
  });

  test('the last setWeight(100) is redundant', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const steps = [CanaryStep.setWeight(60), CanaryStep.pause(Duration.seconds(30)), CanaryStep.setWeight(100)];
    const trafficRouting = [demoTraefik(chart, services)];
    expect(() => demoRollout(chart, { services, trafficRouting, analysis: undefined, steps })).toThrow(
      'the last step setWeight(100) is redundant',
    );
  });

  test('no gate at all is refused', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const props = { metadata: { name: 'demo' }, containers: [{ image: 'example/app:1', portNumber: 8080 }], services };
    const steps = [CanaryStep.setWeight(10), CanaryStep.pause(Duration.minutes(5))];
    const trafficRouting = [demoTraefik(chart, services)];
    expect(() => new CanaryRollout(chart, 'rollout', { ...props, trafficRouting, steps })).toThrow(
      'nothing judges the new version: with pauses of a set time alone every version is promoted that starts',
    );
  });

  test('allowEmptyServices has to be said, and cannot be false', () => {
    expect(() => Traefik.of({ allowEmptyServices: false })).toThrow(
      'one unready pod of the canary takes the whole route down (404 for every request, at weight 0 too',
    );
  });
});
