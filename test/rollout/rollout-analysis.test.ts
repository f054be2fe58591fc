import { describe, expect, test } from '@jest/globals';
import { ApiObject, type Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { Analysis, AnalysisArgument, type AnalysisReference, type Metric, NoTraffic, Prometheus } from '../../src';
import type { AnalysisBinding } from '../../src/analysis/analysis-binding';
import {
  bindEndingAnalysis,
  bindRolloutAnalysis,
  type EndingAnalysis,
  type RolloutAnalysis,
} from '../../src/rollout/rollout-analysis';
import { demoChart, demoRoute, demoServices, demoSuccessRate, objectsOf } from '../demo-chart';

const prometheus = Prometheus.at('http://prometheus:9090');

function metric(name: string, props: Partial<Metric> = {}): Metric {
  return {
    name,
    provider: prometheus.query('sum(increase(errors_total{service="demo-canary"}[1m]))'),
    successCondition: 'len(result) == 0 || result[0] < 5',
    count: 3,
    interval: Duration.seconds(20),
    ...props,
  };
}

function gate(chart: Chart, name: string, props: Partial<Metric> = {}, args: AnalysisArgument[] = []): Analysis {
  const provider = prometheus.query(
    `errors{service="demo-canary",args="${args.map((arg) => `{{args.${arg.name}}}`).join()}"}`,
  );
  const metrics = [metric(name, args.length === 0 ? props : { provider, ...props })];
  return new Analysis(chart, name, { metrics, args });
}

function bindingOf(chart: Chart, props: Partial<AnalysisBinding> = {}): AnalysisBinding {
  const rollout = chart.node.tryFindChild('rollout') ?? new Construct(chart, 'rollout');
  return {
    rollout: rollout as Construct,
    rolloutName: 'demo',
    namespace: 'demo',
    canaryService: 'demo-canary',
    ...props,
  };
}

function bind(make: (chart: Chart) => RolloutAnalysis) {
  const chart = demoChart();
  return bindRolloutAnalysis(make(chart), bindingOf(chart), 'analysis');
}

function bindEnding(make: (chart: Chart) => EndingAnalysis) {
  const chart = demoChart();
  return bindEndingAnalysis(make(chart), bindingOf(chart, { place: 'step-2' }), 'steps[2].analysis');
}

/** The templates that an analysis has made, each with the count of its metric. */
function countsIn(analysis: Construct): unknown[] {
  return analysis.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object) => [object.name, object.toJson().spec.metrics[0].count]);
}

