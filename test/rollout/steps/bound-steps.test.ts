import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import {
  Analysis,
  AnalysisArgument,
  type CanaryRolloutProps,
  CanaryStep,
  ExperimentVersion,
  HeaderMatch,
  Prometheus,
} from '../../../src/index';
import { bindSteps } from '../../../src/rollout/steps/bound-steps';
import { CrdSchemas } from '../../crd/crd-schema';
import {
  demoChart,
  demoRollout,
  demoRoute,
  demoServices,
  demoSteps,
  demoSuccessRate,
  objectsOf,
  onlyObject,
  routed,
} from '../../demo-chart';
import { testWithShared } from '../../shared-folder';

const minute = Duration.minutes(1);
const experimentTemplates = [{ name: 'canary', version: ExperimentVersion.CANARY, replicas: 2 }];
const hash = { name: 'new', valueFrom: { podTemplateHashValue: 'Latest' } };

/** An analysis of the new pods every 20 seconds, with no count of its own. */
function errors(chart: Chart, id = 'errors'): Analysis {
  return new Analysis(chart, id, {
    metrics: [
      {
        name: id,
        provider: Prometheus.at('http://prometheus:9090').query(`${id}{hash="{{args.new}}"}`),
        successCondition: 'result[0] < 5',
        interval: Duration.seconds(20),
      },
    ],
    args: [AnalysisArgument.canaryHash('new')],
  });
}

function release(chart: Chart, props: Partial<CanaryRolloutProps>) {
  demoRollout(chart, { analysis: undefined, ...props });
  return onlyObject(chart, 'Rollout').spec.strategy.canary;
}

function templateCounts(chart: Chart): unknown[] {
  return objectsOf(chart)
    .filter(({ kind }) => kind === 'AnalysisTemplate')
    .map(({ metadata, spec }) => [metadata.name, spec.metrics[0].count]);
}

describe('the steps of a rollout', () => {
  test('each have a template of their own, with the count that fits into their duration', () => {
    const chart = demoChart();
    const templates = [errors(chart)];
    const { steps } = release(chart, {
      steps: [
        CanaryStep.setWeight(20),
        CanaryStep.analysis({ templates, duration: minute }),
        CanaryStep.setWeight(50),
        CanaryStep.analysis({
          templates,
          duration: Duration.minutes(2),
          dryRun: ['errors'],
          measurementRetention: [{ metric: 'errors', limit: 3 }],
          runMetadata: { annotations: { why: 'half' } },
        }),
      ],
    });
    expect(steps).toEqual([
      { setWeight: 20 },
      { analysis: { templates: [{ templateName: 'demo-errors-step-1' }], args: [hash] } },
      { setWeight: 50 },
      {
        analysis: {
          templates: [{ templateName: 'demo-errors-step-3' }],
          args: [hash],
          dryRun: [{ metricName: '^errors$' }],
          measurementRetention: [{ metricName: '^errors$', limit: 3 }],
          analysisRunMetadata: { annotations: { why: 'half' } },
        },
      },
    ]);
    expect(templateCounts(chart)).toEqual([
      ['demo-errors-step-1', 4],
      ['demo-errors-step-3', 7],
    ]);
  });

  test('can be experiments, whose analyses have templates of their own too', () => {
    const chart = demoChart();
    const { steps } = release(chart, {
      steps: [
        CanaryStep.experiment({
          templates: experimentTemplates,
          duration: minute,
          analyses: [{ name: 'errors', analysis: errors(chart), requiredForCompletion: true }],
        }),
        ...demoSteps(),
      ],
    });
    const [{ experiment }] = steps;
    expect(experiment.templates).toEqual([{ name: 'canary', specRef: 'canary', replicas: 2 }]);
    expect(experiment.duration).toBe('1m');
    expect(experiment.analyses).toEqual([
      {
        name: 'errors',
        templateName: 'demo-errors-step-0-errors',
        requiredForCompletion: true,
        args: [{ name: 'new', value: '{{templates.canary.podTemplateHash}}' }],
      },
    ]);
    expect(templateCounts(chart)).toEqual([['demo-errors-step-0-errors', 4]]);
  });

  test('can be several experiments with one analysis and different durations', () => {
    const chart = demoChart();
    const analyses = [{ name: 'errors', analysis: errors(chart) }];
    const steps = [1, 2].map((minutes) =>
      CanaryStep.experiment({ templates: experimentTemplates, duration: Duration.minutes(minutes), analyses }),
    );
    release(chart, { steps: [...steps, ...demoSteps()] });
    expect(templateCounts(chart)).toEqual([
      ['demo-errors-step-0-errors', 4],
      ['demo-errors-step-1-errors', 7],
    ]);
  });

  test('list the managed routes that they use, and none otherwise', () => {
    const qa = CanaryStep.setHeaderRoute('qa', HeaderMatch.exact('X-Canary', 'yes'));
    const routed = release(demoChart(), { steps: [CanaryStep.setWeight(5), qa, ...demoSteps()] });
    expect(routed.trafficRouting.managedRoutes).toEqual([{ name: 'qa' }]);
    expect(Object.keys(release(demoChart(), {}).trafficRouting)).toEqual(['plugins']);
  });

  test('keep what they wait for as annotations, beside those that are given', () => {
    const chart = demoChart();
    release(chart, {
      metadata: { name: 'demo', annotations: { owner: 'shop' } },
      steps: [...demoSteps(), CanaryStep.pauseUntilPromoted('QA promotes at noon')],
    });
    expect(onlyObject(chart, 'Rollout').metadata.annotations).toEqual({
      owner: 'shop',
      'cdk8s-rollouts/step-4-waits-for': 'QA promotes at noon',
    });
  });

  testWithShared('crds')('are taken whole by the API server', () => {
    const chart = demoChart();
    const analysis = errors(chart);
    release(chart, {
      steps: [
        CanaryStep.setWeight(5),
        CanaryStep.analysis({ templates: [analysis], duration: minute, dryRun: ['errors'] }),
        CanaryStep.experiment({
          templates: experimentTemplates,
          duration: minute,
          analyses: [{ name: 'errors', analysis }],
        }),
        CanaryStep.pauseUntilPromoted('QA promotes'),
      ],
    });
    const schemas = new CrdSchemas();
    const known = objectsOf(chart).filter(({ apiVersion, kind }) => schemas.knows(apiVersion, kind));
    expect(known.map(({ kind }) => kind).sort()).toEqual([
      'AnalysisTemplate',
      'AnalysisTemplate',
      'HTTPRoute',
      'Rollout',
    ]);
    expect(known.flatMap((object) => schemas.problems(object))).toEqual([]);
  });
});

