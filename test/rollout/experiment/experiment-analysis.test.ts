import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import { Analysis, AnalysisArgument, Prometheus } from '../../../src/index';
import type { ExperimentAnalysis } from '../../../src/rollout/experiment/experiment-analysis';
import { renderExperimentStep } from '../../../src/rollout/experiment/experiment-step';
import {
  type ExperimentStepOptions,
  type ExperimentTemplate,
  ExperimentVersion,
} from '../../../src/rollout/experiment/experiment-step-options';
import { demoChart, onlyObject } from '../../demo-chart';

const baseline: ExperimentTemplate = { name: 'baseline', version: ExperimentVersion.STABLE };
const canary: ExperimentTemplate = { name: 'canary', version: ExperimentVersion.CANARY };
const prometheus = Prometheus.at('http://prometheus:9090');

function compare(chart: Chart, name = 'compare', args: AnalysisArgument[] = hashes): Analysis {
  const placeholders = args.map((arg) => `${arg.name.replace('-', '_')}="{{args.${arg.name}}}"`);
  return new Analysis(chart, name, {
    metrics: [
      {
        name,
        provider: prometheus.query(`errors{${placeholders.join(',')}}`),
        successCondition: 'result[0] < 5',
        interval: Duration.seconds(20),
        bothVersionsBecause: 'it compares them',
      },
    ],
    args,
  });
}
const hashes = [AnalysisArgument.canaryHash('new'), AnalysisArgument.stableHash('old')];

function render(make: (chart: Chart) => Partial<ExperimentStepOptions>) {
  const chart = demoChart();
  const options = { templates: [baseline, canary], duration: Duration.minutes(5), ...make(chart) };
  return renderExperimentStep(options, {
    rollout: chart,
    rolloutName: 'demo',
    namespace: 'demo',
    canaryService: 'demo-canary',
  });
}

/** What is rendered of one analysis of the given options. */
function renderAnalysis(
  options: Partial<ExperimentAnalysis>,
  args?: AnalysisArgument[],
  step: Partial<ExperimentStepOptions> = {},
) {
  return render((chart) => ({
    analyses: [{ name: 'compare', analysis: compare(chart, 'compare', args), ...options }],
    ...step,
  }));
}