describe('bindRolloutAnalysis', () => {
  test('renders templates, arguments, rules and metadata', () => {
    const { rendered, metrics, problems } = bind((chart) => ({
      templates: [gate(chart, 'errors', {}, [AnalysisArgument.canaryHash('hash')]), gate(chart, 'p99.latency')],
      dryRun: ['p99.latency'],
      measurementRetention: [{ metric: 'errors', limit: 20 }],
      runMetadata: { labels: { team: 'shop' } },
    }));
    expect(problems).toEqual([]);
    expect(metrics.map(({ name }) => name)).toEqual(['errors', 'p99.latency']);
    expect(rendered).toStrictEqual({
      templates: [{ templateName: 'demo-errors' }, { templateName: 'demo-p99.latency' }],
      args: [{ name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } }],
      dryRun: [{ metricName: '^p99\\.latency$' }],
      measurementRetention: [{ metricName: '^errors$', limit: 20 }],
      analysisRunMetadata: { labels: { team: 'shop' } },
    });
  });

  test('renders no empty list and no empty object', () => {
    const { rendered } = bind((chart) => ({
      templates: [gate(chart, 'errors')],
      dryRun: [],
      measurementRetention: [],
      runMetadata: { labels: {}, annotations: {} },
    }));
    expect(JSON.parse(JSON.stringify(rendered))).toEqual({ templates: [{ templateName: 'demo-errors' }] });
  });

  test('says where a template is for the whole cluster', () => {
    const reference: AnalysisReference = {
      templateName: 'errors',
      clusterScope: true,
      args: [],
      metrics: [metric('errors')],
    };
    const { rendered } = bind(() => ({
      templates: [{ bind: () => reference }, { bind: () => ({ ...reference, clusterScope: false, metrics: [] }) }],
    }));
    expect(rendered.templates).toStrictEqual([
      { templateName: 'errors', clusterScope: true },
      { templateName: 'errors' },
    ]);
  });

  test('supplies an argument once that two templates take from the same source', () => {
    const hash = AnalysisArgument.canaryHash('hash');
    const { rendered, problems } = bind((chart) => ({
      templates: [gate(chart, 'errors', {}, [hash]), gate(chart, 'latency', {}, [hash])],
    }));
    expect(problems).toEqual([]);
    expect(rendered.args).toEqual([{ name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } }]);
  });

  test.each<[string, AnalysisArgument, AnalysisArgument]>([
    ['the Rollout twice', AnalysisArgument.canaryHash('x'), AnalysisArgument.stableHash('x')],
    ['two templates', AnalysisArgument.value('x', 'a'), AnalysisArgument.value('x', 'b')],
    ['a template and the Rollout', AnalysisArgument.value('x', 'a'), AnalysisArgument.field('x', 'metadata.name')],
  ])('refuses an argument that comes from %s', (_, one, other) => {
    const { problems } = bind((chart) => ({
      templates: [gate(chart, 'errors', {}, [one]), gate(chart, 'latency', {}, [other])],
    }));
    expect(problems).toEqual([
      'two of analysis.templates take the argument "x" from different sources, and one run has one value for it: rename one',
    ]);
  });

  test('refuses an analysis without templates, for which the controller waits for ever', () => {
    expect(bind(() => ({ templates: [] })).problems).toEqual([
      'analysis.templates is empty: name what is measured, or leave analysis out',
    ]);
  });

  test('refuses two metrics of one name', () => {
    const { problems } = bind((chart) => {
      const errors = gate(chart, 'errors');
      return { templates: [errors, errors] };
    });
    expect(problems).toEqual([
      'two metrics of analysis.templates are named "errors": the controller refuses that, rename one',
    ]);
  });

  test.each<[string, Partial<RolloutAnalysis>, string]>([
    [
      'a dry run of no metric',
      { dryRun: ['error'] },
      'analysis.dryRun names "error", and analysis.templates has no such',
    ],
    ['a dry run twice', { dryRun: ['errors', 'errors'] }, 'analysis.dryRun names "errors" twice'],
    [
      'a retention of no metric',
      { measurementRetention: [{ metric: 'x', limit: 1 }] },
      'analysis.measurementRetention names "x", and analysis.templates has no such metric (there: "errors")',
    ],
    [
      'a retention twice',
      {
        measurementRetention: [
          { metric: 'errors', limit: 1 },
          { metric: 'errors', limit: 2 },
        ],
      },
      'analysis.measurementRetention names "errors" twice',
    ],
    [
      'a retention of nothing',
      { measurementRetention: [{ metric: 'errors', limit: 0 }] },
      'analysis.measurementRetention of "errors" takes a whole number of at least 1, got 0',
    ],
  ])('refuses %s', (_, props, message) => {
    const { problems } = bind((chart) => ({ templates: [gate(chart, 'errors')], ...props }));
    expect(problems).toEqual([expect.stringContaining(message)]);
  });
});

