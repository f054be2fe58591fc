import { describe, expect } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryScale, CanaryStep, HeaderMatch, StringMatch, VirtualService } from '../../../src';
import { isRecord } from '../../crd/json-schema';
import { demoChart, demoRollout, demoServices } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';
import { chartMeaning, minimalMeaning } from '../minimal-set';
import { demoDestinationRule, demoSubsetRollout, demoVirtualService } from './demo-istio';

describe('the minimal sets of Istio', () => {
  testWithShared('minimal')('between Services is what the constructs make', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    demoRollout(chart, {
      services,
      trafficRouting: [demoVirtualService(chart, services)],
      analysis: undefined,
      steps: [
        CanaryStep.setCanaryScale(CanaryScale.weight(10)),
        CanaryStep.setHeaderRoute('canary-header', HeaderMatch.exact('X-Canary', 'true')),
        CanaryStep.setMirrorRoute('canary-mirror', {
          match: [{ method: StringMatch.exact('GET'), path: StringMatch.prefix('/') }],
          percentage: 35,
        }),
        CanaryStep.pause(Duration.minutes(1)),
        CanaryStep.removeMirrorRoute('canary-mirror'),
        CanaryStep.setWeight(10),
        CanaryStep.setCanaryScale(CanaryScale.matchTrafficWeight()),
        CanaryStep.pauseUntilPromoted('somebody looks at it'),
      ],
    });
    expect(chartMeaning(chart)).toEqual(withScaleAfterWeight(minimalMeaning('istio-host.yaml')));
  });

  testWithShared('minimal')('between subsets is what the constructs make', () => {
    const chart = demoChart();
    const virtualService = new VirtualService(chart, 'virtual-service', {
      name: 'demo',
      destinationRule: demoDestinationRule(chart),
    });
    demoSubsetRollout(chart, {
      trafficRouting: [virtualService],
      steps: [
        CanaryStep.setWeight(10),
        CanaryStep.pause(Duration.minutes(1)),
        CanaryStep.setWeight(50),
        CanaryStep.pauseUntilPromoted('somebody looks at it'),
      ],
    });
    expect(withoutPorts(chartMeaning(chart))).toEqual(minimalMeaning('istio-subset.yaml'));
  });
});

/**
 * A value in which the weight comes before the pods follow it. In the set they follow a weight of 0 for a moment, which
 * takes the header route away for good; here that order is refused.
 */
function withScaleAfterWeight(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, item) =>
    key === 'steps' && Array.isArray(item) ? [...item.slice(0, 5), item[6], item[5], ...item.slice(7)] : item,
  );
}

/** A value in which subsets are written without the port, which a Service of one port does not need. */
function withoutPorts(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, item) =>
    isRecord(item) && item.subset !== undefined ? { ...item, port: undefined } : item,
  );
}
