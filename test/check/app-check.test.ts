import { describe, expect, test } from '@jest/globals';
import { ApiObject, Chart } from 'cdk8s';
import { demoChart, demoRollout, objectsOf } from '../demo-chart';

function configMap(chart: Chart, id: string, namespace?: string): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'demo', namespace } });
}

describe('objects of one app', () => {
  test('may not share kind, namespace and name, whatever chart they are in', () => {
    const chart = demoChart();
    demoRollout(chart);
    configMap(chart, 'one');
    configMap(new Chart(chart.node.root, 'more', { namespace: 'demo' }), 'two');
    expect(() => objectsOf(chart)).toThrow(
      'ConfigMap.core demo/demo is made 2 times, the cluster would keep only the last: demo/one, more/two',
    );
  });

  test('may share a name across kinds and namespaces', () => {
    const chart = demoChart();
    demoRollout(chart);
    configMap(chart, 'one');
    configMap(chart, 'two', 'other');
    expect(objectsOf(chart)).toHaveLength(7);
  });

  test('are told of once', () => {
    const chart = demoChart();
    demoRollout(chart);
    configMap(chart, 'one');
    configMap(chart, 'two');
    const told = (error: unknown) => String(error).split('ConfigMap.core demo/demo is made').length - 1;
    try {
      objectsOf(chart);
    } catch (error) {
      expect(told(error)).toBe(1);
    }
    expect.assertions(1);
  });

  test('are told of all at once', () => {
    const chart = demoChart();
    demoRollout(chart);
    const twin = new Chart(chart.node.root, 'twin', { namespace: 'demo' });
    demoRollout(twin);
    expect(() => objectsOf(chart)).toThrow(
      /Service\.core demo\/demo-stable is made 2 times[\s\S]*Service\.core demo\/demo-canary[\s\S]*HTTPRoute[\s\S]*AnalysisTemplate[\s\S]*Rollout\.argoproj\.io demo\/demo is made 2 times/,
    );
  });
});