describe('the steps of a rollout are refused', () => {
  const afterWeight = (step: CanaryStep) => () => release(demoChart(), { steps: [CanaryStep.setWeight(20), step] });

  test('if an analysis would never end, with the step that has it', () => {
    const chart = demoChart();
    const steps = [CanaryStep.setWeight(20), CanaryStep.analysis({ templates: [errors(chart)] })];
    expect(() => release(chart, { steps })).toThrow(
      '[demo/rollout] metric "errors" has an interval and no count, so step 1 (analysis) would never end',
    );
  });

  test('if they have no templates', () => {
    expect(afterWeight(CanaryStep.analysis({ templates: [] }))).toThrow(
      '[demo/rollout] step 1 (analysis).templates is empty: name what is measured, or leave step 1 (analysis) out',
    );
    expect(afterWeight(CanaryStep.experiment({ templates: [], duration: minute }))).toThrow(
      '[demo/rollout] step 1 (experiment).templates is empty: an experiment needs pods, name at least one',
    );
  });

  test('if an experiment wants a Service of pods without a port, at synth', () => {
    const chart = demoChart();
    const templates = [{ name: 'canary', version: ExperimentVersion.CANARY, service: true }];
    demoRollout(chart, {
      ...routed(chart, demoServices(chart, { ports: [{ port: 80 }] })),
      containers: [{ image: 'example/app:1' }],
      steps: [CanaryStep.experiment({ templates, duration: minute })],
    });
    expect(() => objectsOf(chart)).toThrow(
      'template "canary" of step 0 (experiment) wants a Service, and no container',
    );
  });

  test('all at once', () => {
    const binding = { rollout: demoChart(), rolloutName: 'demo' };
    const steps = [
      CanaryStep.analysis({ templates: [] }),
      CanaryStep.pause(minute),
      CanaryStep.analysis({ templates: [] }),
    ];
    const { rendered, problems } = bindSteps(steps, binding);
    expect(problems).toEqual([
      expect.stringContaining('step 0 (analysis).templates is empty'),
      expect.stringContaining('step 2 (analysis).templates is empty'),
    ]);
    expect(rendered).toHaveLength(3);
  });
});

describe('a background analysis', () => {
  test('has rules for single metrics, and metadata for its runs', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const route = demoRoute(chart, services);
    const { analysis } = release(chart, {
      services,
      trafficRouting: [route],
      analysis: {
        templates: [demoSuccessRate(chart, route), errors(chart)],
        dryRun: ['errors'],
        measurementRetention: [{ metric: 'success-rate', limit: 30 }],
        runMetadata: { labels: { team: 'shop' } },
      },
    });
    expect(analysis).toEqual({
      templates: [{ templateName: 'demo-success-rate' }, { templateName: 'demo-errors' }],
      args: [hash],
      dryRun: [{ metricName: '^errors$' }],
      measurementRetention: [{ metricName: '^success-rate$', limit: 30 }],
      analysisRunMetadata: { labels: { team: 'shop' } },
      startingStep: 1,
    });
  });

  test('has to judge every weight with what is no dry run', () => {
    const chart = demoChart();
    expect(() => release(chart, { analysis: { templates: [errors(chart)] } })).toThrow(
      '[demo/rollout] metric "errors" is first measured 0 s after the analysis starts',
    );
  });
});
