import { describe, expect, test } from '@jest/globals';
import { ApiObject, type Chart, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Analysis, AnalysisArgument, Prometheus } from '../../../src/index';
import { Experiment } from '../../../src/rollout/experiment/experiment';
import type { ExperimentPodTemplate } from '../../../src/rollout/experiment/experiment-pods';
import type { ExperimentProps } from '../../../src/rollout/experiment/experiment-props';
import { CrdSchemas } from '../../crd/crd-schema';
import { demoChart, objectsOf, onlyObject } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';

const image = 'example/app:1';
const template: ExperimentPodTemplate = { name: 'new', containers: [{ image, portNumber: 8080 }] };

function experiment(chart: Chart, props: Partial<ExperimentProps> = {}): Experiment {
  return new Experiment(chart, 'experiment', {
    metadata: { name: 'trial' },
    templates: [template],
    duration: Duration.minutes(5),
    ...props,
  });
}

function errors(chart: Chart, query: string, args: AnalysisArgument[] = [], id = 'errors'): Analysis {
  return new Analysis(chart, id, {
    metrics: [
      {
        name: id,
        provider: Prometheus.at('http://prometheus:9090').query(query),
        successCondition: 'result[0] < 5',
        interval: Duration.minutes(1),
      },
    ],
    args,
  });
}

/** An experiment with everything. */
function fullExperiment(chart: Chart): Experiment {
  return experiment(chart, {
    templates: [
      {
        ...template,
        replicas: 2,
        minReady: Duration.seconds(10),
        podMetadata: { labels: { team: 'shop' } },
        serviceName: 'trial',
      },
      { ...template, name: 'old', service: true },
    ],
    progressDeadline: Duration.minutes(2),
    scaleDownDelay: Duration.seconds(0),
    analyses: [
      {
        name: 'errors',
        analysis: errors(chart, 'errors{hash="{{args.hash}}",than="{{args.than}}"}', [
          AnalysisArgument.canaryHash('hash'),
          AnalysisArgument.stableHash('than'),
        ]),
        measures: 'new',
        comparedWith: 'old',
        requiredForCompletion: true,
      },
    ],
    dryRun: ['errors'],
    measurementRetention: [{ metric: 'errors', limit: 20 }],
    runMetadata: { labels: { team: 'shop' } },
    terminate: true,
  });
}

