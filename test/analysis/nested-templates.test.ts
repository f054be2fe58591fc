import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import {
  Analysis,
  AnalysisArgument,
  type AnalysisProps,
  CanaryStep,
  Experiment,
  type IAnalysis,
  Prometheus,
} from '../../src';
import { demoChart, demoRollout, demoRoute, demoServices, demoSuccessRate, objectsOf, onlyObject } from '../demo-chart';

function gate(chart: Chart, name: string, props: Partial<AnalysisProps> = {}): Analysis {
  const labels = (props.args ?? []).map((arg) => `,${arg.name}="{{args.${arg.name}}}"`).join('');
  const metric = {
    name,
    provider: Prometheus.at('http://prometheus:9090').query(`${name}{service="demo-canary"${labels}}`),
    successCondition: 'len(result) == 0 || result[0] < 5',
    interval: Duration.seconds(20),
    initialDelay: Duration.minutes(1),
  };
  return new Analysis(chart, name, { metrics: [metric], ...props });
}

/** An analysis that has nothing of its own. */
function both(chart: Chart, ...templates: IAnalysis[]): Analysis {
  return new Analysis(chart, 'both', { metadata: { name: 'both' }, templates });
}

function release(chart: Chart, templates: IAnalysis[], steps?: CanaryStep[]) {
  demoRollout(chart, { analysis: { templates }, ...(steps === undefined ? {} : { steps }) });
  return onlyObject(chart, 'Rollout').spec.strategy.canary;
}

describe('nested templates', () => {
  test('are made at the same place, and only the outer one is referred to', () => {
    const chart = demoChart();
    const outer = both(chart, gate(chart, 'errors'), gate(chart, 'slow'));
    const canary = release(
      chart,
      [outer],
      [
        CanaryStep.setWeight(20),
        CanaryStep.pause(Duration.minutes(3)),
        CanaryStep.analysis({ templates: [outer], duration: Duration.minutes(5) }),
      ],
    );
    expect(canary.analysis.templates).toEqual([{ templateName: 'both' }]);
    expect(canary.steps[2].analysis).toEqual({ templates: [{ templateName: 'both-step-2' }] });
    const templates = objectsOf(chart).filter(({ kind }) => kind === 'AnalysisTemplate');
    expect(templates.map(({ metadata, spec }) => [metadata.name, spec.templates, spec.metrics?.[0].count])).toEqual([
      ['demo-errors-step-2', undefined, 13],
      ['demo-errors', undefined, undefined],
      ['demo-slow-step-2', undefined, 13],
      ['demo-slow', undefined, undefined],
      ['both-step-2', [{ templateName: 'demo-errors-step-2' }, { templateName: 'demo-slow-step-2' }], undefined],
      ['both', [{ templateName: 'demo-errors' }, { templateName: 'demo-slow' }], undefined],
    ]);
  });

  test('may be recipes, and be for the whole cluster', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const route = demoRoute(chart, services);
    const cluster = gate(chart, 'errors', { metadata: { name: 'errors' }, clusterScope: true });
    const outer = both(chart, demoSuccessRate(chart, route), cluster);
    demoRollout(chart, { services, trafficRouting: [route], analysis: { templates: [outer] } });
    const template = objectsOf(chart).find(({ metadata }) => metadata.name === 'both');
    expect(template?.spec).toEqual({
      templates: [{ templateName: 'demo-success-rate' }, { templateName: 'errors', clusterScope: true }],
    });
  });

  test('have their arguments supplied by the Rollout', () => {
    const chart = demoChart();
    const outer = both(chart, gate(chart, 'errors', { args: [AnalysisArgument.canaryHash('hash')] }));
    expect(release(chart, [outer]).analysis.args).toEqual([
      { name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } },
    ]);
  });

  test('that are nested twice are measured once', () => {
    const chart = demoChart();
    const errors = gate(chart, 'errors');
    const outer = both(chart, gate(chart, 'slow', { templates: [errors] }), errors);
    expect(release(chart, [outer]).analysis.templates).toEqual([{ templateName: 'both' }]);
  });

  test('have no metric of the name of another', () => {
    const chart = demoChart();
    const other = gate(chart, 'other', {
      metrics: [],
      templates: [gate(chart, 'errors')],
      metadata: { name: 'other' },
    });
    const twice = new Analysis(chart, 'twice', {
      metadata: { name: 'twice' },
      metrics: [
        {
          name: 'errors',
          provider: Prometheus.at('http://p').query('x{service="demo-canary"}'),
          successCondition: 'len(result) > 0',
          interval: Duration.seconds(20),
          initialDelay: Duration.minutes(1),
        },
      ],
      templates: [other],
    });
    expect(() => release(chart, [twice])).toThrow('two metrics of analysis.templates are named "errors"');
  });

  test('take no argument from another source than their neighbours', () => {
    const chart = demoChart();
    const outer = both(
      chart,
      gate(chart, 'errors', { args: [AnalysisArgument.value('x', 'a')] }),
      gate(chart, 'slow', { args: [AnalysisArgument.value('x', 'b')] }),
    );
    expect(() => release(chart, [outer])).toThrow(
      'two of analysis.templates take the argument "x" from different sources, and one run has one value for it',
    );
  });

  test('in an experiment are measured and checked too', () => {
    const chart = demoChart();
    const experiment = (templates: IAnalysis[]) =>
      new Experiment(chart, `experiment-${templates.length}`, {
        metadata: { name: `trial-${templates.length}` },
        templates: [{ name: 'new', containers: [{ image: 'example/app:1' }], serviceName: 'demo-canary' }],
        duration: Duration.minutes(5),
        analyses: [
          {
            name: 'gate',
            analysis: new Analysis(chart, `both-${templates.length}`, {
              metadata: { name: `both-${templates.length}` },
              templates,
            }),
          },
        ],
        dryRun: ['errors'],
      });
    const errors = gate(chart, 'errors', { args: [AnalysisArgument.canaryHash('hash')] });
    experiment([errors]);
    expect(() => experiment([errors, gate(chart, 'slow', { args: [AnalysisArgument.value('hash', 'x')] })])).toThrow(
      'two of analysis "gate" of the experiment take the argument "hash" from different sources',
    );
  });

  test.each<[string, (chart: Chart) => unknown, string]>([
    [
      'nothing at all',
      (chart) => new Analysis(chart, 'none', { metadata: { name: 'none' } }),
      'metrics is empty: an analysis without metrics holds the release for ever',
    ],
    [
      'no name and no metric to be named after',
      (chart) => new Analysis(chart, 'none', { templates: [gate(chart, 'errors')] }),
      'metadata.name is missing: there is no metric to name the template after',
    ],
    [
      'one analysis twice',
      (chart) => {
        const errors = gate(chart, 'errors');
        return both(chart, errors, errors);
      },
      'templates names one analysis twice: it is measured once, leave one out',
    ],
    [
      'an argument for those that it nests',
      (chart) =>
        new Analysis(chart, 'outer', {
          metadata: { name: 'outer' },
          templates: [gate(chart, 'errors')],
          args: [AnalysisArgument.canaryHash('hash')],
        }),
      'the argument "hash" is used by no metric',
    ],
  ])('refuses %s', (_, make, message) => {
    expect(() => make(demoChart())).toThrow(message);
  });
});
