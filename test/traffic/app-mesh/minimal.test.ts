import { describe, expect } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryStep } from '../../../src';
import { demoChart, demoRollout, demoServices } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';
import { chartMeaning, minimalMeaning } from '../minimal-set';
import { demoVirtualService } from './demo-virtual-service';

describe('the minimal set of AWS App Mesh', () => {
  testWithShared('minimal')('is what the constructs make, but for headless Services', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    demoRollout(chart, {
      services,
      trafficRouting: [demoVirtualService(chart, services)],
      analysis: undefined,
      steps: [
        CanaryStep.setWeight(10),
        CanaryStep.pause(Duration.minutes(1)),
        CanaryStep.setWeight(50),
        CanaryStep.pauseUntilPromoted('somebody looks at it'),
      ],
    });
    // The set was tried without a mesh. Its Envoys would look for port 8080 of Services that have 80 alone; the guide of
    // Argo Rollouts has them headless, with all pods in the answer (docs/getting-started/appmesh).
    const meaning = chartMeaning(chart);
    for (const version of ['stable', 'canary']) {
      expect(meaning[`Service/demo-${version}`]).toMatchObject({ spec: { clusterIP: 'None' } });
      expect(meaning[`VirtualNode/demo-${version}`]).toMatchObject({
        spec: { serviceDiscovery: { dns: { responseType: 'ENDPOINTS' } } },
      });
    }
    expect(without(['clusterIP', 'responseType'], meaning)).toEqual(minimalMeaning('appmesh.yaml'));
  });
});

function without(keys: readonly string[], value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, item) => (keys.includes(key) ? undefined : item)));
}