describe('Experiment', () => {
  test('renders its pods with the defaults of cdk8s-plus and a selector that matches them', () => {
    const chart = demoChart();
    experiment(chart);
    expect(onlyObject(chart, 'Experiment')).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Experiment',
      metadata: { name: 'trial', namespace: 'demo' },
      spec: {
        duration: '5m',
        templates: [
          {
            name: 'new',
            selector: { matchLabels: { 'app.kubernetes.io/name': 'trial-new' } },
            template: {
              metadata: { labels: { 'app.kubernetes.io/name': 'trial-new' } },
              spec: expect.objectContaining({
                containers: [expect.objectContaining({ image, ports: [{ containerPort: 8080, protocol: 'TCP' }] })],
              }),
            },
          },
        ],
      },
    });
  });

  test('renders every field', () => {
    const chart = demoChart();
    fullExperiment(chart);
    const { templates, ...spec } = onlyObject(chart, 'Experiment').spec;
    expect(spec).toEqual({
      duration: '5m',
      progressDeadlineSeconds: 120,
      scaleDownDelaySeconds: 0,
      analyses: [
        {
          name: 'errors',
          templateName: 'trial-errors-experiment-errors',
          requiredForCompletion: true,
          args: [
            { name: 'hash', value: '{{templates.new.podTemplateHash}}' },
            { name: 'than', value: '{{templates.old.podTemplateHash}}' },
          ],
        },
      ],
      dryRun: [{ metricName: '^errors$' }],
      measurementRetention: [{ metricName: '^errors$', limit: 20 }],
      analysisRunMetadata: { labels: { team: 'shop' } },
      terminate: true,
    });
    expect(templates).toMatchObject([
      {
        name: 'new',
        replicas: 2,
        minReadySeconds: 10,
        service: { name: 'trial' },
        template: { metadata: { labels: { team: 'shop', 'app.kubernetes.io/name': 'trial-new' } } },
      },
      { name: 'old', service: {} },
    ]);
    expect(onlyObject(chart, 'AnalysisTemplate').spec.metrics[0].count).toBe(6);
  });

  testWithShared('crds')('renders what the CRD has', () => {
    const schemas = new CrdSchemas();
    for (const make of [experiment, fullExperiment]) {
      const chart = demoChart();
      make(chart);
      expect(objectsOf(chart).flatMap((object) => schemas.problems(object))).toEqual([]);
    }
  });

  test('has pods that are workloads of cdk8s-plus, and is found by ApiObject.of', () => {
    const chart = demoChart();
    const trial = experiment(chart);
    const [pods] = trial.pods;
    pods?.addVolume(kplus.Volume.fromEmptyDir(chart, 'volume', 'cache'));
    new kplus.Service(chart, 'service', {
      metadata: { name: 'mine' },
      selector: pods,
      ports: [{ port: 80, targetPort: 8080 }],
    });
    ApiObject.of(trial).addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'shop' }));
    const { metadata, spec } = onlyObject(chart, 'Experiment');
    expect(trial.name).toBe('trial');
    expect(metadata.labels).toEqual({ team: 'shop' });
    expect(spec.templates[0].template.spec.volumes).toEqual([{ name: 'cache', emptyDir: {} }]);
    expect(onlyObject(chart, 'Service').spec.selector).toEqual({ 'app.kubernetes.io/name': 'trial-new' });
  });

  test('keeps its pods from the network where they are isolated', () => {
    const policies = (isolate: boolean) => {
      const chart = demoChart();
      experiment(chart, { templates: [{ ...template, isolate }] });
      return objectsOf(chart).filter(({ kind }) => kind === 'NetworkPolicy');
    };
    expect(policies(false)).toEqual([]);
    expect(policies(true).map(({ metadata, spec }) => [metadata.namespace, spec.podSelector])).toEqual([
      ['demo', { matchLabels: { 'app.kubernetes.io/name': 'trial-new' } }],
    ]);
  });

  test('measures the pods of its only template', () => {
    const chart = demoChart();
    const args = [AnalysisArgument.canaryHash('hash')];
    experiment(chart, {
      analyses: [{ name: 'errors', analysis: errors(chart, 'errors{hash="{{args.hash}}"}', args) }],
    });
    expect(onlyObject(chart, 'Experiment').spec.analyses).toEqual([
      {
        name: 'errors',
        templateName: 'trial-errors-experiment-errors',
        args: [{ name: 'hash', value: '{{templates.new.podTemplateHash}}' }],
      },
    ]);
  });

  test('measures them by the name that their Service will have', () => {
    const chart = demoChart();
    const analyses = [{ name: 'errors', analysis: errors(chart, 'errors{service="trial-new"}') }];
    expect(() => experiment(chart, { analyses, templates: [{ ...template, service: true }] })).not.toThrow();
    const other = demoChart();
    expect(() =>
      experiment(other, { analyses: [{ name: 'errors', analysis: errors(other, 'errors{service="trial-new"}') }] }),
    ).toThrow('metric "errors" measures the stable and the new version');
  });

  test.each<[string, Partial<ExperimentProps>, string]>([
    ['no name', { metadata: {} }, 'metadata.name is missing'],
    ['a name that is no label', { metadata: { name: 'a.b' } }, 'metadata.name has to be a DNS-1123 label'],
    ['no templates', { templates: [] }, 'the experiment.templates is empty'],
    [
      'two templates of one name',
      { templates: [template, template] },
      'two templates of the experiment are named "new"',
    ],
    ['no end', { duration: undefined }, 'the experiment would run for ever'],
    ['no deadline', { progressDeadline: Duration.seconds(0) }, 'progressDeadline takes whole seconds, at least 1'],
    [
      'a name too long for a label',
      { metadata: { name: 'e'.repeat(60) } },
      'the name of template "new" with that of the experiment has to be at most 63 characters long, got 64',
    ],
    [
      'a Service that begins with a digit',
      { metadata: { name: '1st' }, templates: [{ ...template, service: true }] },
      'the name of the Service of template "new" has to begin with a letter',
    ],
    [
      'one Service for two templates',
      {
        templates: [
          { ...template, service: true },
          { ...template, name: 'old', serviceName: 'trial-new' },
        ],
      },
      'two templates have the Service "trial-new"',
    ],
    [
      'half a second',
      { templates: [{ ...template, minReady: Duration.millis(500) }] },
      'minReady of template "new" takes whole seconds',
    ],
    [
      'a deadline before the pods count as available',
      { templates: [{ ...template, minReady: Duration.minutes(10) }] },
      'progressDeadline (600s) has to be longer than minReady of template "new" (600s)',
    ],
    [
      'metadata that is nowhere',
      { templates: [{ ...template, metadata: { labels: { a: 'b' } } }] },
      'metadata of template "new" has no object to go to',
    ],
    ['a rule without metrics', { dryRun: ['x'] }, 'the experiment.dryRun names "x"'],
  ])('refuses %s', (_, props, message) => {
    expect(() => experiment(demoChart(), props)).toThrow(message);
  });

  test('refuses a field of a Rollout, of which it has none', () => {
    const chart = demoChart();
    const args = [AnalysisArgument.canaryHash('hash'), AnalysisArgument.field('team', 'metadata.name')];
    const analysis = errors(chart, 'errors{hash="{{args.hash}}",team="{{args.team}}"}', args);
    expect(() => experiment(chart, { analyses: [{ name: 'errors', analysis }] })).toThrow(
      '[demo/experiment] analysis "errors" of the experiment: the argument "team" is a field of the Rollout',
    );
  });

  test.each<[string, Partial<ExperimentPodTemplate>, string]>([
    ['no containers', { containers: [] }, 'containers of template "new" is empty'],
    ['no port for its Service', { containers: [{ image }], service: true }, 'template "new" wants a Service, and no'],
  ])('with %s is an error at synth', (_, props, message) => {
    const chart = demoChart();
    experiment(chart, { templates: [{ ...template, ...props }] });
    expect(() => objectsOf(chart)).toThrow(message);
  });

  test('without a Service needs no port', () => {
    const chart = demoChart();
    experiment(chart, { templates: [{ ...template, containers: [{ image }] }] });
    expect(objectsOf(chart)).toHaveLength(1);
  });
});
