import { describe, expect, test } from '@jest/globals';
import { Analysis, MetricPlugin } from '../../../../src';
import { PLUGIN } from '../../../../src/analysis/providers/plugin/facts';
import { demoChart } from '../../../demo-chart';

describe('MetricPlugin', () => {
  test('is named, and told what it is to know', () => {
    const plugin = MetricPlugin.of('acme/metrics', { query: ['a', { b: '{{args.c}}' }] });
    expect(plugin.toProvider()).toEqual({ plugin: { 'acme/metrics': { query: ['a', { b: '{{args.c}}' }] } } });
    expect(plugin.problems()).toEqual([]);
    expect(plugin.resultType).toEqual({ is: 'any' });
  });

  test.each(['metrics', 'acme/', 'acme/metrics/v2', 'acme metrics'])('refuses the name %s', (name) => {
    expect(() => MetricPlugin.of(name, {})).toThrow(
      'plugin takes the name of a plugin such as "argoproj-labs/sample-prometheus"',
    );
  });

  test('has a metric with conditions, or one without if the plugin judges by itself', () => {
    const analysis = (hasConditions: boolean | undefined, successCondition?: string) =>
      new Analysis(demoChart(), 'analysis', {
        metrics: [{ name: 'm', provider: MetricPlugin.of('acme/metrics', {}, { hasConditions }), successCondition }],
      });
    expect(() => analysis(undefined, 'result > 1')).not.toThrow();
    expect(() => analysis(undefined)).toThrow('metric "m" has no condition');
    expect(() => analysis(false)).not.toThrow();
    expect(() => analysis(false, 'result > 1')).toThrow(
      'metric "m" has a successCondition, which the controller ignores',
    );
  });
});

describe('the facts of plugins', () => {
  test('know that there is exactly one', () => {
    expect(PLUGIN.problems({})).toEqual(['plugin takes exactly one plugin, by its name, got none']);
    expect(PLUGIN.problems({ 'a/b': {}, 'c/d': {} })).toEqual([
      'plugin takes exactly one plugin, by its name, got a/b, c/d',
    ]);
  });
});
