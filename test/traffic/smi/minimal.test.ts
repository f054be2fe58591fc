import { describe, expect } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryStep, RootService, SmiTrafficSplit } from '../../../src';
import { demoChart, demoRollout, demoServices } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';
import { chartMeaning, minimalMeaning } from '../minimal-set';

describe('the minimal set of SMI', () => {
  testWithShared('minimal')('is what the constructs make', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const rootService = new RootService(chart, 'root', { name: 'demo', ports: services.ports });
    demoRollout(chart, {
      services,
      trafficRouting: [new SmiTrafficSplit(chart, 'split', { name: 'demo', services, rootService })],
      analysis: undefined,
      steps: [
        CanaryStep.setWeight(10),
        CanaryStep.pause(Duration.minutes(1)),
        CanaryStep.setWeight(50),
        CanaryStep.pauseUntilPromoted('somebody looks at it'),
      ],
    });
    expect(chartMeaning(chart)).toEqual(minimalMeaning('smi.yaml'));
  });
});
