import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import { Analysis, type AnalysisProps, CanaryStep, type MetricRules, Prometheus } from '../../src';
import { demoChart, demoRollout, onlyObject } from '../demo-chart';

function gate(chart: Chart, id: string, rules: MetricRules, props: Partial<AnalysisProps> = {}): Analysis {
  const metric = (name: string) => ({
    name,
    provider: Prometheus.at('http://prometheus:9090').query(`${id}{service="demo-canary"}`),
    successCondition: 'len(result) == 0 || result[0] < 5',
    interval: Duration.seconds(20),
    initialDelay: Duration.minutes(1),
  });
  return new Analysis(chart, id, { metrics: [metric(`${id}.a`), metric(`${id}.b`)], ...rules, ...props });
}

const retention = (metric: string) => ({ measurementRetention: [{ metric, limit: 5 }] });

describe('the rules of an analysis for single metrics', () => {
  test('are regular expressions of its template that fit one name each', () => {
    const chart = demoChart();
    const rules = { dryRun: ['x.a'], measurementRetention: [{ metric: 'x.b', limit: 50 }] };
    demoRollout(chart, { analysis: { templates: [gate(chart, 'x', rules)] } });
    expect(onlyObject(chart, 'AnalysisTemplate').spec).toMatchObject({
      dryRun: [{ metricName: '^x\\.a$' }],
      measurementRetention: [{ metricName: '^x\\.b$', limit: 50 }],
    });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.analysis.dryRun).toBeUndefined();
  });

  test('may be about a metric of a nested template', () => {
    const chart = demoChart();
    const outer = gate(chart, 'y', { dryRun: ['x.a'] }, { templates: [gate(chart, 'x', {})] });
    demoRollout(chart, { analysis: { templates: [outer] } });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.analysis.templates).toEqual([
      { templateName: 'demo-y.a' },
    ]);
  });

  test('let a metric that is measured only be as slow as it likes', () => {
    const chart = demoChart();
    const slow = gate(chart, 'x', { dryRun: ['x.a', 'x.b'] });
    const steps = [CanaryStep.setWeight(20), CanaryStep.pause(Duration.seconds(9))];
    expect(() => demoRollout(chart, { analysis: { templates: [slow] }, steps })).not.toThrow();
  });

  test.each<[MetricRules, string]>([
    [{ dryRun: ['x'] }, 'dryRun names "x", and it has no such metric (there: "x.a", "x.b")'],
    [{ dryRun: ['x.a', 'x.a'] }, 'dryRun names "x.a" twice'],
    [retention('.*'), 'measurementRetention names ".*", and it has no such metric'],
    [
      { measurementRetention: [{ metric: 'x.a', limit: 0 }] },
      'measurementRetention of "x.a" takes a whole number of at least 1, got 0',
    ],
  ])('are refused where they are %j', (rules, message) => {
    expect(() => gate(demoChart(), 'x', rules)).toThrow(message);
  });

  test('are refused where they are about no metric of a nested template either', () => {
    const chart = demoChart();
    const outer = gate(chart, 'y', { dryRun: ['x.c'] }, { templates: [gate(chart, 'x', {})] });
    expect(() => demoRollout(chart, { analysis: { templates: [outer] } })).toThrow(
      'dryRun names "x.c", and it has no such metric (there: "y.a", "y.b", "x.a", "x.b")',
    );
  });

  test.each<[string, MetricRules, MetricRules]>([
    ['dryRun', { dryRun: ['x.a'] }, { dryRun: ['x.a'] }],
    ['measurementRetention', retention('x.a'), retention('x.a')],
  ])('are refused where the Rollout says %s too', (field, ofTemplate, ofRollout) => {
    const chart = demoChart();
    const templates = [gate(chart, 'x', ofTemplate)];
    expect(() => demoRollout(chart, { analysis: { templates, ...ofRollout } })).toThrow(
      `analysis.${field} names "x.a", and so does ${field} of its template: the controller refuses that, leave one out`,
    );
  });

  test('are refused where a nested template says it too', () => {
    const chart = demoChart();
    const outer = gate(chart, 'y', { dryRun: ['x.a'] }, { templates: [gate(chart, 'x', { dryRun: ['x.a'] })] });
    expect(() => demoRollout(chart, { analysis: { templates: [outer] } })).toThrow(
      'two of analysis.templates name "x.a" in dryRun: the controller refuses that, leave one out',
    );
  });

  test('are refused where an analysis step has the same rule for a metric of that name', () => {
    const step = (rules: MetricRules) => {
      const chart = demoChart();
      const duration = Duration.minutes(5);
      const inStep = gate(chart, 'x', {}, { metadata: { name: 'in-step' } });
      const beside = new Analysis(chart, 'beside', {
        metrics: [
          {
            name: 'x.a',
            provider: Prometheus.at('http://p').query('x{service="demo-canary"}'),
            successCondition: 'len(result) > 0',
            interval: Duration.seconds(20),
            initialDelay: Duration.minutes(1),
          },
        ],
        dryRun: ['x.a'],
      });
      const steps = [
        CanaryStep.setWeight(20),
        CanaryStep.pause(Duration.minutes(3)),
        CanaryStep.analysis({ templates: [inStep], duration, ...rules }),
      ];
      demoRollout(chart, { analysis: { templates: [beside] }, steps });
    };
    expect(() => step({ dryRun: ['x.a'] })).toThrow(
      'step 2 (analysis).dryRun names "x.a", and so does dryRun of a template of analysis: the controller merges the rules ' +
        'of an analysis step with every template of the rollout, and refuses both',
    );
    expect(() => step(retention('x.a'))).not.toThrow();
    expect(() => step({ dryRun: ['x.b'] })).not.toThrow();
  });
});
