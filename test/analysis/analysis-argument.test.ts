import { describe, expect, test } from '@jest/globals';
import { ApiObject, type Chart, Duration } from 'cdk8s';
import { Secret } from 'cdk8s-plus-28';
import { Analysis, AnalysisArgument, CanaryStep, ExperimentVersion, type IAnalysis, Prometheus } from '../../src';
import { demoChart, demoRollout, objectsOf, onlyObject } from '../demo-chart';

function gate(chart: Chart, ...args: AnalysisArgument[]): Analysis {
  const labels = args.map(({ name }) => `${name}="{{args.${name}}}"`).join(',');
  return new Analysis(chart, 'gate', {
    metrics: [
      {
        name: 'errors',
        provider: Prometheus.at('http://prometheus:9090').query(`errors{${labels}}`),
        successCondition: 'len(result) == 0 || result[0] < 5',
        interval: Duration.seconds(20),
        initialDelay: Duration.minutes(1),
      },
    ],
    args,
  });
}

/** The arguments in the template and in the Rollout. */
function argsOf(chart: Chart, analysis: Analysis, used: IAnalysis = analysis) {
  demoRollout(chart, { analysis: { templates: [used] } });
  const template = ApiObject.of(analysis).toJson().spec.args;
  return [template, onlyObject(chart, 'Rollout').spec.strategy.canary.analysis.args];
}

const hash = AnalysisArgument.canaryHash('hash');

describe('AnalysisArgument.canaryService', () => {
  const service = AnalysisArgument.canaryService('service');

  test("is the name of the canary's Service, and selects the canary", () => {
    const chart = demoChart();
    expect(argsOf(chart, gate(chart, service))).toEqual([
      [{ name: 'service' }],
      [{ name: 'service', value: 'demo-canary' }],
    ]);
  });

  test('is the Service of the measured pods in an experiment', () => {
    const chart = demoChart();
    const templates = [{ name: 'new', version: ExperimentVersion.CANARY, serviceName: 'demo-new' }];
    const analyses = [{ name: 'gate', analysis: gate(chart, service) }];
    const experiment = CanaryStep.experiment({ templates, analyses, duration: Duration.minutes(5) });
    demoRollout(chart, { steps: [experiment, CanaryStep.setWeight(20), CanaryStep.pause(Duration.minutes(5))] });
    const [step] = onlyObject(chart, 'Rollout').spec.strategy.canary.steps;
    expect(step.experiment.analyses[0].args).toEqual([{ name: 'service', value: 'demo-new' }]);
  });

  test('is refused where there is no such Service', () => {
    const chart = demoChart();
    const analysis = gate(chart, service);
    expect(() => analysis.bind({ rollout: chart, rolloutName: 'demo', namespace: 'demo' })).toThrow(
      '[demo/gate] the argument "service" is the name of the canary\'s Service, and there is none here: use ' +
        'AnalysisArgument.canaryHash',
    );
  });
});

describe('AnalysisArgument.perRollout', () => {
  test('has a value of each rollout, and its default for the others', () => {
    const of = (values?: { readonly [name: string]: string }) => {
      const chart = demoChart();
      const analysis = gate(chart, hash, AnalysisArgument.perRollout('limit', '5'));
      return argsOf(chart, analysis, values && analysis.withValues(values));
    };
    const inTemplate = [{ name: 'hash' }, { name: 'limit', value: '5' }];
    const canary = { name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } };
    expect(of()).toEqual([inTemplate, [canary]]);
    expect(of({ limit: '9' })).toEqual([inTemplate, [canary, { name: 'limit', value: '9' }]]);
  });

  test('without default has to get a value', () => {
    const chart = demoChart();
    const analysis = gate(chart, hash, AnalysisArgument.perRollout('limit'));
    expect(() => demoRollout(chart, { analysis: { templates: [analysis] } })).toThrow(
      '[demo/gate] the argument "limit" has no value: give it one in withValues, or a default in ' +
        'AnalysisArgument.perRollout',
    );
  });

  test('of a nested analysis gets its value from the outer one, unless it has one already', () => {
    const chart = demoChart();
    const inner = gate(chart, hash, AnalysisArgument.perRollout('limit'));
    const outer = (id: string, nested: IAnalysis) =>
      new Analysis(chart, id, { metadata: { name: id }, templates: [nested] }).withValues({ limit: '9' });
    const binding = { rollout: chart, rolloutName: 'demo', namespace: 'demo' };
    const limitOf = (analysis: IAnalysis) => analysis.bind(binding).templates?.[0]?.args[1]?.value;
    expect(limitOf(outer('one', inner))).toBe('9');
    expect(() => outer('two', inner.withValues({ limit: '7' })).bind(binding)).toThrow(
      '[demo/two] withValues gives "limit" a value, and that argument has one of its own',
    );
  });

  test.each<[{ readonly [name: string]: string }, string]>([
    [
      { limits: '9' },
      'withValues gives "limits" a value, and there is no such argument (there: "hash", "limit", "fixed"): the controller ' +
        'would drop it silently',
    ],
    [
      { fixed: '9' },
      'withValues gives "fixed" a value, and that argument has one of its own: make it AnalysisArgument.perRollout',
    ],
    [{ hash: '9' }, 'withValues gives "hash" a value, and that argument has one of its own'],
    [{ limit: '' }, 'withValues gives "limit" an empty value, which beats every default: leave it out'],
  ])('%j are values that are refused', (values, message) => {
    const chart = demoChart();
    const analysis = gate(chart, hash, AnalysisArgument.perRollout('limit', '5'), AnalysisArgument.value('fixed', '1'));
    expect(() => argsOf(chart, analysis, analysis.withValues(values))).toThrow(`[demo/gate] ${message}`);
  });
});

describe('AnalysisArgument.secret', () => {
  const secret = AnalysisArgument.secret('token', 'monitoring', 'token');

  function release(stringData: { readonly [key: string]: string } | undefined, props: object = {}): void {
    const chart = demoChart();
    const metadata = { name: 'monitoring' };
    if (stringData !== undefined) new Secret(chart, 'secret', { metadata, stringData: { ...stringData }, ...props });
    demoRollout(chart, { analysis: { templates: [gate(chart, hash, secret)] } });
    objectsOf(chart);
  }

  test('is refused where the Secret of the app has no such key', () => {
    expect(() => release({ user: 'x' })).toThrow(
      '[demo/gate] the argument "token" takes the key "token" of the Secret "monitoring" in namespace "demo", which has ' +
        '"user": the release would be aborted with an error',
    );
  });

  test.each<[string, { readonly [key: string]: string } | undefined, object]>([
    ['has it', { token: 'x' }, {}],
    ['is made elsewhere', undefined, {}],
    ['is one of another namespace', { user: 'x' }, { metadata: { name: 'monitoring', namespace: 'other' } }],
    ['is filled in by the cluster', {}, { type: 'kubernetes.io/service-account-token' }],
  ])('is taken where the Secret %s', (_, stringData, props) => {
    expect(() => release(stringData, props)).not.toThrow();
  });
});
