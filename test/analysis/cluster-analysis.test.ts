import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { Analysis, AnalysisArgument, type AnalysisProps, CanaryStep, Prometheus } from '../../src';
import { demoChart, demoRollout, objectsOf, onlyObject } from '../demo-chart';

const metrics = [
  {
    name: 'errors',
    provider: Prometheus.at('http://prometheus:9090').query(
      'sum(increase(errors_total{service="{{args.service}}"}[1m]))',
    ),
    successCondition: 'len(result) == 0 || result[0] < 5',
    interval: Duration.seconds(20),
    initialDelay: Duration.minutes(1),
  },
];
const args = [AnalysisArgument.canaryService('service')];

function clusterAnalysis(chart: Chart, props: Partial<AnalysisProps> = {}): Analysis {
  return new Analysis(chart, 'errors', { metadata: { name: 'errors' }, clusterScope: true, metrics, args, ...props });
}

describe('an Analysis with clusterScope', () => {
  test('is a ClusterAnalysisTemplate without namespace, and the Rollout refers to it as one', () => {
    const chart = demoChart();
    demoRollout(chart, { analysis: { templates: [clusterAnalysis(chart)] } });
    const { metadata, spec } = onlyObject(chart, 'ClusterAnalysisTemplate');
    expect(metadata).toEqual({ name: 'errors' });
    expect(spec.args).toEqual([{ name: 'service' }]);
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.analysis).toMatchObject({
      templates: [{ templateName: 'errors', clusterScope: true }],
      args: [{ name: 'service', value: 'demo-canary' }],
    });
  });

  test('says the same as an AnalysisTemplate', () => {
    const specOf = (clusterScope: boolean) => {
      const chart = demoChart();
      const gate = clusterAnalysis(chart, { clusterScope, dryRun: ['errors'] });
      demoRollout(chart, { analysis: { templates: [gate] } });
      return ApiObject.of(gate).toJson().spec;
    };
    expect(specOf(true)).toEqual(specOf(false));
  });

  test('is made once for rollouts of several namespaces', () => {
    const app = new App();
    const platform = new Chart(app, 'platform', { namespace: 'platform' });
    const gate = clusterAnalysis(platform);
    const releases = ['one', 'two'].map((namespace) => {
      const chart = new Chart(app, namespace, { namespace });
      demoRollout(chart, { analysis: { templates: [gate] } });
      return onlyObject(chart, 'Rollout').spec.strategy.canary.analysis.templates;
    });
    expect(releases).toEqual(Array(2).fill([{ templateName: 'errors', clusterScope: true }]));
    expect(objectsOf(platform).map(({ kind, metadata }) => [kind, metadata])).toEqual([
      ['ClusterAnalysisTemplate', { name: 'errors' }],
    ]);
  });

  test('is made once more for each duration', () => {
    const chart = demoChart();
    const gate = clusterAnalysis(chart);
    const step = (minutes: number) => CanaryStep.analysis({ templates: [gate], duration: Duration.minutes(minutes) });
    demoRollout(chart, {
      analysis: { templates: [gate] },
      steps: [CanaryStep.setWeight(20), CanaryStep.pause(Duration.minutes(3)), step(5), step(90), step(5)],
    });
    const counts = objectsOf(chart)
      .filter(({ kind }) => kind === 'ClusterAnalysisTemplate')
      .map(({ metadata, spec }) => [metadata.name, spec.metrics[0].count]);
    expect(counts).toEqual([
      ['errors-5m', 13],
      ['errors-1h30m', 268],
      ['errors', undefined],
    ]);
  });

  test('of one name twice is an error at synth, whatever the namespaces of the charts', () => {
    const app = new App();
    for (const namespace of ['one', 'two']) {
      const chart = new Chart(app, namespace, { namespace });
      demoRollout(chart, { analysis: { templates: [clusterAnalysis(chart)] } });
    }
    expect(() => app.synth()).toThrow('ClusterAnalysisTemplate "errors" is there twice');
  });

  test.each<[Partial<AnalysisProps>, string]>([
    [
      { metadata: { labels: { team: 'shop' } } },
      'metadata.name is missing: with clusterScope it is one template for all rollouts, and not named after one',
    ],
    [
      { metadata: { name: 'errors', namespace: 'demo' } },
      'metadata.namespace is "demo", and with clusterScope the template has none: leave it out',
    ],
  ])('refuses %j', (props, message) => {
    expect(() => clusterAnalysis(demoChart(), props)).toThrow(message);
  });

  test('nests none of a namespace', () => {
    const chart = demoChart();
    const inner = new Analysis(chart, 'inner', { metrics, args });
    const gate = clusterAnalysis(chart, { metrics: [], args: [], templates: [inner] });
    expect(() => demoRollout(chart, { analysis: { templates: [gate] } })).toThrow(
      '[demo/errors] it is for the whole cluster and nests the AnalysisTemplate "demo-errors", which would have to be in ' +
        'the namespace of each rollout: give that one clusterScope too',
    );
  });
});