describe('bindEndingAnalysis', () => {
  test('gives a recipe the count that fits into the duration, in a template of its own', () => {
    const chart = demoChart();
    const successRate = demoSuccessRate(chart, demoRoute(chart, demoServices(chart)));
    const background = bindRolloutAnalysis({ templates: [successRate] }, bindingOf(chart), 'analysis');
    const step = bindEndingAnalysis(
      { templates: [successRate], duration: Duration.minutes(5) },
      bindingOf(chart, { place: 'step-2' }),
      'steps[2].analysis',
    );
    expect(background.rendered.templates).toEqual([{ templateName: 'demo-success-rate' }]);
    expect(step.rendered.templates).toEqual([{ templateName: 'demo-success-rate-step-2' }]);
    expect(step.problems).toEqual([]);
    // The first measurement comes after 20 s, the others 10 s after one another: 20, 30, … 300.
    expect(step.metrics.map(({ count }) => count)).toEqual([29]);
    expect(countsIn(successRate)).toEqual([
      ['demo-success-rate', undefined],
      ['demo-success-rate-step-2', 29],
    ]);
  });

  test.each<[string, number, Partial<Metric>]>([
    ['leaves a count as it is', 3, { count: 3 }],
    ['leaves a metric that is measured once as it is', 1, { count: undefined, interval: undefined }],
    ['counts the measurement at the start', 7, { count: undefined }],
    ['counts none after the end', 6, { count: undefined, initialDelay: Duration.seconds(1) }],
  ])('%s', (_, measurements, props) => {
    const { metrics, problems } = bindEnding((chart) => ({
      templates: [gate(chart, 'errors', props)],
      duration: Duration.minutes(2),
    }));
    expect(problems).toEqual([]);
    expect(metrics.map(({ count = 1 }) => count)).toEqual([measurements]);
  });

  test('makes one template where an analysis is used twice at one place', () => {
    const chart = demoChart();
    const errors = gate(chart, 'errors', { count: undefined });
    const use = (place: string, minutes: number) =>
      bindEndingAnalysis(
        { templates: [errors], duration: Duration.minutes(minutes) },
        bindingOf(chart, { place }),
        'analysis',
      );
    use('step-2', 2);
    use('step-2', 2);
    use('pre-promotion', 4);
    expect(objectsOf(chart).map(({ metadata }) => metadata.name)).toEqual([
      'demo-errors-step-2',
      'demo-errors-pre-promotion',
    ]);
    expect(() => use('step-2', 3)).toThrow(
      '[demo/errors] the AnalysisTemplate "demo-errors-step-2" would have to measure for two different durations',
    );
  });

  test('refuses a metric that never ends', () => {
    const { problems } = bindEnding((chart) => ({ templates: [gate(chart, 'errors', { count: undefined })] }));
    expect(problems).toEqual([
      'metric "errors" has an interval and no count, so steps[2].analysis would never end: give it the duration for ' +
        'which it is measured, or the metric a count',
    ]);
  });

  test.each<[string, Duration, string]>([
    ['of no time', Duration.seconds(0), 'steps[2].analysis.duration takes whole seconds, at least 1'],
    ['of half a second', Duration.millis(500), 'steps[2].analysis.duration takes whole seconds, at least 1'],
  ])('refuses a duration %s', (_, duration, message) => {
    const { problems } = bindEnding((chart) => ({ templates: [gate(chart, 'errors')], duration }));
    expect(problems).toEqual([expect.stringContaining(message)]);
  });

  test.each<[string, Partial<Metric>, number, string]>([
    ['before the first measurement', { initialDelay: Duration.minutes(1) }, 59, 'it takes 0 of the 1 measurements'],
    [
      'before the limit is exceeded',
      { initialDelay: Duration.minutes(1), failureLimit: 2 },
      99,
      'it takes 2 of the 3 measurements that make a verdict (initialDelay 60s, interval 20s, failureLimit 2); take a ' +
        'duration of at least 1m40s',
    ],
    ['with a count below inconclusiveLimit', { inconclusiveLimit: 4 }, 59, 'it takes 3 of the 4 measurements'],
  ])('refuses a duration that ends %s', (_, props, seconds, message) => {
    const release = (duration: Duration) =>
      bindEnding((chart) => ({ templates: [gate(chart, 'errors', { count: undefined, ...props })], duration }));
    expect(() => release(Duration.seconds(seconds))).toThrow(message);
    expect(release(Duration.seconds(seconds + 1)).problems).toEqual([]);
  });

  test('does not keep a recipe from being inconclusive', () => {
    const chart = demoChart();
    const successRate = demoSuccessRate(chart, demoRoute(chart, demoServices(chart)), {
      onNoTraffic: NoTraffic.INCONCLUSIVE,
    });
    const bound = bindEndingAnalysis(
      { templates: [successRate], duration: Duration.seconds(30) },
      bindingOf(chart, { place: 'step-2' }),
      'steps[2].analysis',
    );
    expect(bound.metrics.map(({ count, inconclusiveLimit }) => [count, inconclusiveLimit])).toEqual([[2, 1]]);
  });
});
