import { describe, expect } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryStep } from '../../../src';
import { demoChart, demoRollout, demoServices } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';
import { chartMeaning, minimalMeaning } from '../minimal-set';
import { demoContour } from './demo-contour';

describe('the minimal set of Contour', () => {
  testWithShared('minimal')('is what the constructs make', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    demoRollout(chart, {
      services,
      trafficRouting: [demoContour(chart, services)],
      analysis: undefined,
      steps: [
        CanaryStep.setWeight(10),
        CanaryStep.pause(Duration.minutes(1)),
        CanaryStep.setWeight(50),
        CanaryStep.pauseUntilPromoted('somebody looks at it'),
      ],
    });
    expect(chartMeaning(chart)).toEqual(minimalMeaning('contour.yaml'));
  });
});
