import { describe, expect } from '@jest/globals';
import { CanaryScale, CanaryStep, HeaderMatch } from '../../../src';
import { demoChart, demoRollout, demoServices } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';
import { chartMeaning, minimalMeaning } from '../minimal-set';
import { demoApisix } from './demo-apisix';

describe('the minimal set of Apache APISIX', () => {
  testWithShared('minimal')('is what the constructs make', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    demoRollout(chart, {
      services,
      trafficRouting: [demoApisix(chart, services)],
      analysis: undefined,
      steps: [
        CanaryStep.setCanaryScale(CanaryScale.weight(10)),
        CanaryStep.setHeaderRoute('demo-canary-header', HeaderMatch.exact('X-Canary', 'true')),
        CanaryStep.setWeight(10),
        CanaryStep.pauseUntilPromoted('somebody looks at it'),
      ],
      replicas: 4,
      revisionHistoryLimit: 3,
    });
    expect(chartMeaning(chart)).toEqual(minimalMeaning('apisix.yaml'));
  });
});
