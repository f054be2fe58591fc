import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import { Analysis, AnalysisArgument, Prometheus } from '../../../src/index';
import {
  experimentTreeProblems,
  experimentWeight,
  renderExperimentStep,
} from '../../../src/rollout/experiment/experiment-step';
import {
  type ExperimentStepOptions,
  type ExperimentTemplate,
  ExperimentVersion,
} from '../../../src/rollout/experiment/experiment-step-options';
import { CrdSchemas } from '../../crd/crd-schema';
import { demoChart, demoRollout } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';

const baseline: ExperimentTemplate = { name: 'baseline', version: ExperimentVersion.STABLE };
const canary: ExperimentTemplate = { name: 'canary', version: ExperimentVersion.CANARY };
const prometheus = Prometheus.at('http://prometheus:9090');

function compare(chart: Chart): Analysis {
  return new Analysis(chart, 'compare', {
    metrics: [
      {
        name: 'compare',
        provider: prometheus.query('errors{hash="{{args.new}}"} - on() errors{hash="{{args.old}}"}'),
        successCondition: 'result[0] < 5',
        interval: Duration.seconds(20),
      },
    ],
    args: [AnalysisArgument.canaryHash('new'), AnalysisArgument.stableHash('old')],
  });
}

function render(make: (chart: Chart) => Partial<ExperimentStepOptions>, rolloutName = 'demo') {
  const chart = demoChart();
  const options = { templates: [baseline, canary], duration: Duration.minutes(5), ...make(chart) };
  return renderExperimentStep(options, {
    rollout: chart,
    rolloutName,
    namespace: 'demo',
    canaryService: 'demo-canary',
  });
}

describe('renderExperimentStep', () => {
  test('renders two versions beside one another', () => {
    const { rendered, problems } = render(() => ({}));
    expect(problems).toEqual([]);
    expect(JSON.parse(JSON.stringify(rendered))).toEqual({
      templates: [
        { name: 'baseline', specRef: 'stable' },
        { name: 'canary', specRef: 'canary' },
      ],
      duration: '5m',
    });
  });

  test('renders every field, and no empty one', () => {
    const { rendered, problems } = render((chart) => ({
      templates: [
        {
          ...baseline,
          replicas: 3,
          metadata: { labels: { role: 'baseline' }, annotations: {} },
          selector: { role: 'baseline' },
          service: true,
        },
        { ...canary, weight: 5, serviceName: 'demo-experiment' },
      ],
      analyses: [{ name: 'compare', analysis: compare(chart), requiredForCompletion: true }],
      dryRun: ['compare'],
      runMetadata: { annotations: { team: 'shop' }, labels: {} },
      scaleDownDelay: Duration.seconds(0),
    }));
    expect(problems).toEqual([]);
    expect(JSON.parse(JSON.stringify(rendered))).toEqual({
      templates: [
        {
          name: 'baseline',
          specRef: 'stable',
          replicas: 3,
          metadata: { labels: { role: 'baseline' } },
          selector: { matchLabels: { role: 'baseline' } },
          service: {},
        },
        { name: 'canary', specRef: 'canary', weight: 5, service: { name: 'demo-experiment' } },
      ],
      duration: '5m',
      scaleDownDelaySeconds: 0,
      analyses: [
        {
          name: 'compare',
          templateName: 'demo-compare-experiment-compare',
          requiredForCompletion: true,
          args: [
            { name: 'new', value: '{{templates.canary.podTemplateHash}}' },
            { name: 'old', value: '{{templates.baseline.podTemplateHash}}' },
          ],
        },
      ],
      dryRun: [{ metricName: '^compare$' }],
      analysisRunMetadata: { annotations: { team: 'shop' } },
    });
  });

  testWithShared('crds')('renders what the CRD has', () => {
    const { rendered } = render((chart) => ({
      templates: [{ ...baseline, selector: { role: 'baseline' }, service: true }, canary],
      analyses: [{ name: 'compare', analysis: compare(chart), requiredForCompletion: true }],
      dryRun: ['compare'],
      runMetadata: { annotations: { team: 'shop' } },
      scaleDownDelay: Duration.minutes(1),
    }));
    const rollout = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'demo' },
      spec: { strategy: { canary: { steps: [{ experiment: JSON.parse(JSON.stringify(rendered)) }] } } },
    };
    expect(new CrdSchemas().problems(rollout)).toEqual([]);
  });

  test.each<[string, Partial<ExperimentStepOptions>, string]>([
    ['no templates', { templates: [] }, 'experiment.templates is empty'],
    [
      'a name that is no label',
      { templates: [{ ...canary, name: 'New' }] },
      'the name of a template of experiment has',
    ],
    ['two templates of one name', { templates: [canary, canary] }, 'two templates of experiment are named "canary"'],
    [
      'no pods',
      { templates: [{ ...canary, replicas: 0 }] },
      'replicas of template "canary" of experiment takes a whole',
    ],
    [
      'no end',
      { duration: undefined },
      'experiment would run for ever: give it a duration, or an analysis with required',
    ],
    ['no time', { duration: Duration.seconds(0) }, 'experiment.duration takes whole seconds, at least 1'],
    ['half a second', { scaleDownDelay: Duration.millis(500) }, 'experiment.scaleDownDelay takes whole seconds'],
    [
      'a weight of 0',
      { templates: [{ ...canary, weight: 0 }] },
      'the weight of template "canary" of experiment takes a',
    ],
    ['a weight of 100', { templates: [{ ...canary, weight: 100 }] }, 'takes a whole number from 1 to 99, got 100'],
    [
      'weights above 99',
      {
        templates: [
          { ...baseline, weight: 50 },
          { ...canary, weight: 50 },
        ],
      },
      'the weights of experiment add up to 100 %: nothing would be left for the stable version',
    ],
    [
      'an empty selector',
      { templates: [{ ...canary, selector: {} }] },
      'selector of template "canary" of experiment is',
    ],
    [
      'a Service name that is none',
      { templates: [{ ...canary, serviceName: '1a' }] },
      'serviceName of template "canary" of experiment has to begin with a letter',
    ],
    [
      "the canary's Service",
      { templates: [{ ...canary, serviceName: 'demo-canary' }] },
      'serviceName of template "canary" of experiment is that of the canary\'s Service, "demo-canary"',
    ],
    [
      'one Service for two templates',
      {
        templates: [
          { ...baseline, serviceName: 'experiment' },
          { ...canary, serviceName: 'experiment' },
        ],
      },
      'two templates of experiment have the Service "experiment"',
    ],
    [
      'rules without analyses',
      { dryRun: ['compare'] },
      'experiment.dryRun names "compare", and experiment has no such',
    ],
  ])('refuses %s', (_, options, message) => {
    expect(render(() => options).problems).toContainEqual(expect.stringContaining(message));
  });

  test('takes weights up to 99 together', () => {
    const templates = [
      { ...baseline, weight: 49 },
      { ...canary, weight: 50 },
    ];
    expect(render(() => ({ templates })).problems).toEqual([]);
  });

  test.each<[Partial<ExperimentTemplate>, number, boolean]>([
    [{ weight: 5 }, 37, true],
    [{ weight: 5 }, 38, false],
    [{ service: true }, 38, false],
    [{ serviceName: 'short', weight: 5 }, 38, true],
    [{}, 38, true],
  ])('with %j a rollout with a name of %i characters has room for the Service: %s', (template, length, fits) => {
    const { problems } = render(() => ({ templates: [{ ...canary, ...template }] }), 'r'.repeat(length));
    expect(problems).toEqual(
      fits ? [] : [expect.stringContaining('would have a name of up to 64 characters (<rollout>-<hash>-<revision>-')],
    );
  });
});