describe('the analyses of an experiment', () => {
  test('are measured as long as the experiment, unless told otherwise', () => {
    const counts = (duration?: Duration) => {
      const chart = demoChart();
      const analysis = compare(chart);
      const options = { templates: [baseline, canary], duration: Duration.minutes(5) };
      renderExperimentStep(
        { ...options, analyses: [{ name: 'compare', analysis, duration }] },
        { rollout: chart, rolloutName: 'demo', namespace: 'demo' },
      );
      return onlyObject(chart, 'AnalysisTemplate').spec.metrics[0].count;
    };
    expect(counts()).toBe(16);
    expect(counts(Duration.minutes(1))).toBe(4);
  });

  test('may run without end beside one that is required', () => {
    const { rendered, problems } = render((chart) => ({
      duration: undefined,
      analyses: [
        { name: 'a', analysis: compare(chart, 'a'), requiredForCompletion: true, duration: Duration.minutes(1) },
        { name: 'b', analysis: compare(chart, 'b') },
      ],
    }));
    expect(problems).toEqual([]);
    expect(rendered.analyses?.map(({ requiredForCompletion }) => requiredForCompletion)).toEqual([true, undefined]);
  });

  test('measure the pods of the templates that are named', () => {
    const { rendered, problems } = renderAnalysis({ measures: 'third', comparedWith: 'canary' }, undefined, {
      templates: [canary, { ...canary, name: 'third' }],
    });
    expect(problems).toEqual([]);
    expect(rendered.analyses?.[0]?.args).toEqual([
      { name: 'new', value: '{{templates.third.podTemplateHash}}' },
      { name: 'old', value: '{{templates.canary.podTemplateHash}}' },
    ]);
  });

  test('take fields of the Rollout as they are', () => {
    const { rendered } = renderAnalysis({}, [AnalysisArgument.field('team', "metadata.labels['team']")]);
    expect(rendered.analyses?.[0]?.args).toEqual([
      { name: 'team', valueFrom: { fieldRef: { fieldPath: "metadata.labels['team']" } } },
    ]);
  });

  test("have to ask the pods' own Service, not that of the canary", () => {
    const ask = (service: string) => () =>
      render((chart) => ({
        templates: [{ ...canary, serviceName: 'demo-experiment' }],
        analyses: [
          {
            name: 'errors',
            analysis: new Analysis(chart, 'errors', {
              metrics: [
                {
                  name: 'errors',
                  provider: prometheus.query(`errors{service="${service}"}`),
                  successCondition: 'result[0] < 5',
                },
              ],
            }),
          },
        ],
      })).problems;
    expect(ask('demo-experiment')()).toEqual([]);
    expect(ask('demo-canary')).toThrow('Select the canary\'s Service ("demo-experiment") or the canary\'s pods');
  });

  test.each<[string, Partial<ExperimentAnalysis>, Partial<ExperimentStepOptions>, string]>([
    [
      'a name that is no label',
      { name: 'A b' },
      {},
      'the name of an analysis of experiment has to be a DNS-1123 label',
    ],
    [
      'half a second',
      { duration: Duration.millis(500) },
      {},
      'the duration of analysis "compare" of experiment takes whole seconds',
    ],
    [
      'no end',
      { requiredForCompletion: true },
      { duration: undefined },
      'metric "compare" has an interval and no count, so analysis "compare" of experiment would never end',
    ],
    [
      'more time than the experiment has',
      { duration: Duration.minutes(6) },
      {},
      'analysis "compare" of experiment measures for 6m and is ended with the experiment, as Successful, after 5m',
    ],
    [
      'pods that are not there',
      { measures: 'third' },
      {},
      'analysis "compare" of experiment is about the template "third", there are "baseline", "canary"',
    ],
    [
      'pods that may be these or those',
      {},
      { templates: [baseline, canary, { ...canary, name: 'third' }] },
      'analysis "compare" of experiment: it is not clear which pods the argument "new" stands for: name their template ' +
        'in measures',
    ],
    [
      'no baseline',
      {},
      { templates: [canary] },
      'analysis "compare" of experiment: it is not clear which pods the argument "old" stands for: name their template ' +
        'in comparedWith',
    ],
    [
      'a rule that it has no metric for',
      {},
      { dryRun: ['x'] },
      'and analysis "compare" of experiment has no such metric',
    ],
  ])('are refused with %s', (_, options, step, message) => {
    expect(renderAnalysis(options, undefined, step).problems).toEqual([expect.stringContaining(message)]);
  });

  test('may be templates for the whole cluster', () => {
    const scopes = [true, false].map((clusterScope) => {
      const analysis = { bind: () => ({ templateName: 'errors', clusterScope, args: [], metrics: [] }) };
      return render(() => ({ analyses: [{ name: 'errors', analysis }] })).rendered.analyses?.[0]?.clusterScope;
    });
    expect(scopes).toEqual([true, undefined]);
  });

  test('may be as long as the experiment, and longer where it waits for them', () => {
    expect(renderAnalysis({ duration: Duration.minutes(5) }).problems).toEqual([]);
    expect(renderAnalysis({ duration: Duration.minutes(6), requiredForCompletion: true }).problems).toEqual([]);
  });

  test('have different names', () => {
    const { problems } = render((chart) => ({
      analyses: ['a', 'b'].map((id) => ({ name: 'same', analysis: compare(chart, id) })),
    }));
    expect(problems).toEqual(['two analyses of experiment are named "same": give each its own name']);
  });

  test('each have to have the metrics of the rules', () => {
    const { problems } = render((chart) => ({
      analyses: ['a', 'b'].map((id) => ({ name: id, analysis: compare(chart, id) })),
      dryRun: ['a'],
    }));
    expect(problems).toEqual([
      'experiment.dryRun names "a", and analysis "b" of experiment has no such metric (there: "b"): a rule without a ' +
        'metric is an error that aborts the release',
    ]);
  });
});
