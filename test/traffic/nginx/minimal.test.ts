import { describe, expect } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryStep } from '../../../src';
import { demoChart } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';
import { chartMeaning, minimalMeaning } from '../minimal-set';
import { ingressRelease } from './demo-nginx';

describe('the minimal set of NGINX', () => {
  testWithShared('minimal')('is what the constructs make', () => {
    const chart = demoChart();
    const steps = [
      CanaryStep.setWeight(10),
      CanaryStep.pause(Duration.minutes(1)),
      CanaryStep.setWeight(50),
      CanaryStep.pauseUntilPromoted('somebody looks at it'),
    ];
    ingressRelease(chart, { canaryByHeader: 'X-Canary', canaryByHeaderValue: 'true' }, { steps });
    expect(chartMeaning(chart)).toEqual(minimalMeaning('nginx.yaml'));
  });
});
