import { describe, expect } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryStep } from '../../../src';
import { demoChart, demoRollout, demoServices } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';
import { chartMeaning, minimalMeaning } from '../minimal-set';
import { demoMapping } from './demo-mapping';

describe('the minimal set of Ambassador', () => {
  testWithShared('minimal')('is what the construct makes', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    demoRollout(chart, {
      services,
      trafficRouting: [demoMapping(chart, services, { rewrite: '/' })],
      analysis: undefined,
      steps: [
        CanaryStep.setWeight(10),
        CanaryStep.pause(Duration.minutes(1)),
        CanaryStep.setWeight(50),
        CanaryStep.pauseUntilPromoted('somebody looks at it'),
      ],
    });
    expect(chartMeaning(chart)).toEqual(minimalMeaning('ambassador.yaml'));
  });
});
