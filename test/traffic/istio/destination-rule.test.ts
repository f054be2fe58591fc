import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import { LabelSelector } from 'cdk8s-plus-28';
import { type DestinationRuleProps, VirtualService } from '../../../src';
import { demoChart, objectsOf, onlyObject } from '../../demo-chart';
import { demoDestinationRule, demoRootService, demoSubsetRollout } from './demo-istio';

describe('DestinationRule', () => {
  test('makes two subsets of the pods behind its Service', () => {
    const chart = demoChart();
    const trafficPolicy = { loadBalancer: { simple: 'LEAST_REQUEST' as const } };
    const service = demoRootService(chart, { name: 'shop' });
    const destinationRule = demoDestinationRule(chart, { service, canarySubset: 'next', trafficPolicy });
    const trafficRouting = [new VirtualService(chart, 'virtual-service', { name: 'demo', destinationRule })];
    const rollout = demoSubsetRollout(chart, { trafficRouting });
    rollout.select(LabelSelector.of({ labels: { tier: 'web' } }));
    const labels = { 'app.kubernetes.io/name': 'demo', tier: 'web' };
    rollout.podMetadata.addLabel('tier', 'web');
    expect(onlyObject(chart, 'DestinationRule')).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: {
        host: 'shop',
        subsets: [
          { name: 'stable', labels },
          { name: 'next', labels },
        ],
        trafficPolicy,
      },
    });
    expect(onlyObject(chart, 'Service').spec.selector).toEqual(labels);
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting.istio.destinationRule).toEqual({
      name: 'demo',
      canarySubsetName: 'next',
      stableSubsetName: 'stable',
    });
  });

  test.each<[Partial<DestinationRuleProps>, string]>([
    [{ name: 'De mo' }, 'name has to be a DNS-1123 subdomain'],
    [{ stableSubset: 'a.b' }, 'stableSubset has to be a DNS-1123 label'],
    [{ canarySubset: '' }, 'canarySubset has to be a DNS-1123 label'],
    [
      { canarySubset: 'stable' },
      'stableSubset and canarySubset are both "stable": each version needs a subset, give them two names',
    ],
  ])('refuses %j', (props, message) => {
    expect(() => demoDestinationRule(demoChart(), props)).toThrow(message);
  });

  test('is where its Service is', () => {
    const chart = demoChart();
    const service = demoRootService(chart);
    expect(() => demoDestinationRule(new Chart(chart, 'infra', { namespace: 'infra' }), { service })).toThrow(
      'the DestinationRule is in namespace "infra", the Service "demo" in namespace "demo": the controller looks for it in the ' +
        'namespace of the rollout and its pods, put both there',
    );
  });

  test('is where its rollout is', () => {
    const chart = demoChart();
    const destinationRule = demoDestinationRule(new Chart(chart, 'infra', { namespace: 'infra' }));
    const trafficRouting = [new VirtualService(chart, 'virtual-service', { name: 'demo', destinationRule })];
    expect(() => demoSubsetRollout(chart, { trafficRouting })).toThrow(
      'the DestinationRule is in namespace "infra", the rollout at demo/rollout in namespace "demo"',
    );
  });

  test('without a VirtualService is an error at synth', () => {
    const chart = demoChart();
    demoDestinationRule(chart);
    expect(() => objectsOf(chart)).toThrow(
      'no rollout moves the weights of this DestinationRule: name it as `destinationRule` of a VirtualService',
    );
  });
});
