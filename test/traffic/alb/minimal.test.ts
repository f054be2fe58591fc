import { describe, expect } from '@jest/globals';
import { CanaryScale, CanaryStep, HeaderMatch } from '../../../src';
import { demoChart, demoRollout, demoServices } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';
import { chartMeaning, minimalMeaning } from '../minimal-set';
import { demoAlb, demoRoot } from './demo-alb';

describe('the minimal set of the ALB', () => {
  testWithShared('minimal')('is what the constructs make', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    demoRollout(chart, {
      services,
      trafficRouting: [demoAlb(chart, services, { rootService: demoRoot(chart) })],
      analysis: undefined,
      steps: [
        CanaryStep.setCanaryScale(CanaryScale.weight(10)),
        CanaryStep.setHeaderRoute('canary-header', HeaderMatch.exact('X-Canary', 'true')),
        CanaryStep.setWeight(10),
        CanaryStep.pauseUntilPromoted('somebody looks at it'),
      ],
    });
    expect(chartMeaning(chart)).toEqual(minimalMeaning('alb.yaml'));
  });
});