describe('experimentTreeProblems', () => {
  const problems = (template: Partial<ExperimentTemplate>, ports: { name?: string; number: number }[]) =>
    experimentTreeProblems(
      { templates: [{ ...canary, ...template }] },
      demoRollout(demoChart(), {
        containers: [{ image: 'example/app:1', ports }],
        podMetadata: { labels: { team: 'shop' } },
        services: undefined,
        trafficRouting: undefined,
        analysis: undefined,
      }),
    );

  test.each<[string, Partial<ExperimentTemplate>, { name?: string; number: number }[]]>([
    ['one port without a name', { service: true }, [{ number: 8080 }]],
    [
      'several with names',
      { weight: 5 },
      [
        { name: 'http', number: 8080 },
        { name: 'admin', number: 8081 },
      ],
    ],
    ['no Service', {}, []],
    ['labels of the pods', { selector: { team: 'shop', 'app.kubernetes.io/name': 'demo' } }, []],
    ['labels of the template', { selector: { team: 'a' }, metadata: { labels: { team: 'a' } } }, []],
  ])('is quiet with %s', (_, template, ports) => {
    expect(problems(template, ports)).toEqual([]);
  });

  test.each<[string, Partial<ExperimentTemplate>, { name?: string; number: number }[], string]>([
    ['no port for a Service', { service: true }, [], 'wants a Service, and no container has a port'],
    [
      'no port for a named Service',
      { serviceName: 'demo-experiment' },
      [],
      'wants a Service, and no container has a port',
    ],
    [
      'ports without names',
      { weight: 5 },
      [{ number: 8080 }, { name: 'admin', number: 8081 }],
      'of several container ports 8080 has no name: the API server refuses such a Service',
    ],
    [
      'a label that the pods lack',
      { selector: { team: 'a' } },
      [],
      'selects pods with label team="a", which its pods do',
    ],
  ])('refuses %s', (_, template, ports, message) => {
    expect(problems(template, ports)).toEqual([expect.stringContaining(message)]);
  });
});

test('experimentWeight adds up the weights', () => {
  expect(experimentWeight({ templates: [baseline, { ...canary, weight: 5 }, { ...canary, weight: 10 }] })).toBe(15);
});
