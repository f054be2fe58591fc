import { describe, expect, test } from '@jest/globals';
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
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
      'more/two: ConfigMap demo: metadata.name: ConfigMap "demo" in the namespace "demo" is there twice, and the cluster ' +
        'keeps only the last (the other one: demo/one); give one of them another name or namespace, or take it away (object-twice)',
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
    const told = (error: unknown) => String(error).split('(object-twice)').length - 1;
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
      /Service "demo-stable" in the namespace "demo" is there twice[\s\S]*Service "demo-canary"[\s\S]*HTTPRoute "demo"[\s\S]*AnalysisTemplate[\s\S]*Rollout "demo" in the namespace "demo" is there twice/,
    );
  });
});

describe('the check of an app', () => {
  test('stops synth with the errors of all objects at once, each with its construct and its rule', () => {
    const chart = demoChart();
    const rollout = demoRollout(chart);
    ApiObject.of(rollout).addJsonPatch(JsonPatch.add('/spec/minReadySeconds', 600));
    new ApiObject(chart, 'template', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { name: 'never' },
      spec: { metrics: [{ name: 'smoke', count: 1, failureLimit: 1, provider: { job: { spec: {} } } }] },
    });
    expect(() => objectsOf(chart)).toThrow(
      /demo\/rollout\/Resource: Rollout demo: spec\.\w+: .*\(deadline-below-ready\)[\s\S]*demo\/template: AnalysisTemplate never: spec\.metrics\[0\]\.failureLimit: .*\(analysis-never-fails\)/,
    );
  });

  test('does not stop it for a warning', () => {
    const chart = demoChart();
    demoRollout(chart);
    ApiObject.of(chart.node.findChild('rollout')).metadata.addAnnotation(
      'notifications.argoproj.io/subscribe.on-rollout-abort.slack',
      'releases',
    );
    expect(() => objectsOf(chart)).not.toThrow();
  });

  test('lets an error pass that an annotation accepts with a reason', () => {
    const chart = demoChart();
    const rollout = ApiObject.of(demoRollout(chart));
    rollout.addJsonPatch(JsonPatch.add('/spec/newField', 1));
    expect(() => objectsOf(chart)).toThrow('unknown field newField');
    rollout.metadata.addAnnotation('cdk8s-rollouts.dev/ignore.schema', 'a field of the next version');
    expect(() => objectsOf(chart)).not.toThrow();
  });

  test('takes what the app does not have for missing', () => {
    const chart = demoChart();
    const rollout = ApiObject.of(demoRollout(chart));
    rollout.addJsonPatch(JsonPatch.replace('/spec/strategy/canary/analysis/templates/0/templateName', 'elsewhere'));
    expect(() => objectsOf(chart)).toThrow('(analysis-template-missing)');
  });
});
